//! How far an index has come, written down beside it.
//!
//! The index itself remembers the position of its last commit, and is written only when an article changes. Most events
//! are about something else, so this file says how far the log was read without finding more; and of which log it was, and by
//! which encoder, so that an index never goes on with another one.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

const FILE: &str = "place.json";

/// How far an index has come.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// The position of the last event that was read.
    pub position: u64,
    /// The id of that event.
    pub event: Uuid,
    /// The position of the last commit.
    pub committed: u64,
    /// The encoder whose vectors stand in it.
    pub encoder: Option<String>,
}

impl Place {
    /// The place of the index in a folder; nothing when none is written down there, or nothing that can be read.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(folder.join(FILE)).ok()?).ok()
    }

    /// Forgets it, before the index is emptied.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(crate) fn forget(folder: &Path) -> io::Result<()> {
        match std::fs::remove_file(folder.join(FILE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Writes it down. What a crash loses of it is found in the log again.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(crate) fn write(&self, folder: &Path) -> io::Result<()> {
        let new = folder.join(format!("{FILE}.new"));
        std::fs::write(&new, serde_json::to_vec(self)?)?;
        std::fs::rename(new, folder.join(FILE))
    }
}
