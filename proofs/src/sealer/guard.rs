//! What was signed last, kept in a file outside the database: whoever turns the database back does not turn back the
//! signer's memory.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ledger::{Checkpoint, Head};

use crate::Error;
use crate::durable::replace;

/// The file, and the head in it.
#[derive(Debug)]
pub struct Guard {
    file: PathBuf,
    origin: String,
    head: Option<Head>,
}

impl Guard {
    /// Reads the file of the log `origin`; a file that is not there says that nothing was signed.
    ///
    /// # Errors
    /// When it cannot be read, or is of another log.
    pub fn open(file: &Path, origin: &str) -> Result<Self, Error> {
        let text = match fs::read_to_string(file) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Error::away(format!("{} cannot be read", file.display()), error)),
        };
        let head = text.map(|text| head(file, &text, origin)).transpose()?;
        Ok(Self { file: file.to_owned(), origin: origin.to_owned(), head })
    }

    /// What was signed last.
    #[must_use]
    pub fn head(&self) -> Option<Head> {
        self.head
    }

    /// Keeps a head, durably, before anything is signed that tells of it.
    ///
    /// # Errors
    /// When the file cannot be written; then nothing may be signed.
    pub(super) fn keep(&mut self, head: Head) -> Result<(), Error> {
        let text = Checkpoint::new(&*self.origin, head).to_string();
        replace(&self.file, text.as_bytes())
            .map_err(|error| Error::away(format!("{} cannot be written", self.file.display()), error))?;
        self.head = Some(head);
        Ok(())
    }
}

fn head(file: &Path, text: &str, origin: &str) -> Result<Head, Error> {
    let file = file.display();
    let checkpoint = Checkpoint::parse(text).map_err(|error| Error::inconsistent(format!("{file}: {error}")))?;
    if checkpoint.origin != origin {
        let other = checkpoint.origin;
        return Err(Error::inconsistent(format!("{file} is of the log {other}, but the key is that of {origin}")));
    }
    Ok(checkpoint.head)
}
