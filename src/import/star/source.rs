//! Where the dialogues lie: in an archive, read as a stream, or in a folder.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use liblzma::read::XzDecoder;

use crate::exit::Stop;

/// A file larger than this is no dialogue, bytes.
const LARGEST: u64 = 16 << 20;

/// The name under which the dialogues are handed out.
const ARCHIVE: &str = "dialogues_dev.tar.xz";

/// Where the dialogues lie.
#[derive(Debug)]
pub enum Source {
    /// In a `.tar.xz` or `.tar`, already opened.
    Archive(Box<dyn ReadSend>),
    /// In files `*.json` of a folder.
    Folder(Vec<PathBuf>),
}

/// Something that can be read on another thread.
pub trait ReadSend: Read + Send {}
impl<T: Read + Send> ReadSend for T {}
impl std::fmt::Debug for dyn ReadSend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an archive")
    }
}

/// Takes the name and content of a file, or the reason why it cannot be read; tells whether it wants more.
type Take<'a> = &'a mut dyn FnMut(&str, Result<Vec<u8>, String>) -> bool;

impl Source {
    /// The dialogues at a path.
    ///
    /// # Errors
    /// When there is nothing to read.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        if path.is_dir() {
            return Self::open_folder(path);
        }
        let file = match File::open(path) {
            Ok(file) => BufReader::new(file),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                anyhow::bail!(Stop::not_found(format!("there is no {}", path.display())))
            }
            Err(error) => return Err(error).with_context(|| format!("{} cannot be opened", path.display())),
        };
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("xz") => Ok(Self::Archive(Box::new(XzDecoder::new(file)))),
            Some("tar") => Ok(Self::Archive(Box::new(file))),
            Some(_) | None => {
                anyhow::bail!(Stop::usage(format!("{} is neither a folder, .tar.xz nor .tar", path.display())))
            }
        }
    }

    /// A folder of dialogues, or one that holds the archive as it is handed out.
    fn open_folder(folder: &Path) -> anyhow::Result<Self> {
        let dialogues = dialogues_of(folder)?;
        let archive = folder.join(ARCHIVE);
        match (dialogues.is_empty(), archive.exists()) {
            (false, _) => Ok(Self::Folder(dialogues)),
            (true, true) => Self::open(&archive),
            (true, false) => {
                let missing = format!("{} holds neither dialogues (*.json) nor {ARCHIVE}", folder.display());
                Err(Stop::not_found(missing).into())
            }
        }
    }

    /// Reads one file after the other.
    pub fn read(self, take: Take<'_>) {
        match self {
            Self::Archive(archive) => {
                if let Err(error) = read_archive(archive, take) {
                    take("the archive", Err(format!("it breaks off: {error}")));
                }
            }
            Self::Folder(files) => {
                files.iter().all(|file| take(&file.display().to_string(), read_file(file)));
            }
        }
    }
}

fn dialogues_of(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    Ok(files)
}

fn read_file(file: &Path) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| error.to_string())
}

fn read_archive(archive: impl Read, take: Take<'_>) -> std::io::Result<()> {
    for entry in tar::Archive::new(archive).entries()? {
        let mut entry = entry?;
        let name = entry.path()?.display().to_string();
        if !entry.header().entry_type().is_file() || !name.ends_with(".json") {
            continue;
        }
        let content = if entry.size() > LARGEST {
            Err(format!("it has {} bytes, more than a dialogue", entry.size()))
        } else {
            let mut content = Vec::new();
            entry.read_to_end(&mut content).map(|_| content).map_err(|error| error.to_string())
        };
        if !take(&name, content) {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: Source) -> Vec<(String, bool)> {
        let mut names = Vec::new();
        source.read(&mut |name, content| {
            let short = name.rsplit('/').next().unwrap().to_owned();
            names.push((short, content.is_ok()));
            true
        });
        names
    }

    fn archive(path: &Path, files: &[&str]) {
        let mut builder = tar::Builder::new(File::create(path).unwrap());
        for name in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(2);
            header.set_mode(0o644);
            builder.append_data(&mut header, name, &b"{}"[..]).unwrap();
        }
        builder.finish().unwrap();
    }

    #[test]
    fn an_archive_gives_its_dialogues_and_nothing_else() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("dialogues.tar");
        archive(&path, &["dialogues/1.json", "dialogues/notes.txt", "dialogues/2.json"]);
        assert_eq!(names(Source::open(&path).unwrap()), [("1.json".to_owned(), true), ("2.json".to_owned(), true)]);
    }

    #[test]
    fn an_archive_that_breaks_off_says_so() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("dialogues.tar");
        archive(&path, &["1.json"]);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..600]).unwrap();
        assert!(names(Source::open(&path).unwrap()).contains(&("the archive".to_owned(), false)));
    }

    #[test]
    fn a_folder_gives_its_dialogues_in_order() {
        let directory = tempfile::tempdir().unwrap();
        for name in ["2.json", "1.json", "notes.txt"] {
            fs::write(directory.path().join(name), "{}").unwrap();
        }
        let source = Source::open(directory.path()).unwrap();
        assert_eq!(names(source), [("1.json".to_owned(), true), ("2.json".to_owned(), true)]);
    }

    #[test]
    fn a_folder_that_holds_the_archive_is_the_archive() {
        let directory = tempfile::tempdir().unwrap();
        assert!(Source::open(directory.path()).is_err());
        fs::write(directory.path().join(ARCHIVE), "").unwrap();
        assert!(matches!(Source::open(directory.path()), Ok(Source::Archive(_))));
    }

    #[test]
    fn what_is_missing_or_of_another_kind_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let text = directory.path().join("notes.txt");
        fs::write(&text, "").unwrap();
        assert!(Source::open(&text).is_err());
        assert!(Source::open(&directory.path().join("none.tar.xz")).is_err());
    }
}
