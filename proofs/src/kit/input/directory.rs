//! A kit in a directory. Reading blocks the thread; whoever verifies does nothing else meanwhile.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use ledger::{Bundle, Tile};

use super::{KitSource, Lines};
use crate::kit::finding::{Code, Finding, VerifyError};
use crate::kit::row::Row;
use crate::kit::{layout, line};

/// So much is read at once, bytes.
const BLOCK: u64 = 1 << 20;
/// A line longer than this is not read, bytes. Bodies are far shorter.
const MOST_LINE: usize = 1 << 26;
/// Notes and `kit.json` are short; more is not read, bytes.
const MOST_SMALL: usize = 1 << 20;

/// A kit in a directory.
#[derive(Debug)]
pub struct Directory {
    path: PathBuf,
    chunk: u64,
    events: Option<LineFile>,
    checkpoints: Option<LineFile>,
}

impl Directory {
    /// The kit in the directory at `path`.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), chunk: 0, events: None, checkpoints: None }
    }

    fn open(&self, path: &str) -> Result<Option<LineFile>, VerifyError> {
        match File::open(self.path.join(path)) {
            Ok(file) => Ok(Some(LineFile { file, rest: Vec::new() })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(path, &error)),
        }
    }

    fn read(&self, path: &str, most: usize) -> Result<Option<Vec<u8>>, VerifyError> {
        match read_at_most(&self.path.join(path), most) {
            Ok(bytes) => Ok(Some(bytes)),
            // A file stands where a directory should be.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(unreadable(path, &error)),
        }
    }
}

fn read_at_most(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let most = most as u64 + 1;
    let length = file.metadata()?.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &str, error: &io::Error) -> VerifyError {
    Finding::in_file(Code::Unreadable, path, "a file that can be read", error.to_string()).into()
}

fn missing(path: &str) -> VerifyError {
    Finding::in_file(Code::Unreadable, path, "the file", "nothing").into()
}

/// A file of lines.
#[derive(Debug)]
struct LineFile {
    file: File,
    /// The beginning of a line whose end is still to be read.
    rest: Vec<u8>,
}

impl LineFile {
    /// The next whole lines; at the end, what there is of the last.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = std::mem::take(&mut self.rest);
        loop {
            let start = bytes.len();
            bytes.reserve(BLOCK as usize);
            if self.file.by_ref().take(BLOCK).read_to_end(&mut bytes)? == 0 {
                return Ok((!bytes.is_empty()).then_some(bytes));
            }
            if let Some(end) = bytes[start..].iter().rposition(|byte| *byte == b'\n') {
                self.rest = bytes.split_off(start + end + 1);
                return Ok(Some(bytes));
            }
            if bytes.len() > MOST_LINE {
                return Err(io::Error::other(format!("a line is longer than {MOST_LINE} bytes")));
            }
        }
    }
}

impl KitSource for Directory {
    const SETTLED: bool = true;

    fn row(text: &str) -> Result<Row<'_>, impl std::fmt::Display> {
        line::read(text)
    }

    async fn manifest(&mut self) -> Result<Option<Vec<u8>>, VerifyError> {
        let bytes = self.read(layout::MANIFEST, MOST_SMALL)?;
        bytes.ok_or_else(|| missing(layout::MANIFEST)).map(Some)
    }

    async fn checkpoint(&mut self) -> Result<Vec<u8>, VerifyError> {
        self.read(layout::CHECKPOINT, MOST_SMALL)?.ok_or_else(|| missing(layout::CHECKPOINT))
    }

    async fn checkpoints(&mut self) -> Result<Option<Lines>, VerifyError> {
        let opened = match self.checkpoints.take() {
            Some(file) => Some(file),
            None => self.open(layout::CHECKPOINTS)?,
        };
        let file = self.checkpoints.insert(opened.ok_or_else(|| missing(layout::CHECKPOINTS))?);
        let bytes = file.next().map_err(|error| unreadable(layout::CHECKPOINTS, &error))?;
        Ok(bytes.map(|bytes| Lines { bytes, chunk: None }))
    }

    async fn events(&mut self) -> Result<Option<Lines>, VerifyError> {
        loop {
            if self.events.is_none() {
                self.events = self.open(&layout::chunk(self.chunk))?;
            }
            let Some(file) = &mut self.events else { return Ok(None) };
            let chunk = self.chunk;
            match file.next().map_err(|error| unreadable(&layout::chunk(chunk), &error))? {
                Some(bytes) => return Ok(Some(Lines { bytes, chunk: Some(chunk) })),
                None => (self.events, self.chunk) = (None, chunk + 1),
            }
        }
    }

    async fn file(&mut self, path: &str, most: usize) -> Result<Option<Vec<u8>>, VerifyError> {
        self.read(path, most)
    }

    fn stray(&mut self, size: u64) -> Result<Option<(Code, String)>, VerifyError> {
        let chunks = size.div_ceil(layout::CHUNK);
        let is_chunk = |path: &str| {
            let number = path.strip_prefix("events/").and_then(|name| name.strip_suffix(".ndjson"));
            number.and_then(|number| number.parse().ok()).is_some_and(|n| n < chunks && layout::chunk(n) == path)
        };
        for (part, code) in [(layout::EVENTS, Code::ExtraEvent), (layout::TILES, Code::Tile)] {
            let files = layout::files(&self.path, part).map_err(|error| unreadable(part, &error))?;
            let stray = files.into_iter().find(|path| !is_chunk(path) && !is_tile(path, size));
            if let Some(path) = stray {
                let code = if path.starts_with("tile/entries/") { Code::Bundle } else { code };
                return Ok(Some((code, path)));
            }
        }
        Ok(None)
    }
}

/// Whether a tree of this size has a tile or a bundle of this path.
pub(in crate::kit) fn is_tile(path: &str, size: u64) -> bool {
    let tile = path.parse::<Tile>().is_ok_and(|tile| Tile::at(tile.level, tile.index, size) == Some(tile));
    tile || path.parse::<Bundle>().is_ok_and(|bundle| Bundle::at(bundle.index, size) == Some(bundle))
}
