//! What a witness remembers of a log, in a directory of that log's own.
//!
//! `head` is the note over the head that was accepted last, behind a digest that tells a damaged file from a whole one;
//! `cosigned` is that note under the witness's signature; `evidence-<n>.txt` stands for an alarm.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use ledger::{Checkpoint, Hash, Head, Note};

use super::{Error, Log};
use crate::durable::replace;

const TITLE: &str = "colloquy witness v1";
const DAMAGED: &str = "is damaged; restore it before this witness goes on";
const EVIDENCE: &str = "evidence-";

/// The directory of one log. While this lives, no other process has it.
#[derive(Debug)]
pub struct Memory {
    directory: PathBuf,
    accepted: Option<Accepted>,
    _lock: File,
}

/// A head that was accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Accepted {
    pub(super) head: Head,
    pub(super) note: Note,
}

impl Memory {
    /// What is remembered of `log` below `state`; the directory is made where needed.
    ///
    /// # Errors
    /// When another process has it, or what is there cannot be read: a witness that has forgotten must not start anew.
    pub fn open(state: &Path, log: &Log) -> Result<Self, Error> {
        let directory = state.join(Hash::of(log.origin().as_bytes()).to_string());
        let made = DirBuilder::new().recursive(true).mode(0o700).create(&directory);
        made.map_err(|error| Error::system(&directory, "cannot be made", error))?;
        let lock = lock(&directory.join("lock"))?;
        let accepted = read(&directory.join("head"))?.map(|text| accepted(&directory.join("head"), &text, log));
        let memory = Self { accepted: accepted.transpose()?, directory, _lock: lock };
        if memory.accepted.is_none() && memory.cosigned()?.is_some() {
            let reason =
                "is gone, though something was cosigned; restore it, or this witness would vouch for any history";
            return Err(Error::unusable(&memory.file("head"), reason));
        }
        Ok(memory)
    }

    /// Where all of it lies.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    pub(super) fn accepted(&self) -> Option<&Accepted> {
        self.accepted.as_ref()
    }

    /// Remembers a note of `log`, durably.
    pub(super) fn accept(&mut self, note: &Note, log: &Log) -> Result<(), Error> {
        let (file, note) = (self.file("head"), note.to_string());
        let text = format!("{TITLE}\nsha256 {}\n{note}", Hash::of(note.as_bytes()));
        // What is remembered is what would be read.
        let accepted = accepted(&file, &text, log)?;
        write(&file, &text)?;
        self.accepted = Some(accepted);
        Ok(())
    }

    /// The note that was cosigned last.
    pub(super) fn cosigned(&self) -> Result<Option<Note>, Error> {
        let file = self.file("cosigned");
        let parse =
            |text: String| Note::parse(text.as_bytes()).map_err(|error| Error::unusable(&file, error.to_string()));
        read(&file)?.map(parse).transpose()
    }

    pub(super) fn keep_cosigned(&self, note: &Note) -> Result<(), Error> {
        write(&self.file("cosigned"), &note.to_string())
    }

    /// Whether no alarm was raised that nobody has seen to.
    pub(super) fn is_calm(&self) -> Result<(), Error> {
        match self.evidence()?.into_iter().min() {
            Some(number) => Err(Error::Alarmed { evidence: self.evidence_file(number) }),
            None => Ok(()),
        }
    }

    /// Writes the evidence of a breach: the alarm is raised.
    pub(super) fn keep_evidence(&self, text: &str) -> Result<PathBuf, Error> {
        let last = self.evidence()?.into_iter().max().unwrap_or_default();
        let file = self.evidence_file(last.saturating_add(1));
        write(&file, text)?;
        Ok(file)
    }

    /// The numbers of the files with evidence.
    fn evidence(&self) -> Result<Vec<u64>, Error> {
        let unreadable = |error| Error::system(&self.directory, "cannot be read", error);
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&self.directory).map_err(unreadable)? {
            let name = entry.map_err(unreadable)?.file_name();
            let number: Option<u64> =
                name.to_str().and_then(|name| name.strip_prefix(EVIDENCE)?.strip_suffix(".txt")?.parse().ok());
            numbers.extend(number);
        }
        Ok(numbers)
    }

    fn evidence_file(&self, number: u64) -> PathBuf {
        self.file(&format!("{EVIDENCE}{number}.txt"))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }
}

fn accepted(file: &Path, text: &str, log: &Log) -> Result<Accepted, Error> {
    let note = text.strip_prefix(TITLE).and_then(|rest| rest.strip_prefix("\nsha256 "));
    let note = note.and_then(|rest| rest.split_once('\n'));
    let note = note.filter(|(digest, note)| Hash::from_hex(digest) == Some(Hash::of(note.as_bytes())));
    let (_, note) = note.ok_or_else(|| Error::unusable(file, DAMAGED))?;
    let note = Note::parse(note.as_bytes()).map_err(|error| Error::unusable(file, error.to_string()))?;
    let checkpoint = Checkpoint::parse(&note.text).map_err(|error| Error::unusable(file, error.to_string()))?;
    if checkpoint.origin != log.origin() {
        return Err(Error::unusable(file, format!("is of the log {}, not of {}", checkpoint.origin, log.origin())));
    }
    Ok(Accepted { head: checkpoint.head, note })
}

fn lock(file: &Path) -> Result<File, Error> {
    let opened = File::options().create(true).append(true).mode(0o600).open(file);
    let opened = opened.map_err(|error| Error::system(file, "cannot be made", error))?;
    match opened.try_lock() {
        Ok(()) => Ok(opened),
        Err(TryLockError::WouldBlock) => Err(Error::unusable(file, "another witness is at work in this directory")),
        Err(TryLockError::Error(error)) => Err(Error::system(file, "cannot be locked", error)),
    }
}

fn read(file: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(Error::unusable(file, DAMAGED)),
        Err(error) => Err(Error::system(file, "cannot be read", error)),
    }
}

fn write(file: &Path, text: &str) -> Result<(), Error> {
    replace(file, text.as_bytes()).map_err(|error| Error::system(file, "cannot be written", error))
}
