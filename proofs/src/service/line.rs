//! A checkpoint as one line of JSON, as it is served and as a kit keeps it.

use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};

use crate::Sealed;

/// The fields of the line, in their order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CheckpointLine {
    /// How many leaves; a string, because numbers of JSON are doubles.
    pub size: String,
    /// The hash over them, in base64.
    pub root: String,
    /// When it was signed, RFC 3339 in UTC, to the microsecond.
    pub sealed_at: String,
    /// The signed note, with the cosignatures it had when the line was written.
    pub note: String,
}

impl From<&Sealed> for CheckpointLine {
    fn from(sealed: &Sealed) -> Self {
        Self {
            size: sealed.head.size.to_string(),
            root: sealed.head.root.to_base64(),
            sealed_at: sealed.sealed_at.to_rfc3339_opts(SecondsFormat::Micros, true),
            note: sealed.note.to_string(),
        }
    }
}
