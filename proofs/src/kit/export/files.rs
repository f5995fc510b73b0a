//! The files of a kit: each appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::ExportError;
use crate::kit::input::is_tile;
use crate::kit::layout;

/// What a file is called until it is whole.
const UNFINISHED: &str = ".unfinished";

/// The files of a kit.
#[derive(Clone, Debug)]
pub(super) struct Files(PathBuf);

impl Files {
    pub(super) fn in_directory(directory: &Path) -> Result<Self, ExportError> {
        let files = Self(directory.to_owned());
        fs::create_dir_all(directory).map_err(|error| files.failed("", error))?;
        Ok(files)
    }

    pub(super) fn name(&self) -> String {
        self.0.display().to_string()
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    pub(super) fn failed(&self, file: &str, source: io::Error) -> ExportError {
        ExportError::File { path: self.path(file).display().to_string(), source }
    }

    pub(super) fn foreign(&self, reason: impl Into<String>) -> ExportError {
        ExportError::Foreign { directory: self.name(), reason: reason.into() }
    }

    pub(super) fn is_empty(&self) -> Result<bool, ExportError> {
        let mut entries = fs::read_dir(&self.0).map_err(|error| self.failed("", error))?;
        // A first export that was cut off right away leaves this.
        Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().ends_with(UNFINISHED))))
    }

    /// The bytes of a file; nothing when it is not there.
    pub(super) fn read(&self, file: &str) -> Result<Option<Vec<u8>>, ExportError> {
        match fs::read(self.path(file)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed(file, error)),
        }
    }

    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let mut begun = self.begin(file)?;
        begun.append(bytes)?;
        begun.finish()
    }

    /// Begins a file that appears when it is finished.
    pub(super) fn begin(&self, file: &str) -> Result<Begun, ExportError> {
        let path = self.path(file);
        let begin = || {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            File::create(unfinished(&path))
        };
        let out = begin().map_err(|error| self.failed(file, error))?;
        Ok(Begun { files: self.clone(), file: file.to_owned(), out: BufWriter::new(out) })
    }

    /// Takes away what an export that was cut off left, and the partial tiles that a larger kit has no place for.
    pub(super) fn clear_away(&self, size: u64) -> Result<(), ExportError> {
        for part in [layout::EVENTS, layout::TILES] {
            let files = layout::files(&self.0, part).map_err(|error| self.failed(part, error))?;
            for file in files {
                let is_stale = file.contains(".p/") && !is_tile(&file, size);
                if is_stale || file.ends_with(UNFINISHED) {
                    self.remove(&file)?;
                }
            }
        }
        Ok(())
    }

    fn remove(&self, file: &str) -> Result<(), ExportError> {
        let path = self.path(file);
        fs::remove_file(&path).map_err(|error| self.failed(file, error))?;
        // The directory of a partial tile goes with the last one in it.
        if let Some(parent) = path.parent().filter(|parent| parent.extension().is_some_and(|end| end == "p")) {
            let _not_empty_yet = fs::remove_dir(parent);
        }
        Ok(())
    }
}

fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(UNFINISHED);
    name.into()
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Begun {
    files: Files,
    file: String,
    out: BufWriter<File>,
}

impl Begun {
    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        self.out.write_all(bytes).map_err(|error| self.files.failed(&self.file, error))
    }

    pub(super) fn finish(mut self) -> Result<(), ExportError> {
        let path = self.files.path(&self.file);
        let finished = self.out.flush().and_then(|()| fs::rename(unfinished(&path), &path));
        finished.map_err(|error| self.files.failed(&self.file, error))
    }
}
