//! The log that is followed: its name, and whose signatures are its own.

use ledger::note::{Algorithm, BadKey};
use ledger::{Checkpoint, Note, Vkey};

use super::Error;

/// A log as its operator has told of it, by a way that the log's server has no hand in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Log {
    origin: String,
    keys: Vec<Vkey>,
}

/// Why a text names no log.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum BadLog {
    /// There is no key.
    #[error("there is no key in it")]
    Empty,
    /// A line is neither empty, nor a comment, nor a key.
    #[error("line {line}: {reason}")]
    Line {
        /// Which, from 1.
        line: usize,
        /// Why.
        reason: BadKey,
    },
    /// A witness's key stands where a log's should.
    #[error("{0} is the key of a witness, not of a log")]
    Witness(String),
    /// A log keeps its name when it gets a new key.
    #[error("the keys are of two logs: {0} and {1}")]
    Two(String, String),
}

impl Log {
    /// The log with these keys: one a line, as `name+id+key`; lines that begin with `#` are comments.
    ///
    /// # Errors
    /// See [`BadLog`].
    pub fn parse(text: &str) -> Result<Self, BadLog> {
        let mut keys: Vec<Vkey> = Vec::new();
        for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.is_empty() && !text.starts_with('#')) {
            keys.push(text.trim_end().parse().map_err(|reason| BadLog::Line { line, reason })?);
        }
        let origin = keys.first().ok_or(BadLog::Empty)?.name().to_owned();
        for key in &keys {
            if key.algorithm() != Algorithm::Ed25519 {
                return Err(BadLog::Witness(key.name().to_owned()));
            }
            if key.name() != origin {
                return Err(BadLog::Two(origin, key.name().to_owned()));
            }
        }
        Ok(Self { origin, keys })
    }

    /// Its name.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Its public keys.
    pub(super) fn keys(&self) -> &[Vkey] {
        &self.keys
    }

    /// A checkpoint of this log, out of what was served as one.
    pub(super) fn open(&self, bytes: &[u8]) -> Result<(Note, Checkpoint), Error> {
        let note = Note::parse(bytes).map_err(ledger::checkpoint::CheckpointError::from)?;
        let checkpoint = Checkpoint::open(&note, &self.origin, &self.keys)?;
        Ok((note, checkpoint))
    }
}
