//! A checkpoint as a line of `checkpoints.ndjson`.

use chrono::DateTime;
use ledger::commitment::spelled;
use ledger::{Hash, Head, Note};
use serde::{Deserialize, Serialize};

use crate::Sealed;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    size: String,
    root: String,
    sealed_at: String,
    note: String,
}

impl From<&Sealed> for Line {
    fn from(sealed: &Sealed) -> Self {
        Self {
            size: sealed.head.size.to_string(),
            root: sealed.head.root.to_base64(),
            sealed_at: spelled(sealed.sealed_at),
            note: sealed.note.to_string(),
        }
    }
}

/// Appends the line, and a line break.
pub fn write(out: &mut Vec<u8>, sealed: &Sealed) {
    serde_json::to_writer(&mut *out, &Line::from(sealed)).expect("a line is JSON, and memory takes it");
    out.push(b'\n');
}

/// Reads a line without its line break; nothing when it is not exactly what [`write()`] writes.
#[must_use]
pub fn read(line: &[u8]) -> Option<Sealed> {
    let read: Line = serde_json::from_slice(line).ok()?;
    let sealed = Sealed {
        head: Head { size: read.size.parse().ok()?, root: Hash::from_base64(&read.root)? },
        sealed_at: DateTime::parse_from_rfc3339(&read.sealed_at).ok()?.to_utc(),
        note: Note::parse(read.note.as_bytes()).ok()?,
    };
    let mut again = Vec::with_capacity(line.len() + 1);
    write(&mut again, &sealed);
    (again.strip_suffix(b"\n") == Some(line)).then_some(sealed)
}
