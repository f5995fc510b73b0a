//! A file with the log's signing key; beside a new key the one it has taken the place of, until that has vouched for it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use ledger::note::Algorithm;
use ledger::{SecretKey, Signer as _, Vkey};

use crate::Error;
use crate::durable::replace;

/// The path; the file is read when it is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyFile(PathBuf);

impl KeyFile {
    /// The file at this path.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Makes the file with a key of the log `origin` that follows from `seed`, unless there is a file already.
    ///
    /// # Errors
    /// When it cannot be written, or no key can have this name.
    pub fn create(&self, origin: &str, seed: [u8; 32]) -> Result<(), Error> {
        let key = self.key(origin, seed)?;
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&self.0);
        let written = made.and_then(|mut file| {
            file.write_all(format!("{}\n", *key.expose()).as_bytes())?;
            file.sync_all()
        });
        match written {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            written => written.map_err(|error| self.away("cannot be made", error)),
        }
    }

    /// Puts a new key of the same log before the present one; the old key and the new one. While the last rotation is
    /// not over, its two keys come back and nothing is changed.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn rotate(&self, seed: [u8; 32]) -> Result<(SecretKey, SecretKey), Error> {
        let (current, retiring) = self.read()?;
        if let Some(retiring) = retiring {
            return Ok((retiring, current));
        }
        let new = self.key(current.vkey().name(), seed)?;
        self.write(&[&new, &current])?;
        Ok((current, new))
    }

    /// The key that is retiring and the one that takes its place, while a rotation is not over; nothing when there is no
    /// file either.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn rotating(&self) -> Result<Option<(Vkey, Vkey)>, Error> {
        if !self.0.exists() {
            return Ok(None);
        }
        let (current, retiring) = self.read()?;
        Ok(retiring.map(|retiring| (retiring.vkey().clone(), current.vkey().clone())))
    }

    /// The present key, and the one that is retiring.
    pub(super) fn read(&self) -> Result<(SecretKey, Option<SecretKey>), Error> {
        let text = fs::read_to_string(&self.0).map_err(|error| self.away("cannot be read", error))?;
        let mut keys = text.lines().map(|line| {
            let key = SecretKey::parse(line);
            key.map_err(|error| Error::inconsistent(format!("{}: {error}", self.0.display())))
        });
        let current = keys.next().ok_or_else(|| Error::inconsistent(format!("{} is empty", self.0.display())))??;
        let retiring = keys.next().transpose()?;
        Ok((current, retiring))
    }

    pub(super) fn drop_retiring(&self) -> Result<(), Error> {
        let (current, _) = self.read()?;
        self.write(&[&current])
    }

    fn write(&self, keys: &[&SecretKey]) -> Result<(), Error> {
        let lines: String = keys.iter().map(|key| format!("{}\n", *key.expose())).collect();
        replace(&self.0, lines.as_bytes()).map_err(|error| self.away("cannot be written", error))
    }

    fn key(&self, origin: &str, seed: [u8; 32]) -> Result<SecretKey, Error> {
        let key = SecretKey::new(origin, Algorithm::Ed25519, seed);
        key.map_err(|error| Error::inconsistent(format!("{}: {error}", self.0.display())))
    }

    fn away(&self, what: &str, error: io::Error) -> Error {
        Error::away(format!("{} {what}", self.0.display()), error)
    }
}
