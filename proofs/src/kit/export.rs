//! Writing a kit, or going on with one.
//!
//! What is there and whole is kept: full files of events, full tiles, full bundles. Every file appears whole or not at all,
//! and `kit.json` says `complete` last of all. Files are written on the thread of the caller, who does nothing else.

mod events;
mod files;
mod tiles;

use std::path::Path;

use chrono::{DateTime, Utc};
use event_store::EventStore;
use ledger::succession::{Breach, judge};
use ledger::{Checkpoint, Note};

use super::manifest::Manifest;
use super::{checkpoint_line, layout};
use crate::{LedgerStore, Sealed, prove};
use files::Files;

/// How many checkpoints are read at once.
const BATCH: usize = 1_000;

/// What is to be exported, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The log.
    pub log: &'a dyn EventStore,
    /// Its ledger.
    pub ledger: &'a dyn LedgerStore,
    /// The name of the ledger in its store.
    pub name: &'a str,
    /// The time that the kit shall bear.
    pub exported_at: DateTime<Utc>,
}

/// How far an export is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// What is being written.
    pub step: Step,
    /// How many of it are done.
    pub done: u64,
    /// How many there will be.
    pub total: u64,
}

/// What an export writes, in this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Events.
    Events,
    /// Bundles of entries.
    Bundles,
    /// Tiles of hashes.
    Tiles,
}

/// What was exported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exported {
    /// Which log.
    pub origin: String,
    /// The last checkpoint, up to which the kit goes.
    pub last: Sealed,
    /// How many events were there already.
    pub kept: u64,
}

/// Why there is no kit.
#[derive(thiserror::Error, Debug)]
pub enum ExportError {
    /// There is no checkpoint yet.
    #[error("nothing is sealed yet, so there is nothing to export; start a server, which seals the log")]
    NothingSealed,
    /// The directory holds something that this kit cannot go on from.
    #[error("{directory} cannot be gone on with: {reason}; export into another directory")]
    Foreign {
        /// Which directory.
        directory: String,
        /// What is there.
        reason: String,
    },
    /// The kit in the directory was exported from another history. Keep it: it is evidence.
    #[error("the kit in {directory} is of another history; keep it, it is evidence")]
    Breach {
        /// Which directory.
        directory: String,
        /// Both heads.
        #[source]
        breach: Box<Breach>,
    },
    /// The log lacks what was sealed.
    #[error("the log lacks the event at position {0}, which was sealed")]
    Missing(u64),
    /// The ledger or the log could not be read.
    #[error(transparent)]
    Ledger(#[from] crate::Error),
    /// The kit could not be written.
    #[error("{path} cannot be written or read")]
    File {
        /// Which file.
        path: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl From<event_store::Error> for ExportError {
    fn from(error: event_store::Error) -> Self {
        Self::Ledger(error.into())
    }
}

/// Exports everything up to the last checkpoint into a directory, or goes on with the kit that is there.
///
/// # Errors
/// See [`ExportError`]. What was written stays, and the next export goes on from it.
pub async fn export(
    what: Export<'_>,
    directory: &Path,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Exported, ExportError> {
    let last = what.ledger.last(what.name).await?.ok_or(ExportError::NothingSealed)?;
    let head = Checkpoint::parse(&last.note.text).map_err(|error| crate::Error::inconsistent(error.to_string()))?;
    let files = Files::in_directory(directory)?;
    goes_on(&what, &files, &head.origin, &last).await?;
    let manifest =
        |complete| Manifest::new(&head.origin, what.name, last.head.size, what.exported_at, complete).to_bytes();
    files.write(layout::MANIFEST, &manifest(false))?;
    // From here on no other history can be put into the directory, even if this export is cut off.
    files.write(layout::CHECKPOINT, last.note.to_string().as_bytes())?;
    let kept = events::write(&what, &files, last.head.size, progress).await?;
    tiles::write_bundles(&what, &files, last.head.size, progress).await?;
    tiles::write_tiles(&what, &files, last.head.size, progress).await?;
    write_checkpoints(&what, &files, &last).await?;
    files.clear_away(last.head.size)?;
    files.write(layout::MANIFEST, &manifest(true))?;
    Ok(Exported { origin: head.origin, last, kept })
}

/// That the log goes on from the kit that is there, if one is.
async fn goes_on(what: &Export<'_>, files: &Files, origin: &str, last: &Sealed) -> Result<(), ExportError> {
    let manifest = files.read(layout::MANIFEST)?;
    let Some(manifest) = manifest else {
        return if files.is_empty()? { Ok(()) } else { Err(files.foreign("it is not empty, and has no kit.json")) };
    };
    let manifest = Manifest::read(&manifest).map_err(|reason| files.foreign(format!("kit.json: {reason}")))?;
    if (manifest.origin.as_str(), manifest.ledger.as_str()) != (origin, what.name) {
        let reason =
            format!("it is a kit of {} of {}, not of {} of {origin}", manifest.ledger, manifest.origin, what.name);
        return Err(files.foreign(reason));
    }
    let Some(note) = files.read(layout::CHECKPOINT)? else { return Ok(()) };
    let note = Note::parse(&note).map_err(|error| files.foreign(format!("checkpoint: {error}")))?;
    let before = Checkpoint::parse(&note.text).map_err(|error| files.foreign(format!("checkpoint: {error}")))?.head;
    let proof = prove::consistency(what.ledger, what.name, before.size, last.head.size).await?.unwrap_or_default();
    match judge(before, last.head, &proof) {
        Ok(_) => Ok(()),
        Err(breach) => Err(ExportError::Breach { directory: files.name(), breach: Box::new(breach) }),
    }
}

async fn write_checkpoints(what: &Export<'_>, files: &Files, last: &Sealed) -> Result<(), ExportError> {
    let mut file = files.begin(layout::CHECKPOINTS)?;
    let mut after = 0;
    while after < last.head.size {
        let page = what.ledger.checkpoints(what.name, after, BATCH).await?;
        let Some(end) = page.last().map(|sealed| sealed.head.size) else { break };
        let mut lines = Vec::new();
        page.iter()
            .filter(|sealed| sealed.head.size < last.head.size)
            .for_each(|sealed| checkpoint_line::write(&mut lines, sealed));
        file.append(&lines)?;
        after = end;
    }
    // A witness may have signed since; the same note must stand alone and here.
    let mut line = Vec::new();
    checkpoint_line::write(&mut line, last);
    file.append(&line)?;
    file.finish()
}
