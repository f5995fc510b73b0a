//! What the engines' rows come to.

use chrono::DateTime;
use ledger::{Head, Note};

use crate::{Error, Sealed};

/// A checkpoint from its columns; `note` with the lines of the witnesses behind it.
pub(super) fn sealed(head: Head, sealed_at: i64, note: &str) -> Result<Sealed, Error> {
    let note = Note::parse(note.as_bytes());
    let note = note.map_err(|error| Error::inconsistent(format!("checkpoint {}: {error}", head.size)))?;
    let sealed_at = DateTime::from_timestamp_micros(sealed_at);
    let sealed_at = sealed_at.ok_or_else(|| Error::inconsistent(format!("checkpoint {} has no date", head.size)))?;
    Ok(Sealed { head, sealed_at, note })
}
