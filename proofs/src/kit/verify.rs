//! Verifying: everything is rebuilt from the rows of events, and compared with what was published.
//!
//! The rows lead to entries, the entries to leaves, the leaves to every tile and to the root of every checkpoint. One pass,
//! flat in memory but for the last leaf of each stream, in `streams`.

mod blame;
pub(super) mod differences;
mod events;
pub(super) mod feed;
mod heads;
mod streams;
mod suspects;
mod tiles;

use ledger::cosignature::Quorum;
use ledger::verifier::Verifier;
use ledger::{Bundle, Head, Note, Vkey};

use super::finding::{Code, Finding, Place, VerifyError};
use super::input::KitSource;
use super::layout;
use super::manifest::Manifest;
use feed::Feed;
use heads::{Heads, Log};
use streams::Streams;

/// Whose signatures count.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// The keys of the log; with more than one, after rotations, any of them may have signed.
    pub keys: Vec<Vkey>,
    /// The witnesses, and how many of them must have signed the last checkpoint.
    pub quorum: Quorum,
}

/// What was verified.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Which log.
    pub origin: String,
    /// Its last checkpoint.
    pub head: Head,
    /// How many events were rebuilt from their rows.
    pub events: u64,
    /// How many events of other tenants were held back: their entries were verified, not their rows.
    pub withheld: u64,
    /// How many streams they make up.
    pub streams: u64,
    /// How many checkpoints were verified.
    pub checkpoints: u64,
    /// How many tiles of hashes were compared.
    pub tiles: u64,
    /// How many bundles of entries were compared.
    pub bundles: u64,
    /// Which witnesses have signed the last checkpoint, and when, seconds since 1970.
    pub witnesses: Vec<(String, u64)>,
}

/// Verifies everything that comes from a source; `progress` hears the position it has come to.
///
/// # Errors
/// The first [`Finding`], or that the source is away.
pub async fn verify<S: KitSource>(
    source: &mut S,
    trust: &Trust,
    progress: &mut dyn FnMut(u64),
) -> Result<Report, VerifyError> {
    let manifest = source.manifest().await?.map(|bytes| read_manifest(&bytes)).transpose()?;
    let note = source.checkpoint().await?;
    let note = Note::parse(&note).map_err(|error| bad_checkpoint(&error.to_string()))?;
    let log = Log::of(&note, trust)?;
    let last = log.open(&note, Place::File(layout::CHECKPOINT.to_owned(), None))?;
    if let Some(manifest) = &manifest {
        agree(manifest, &log, last)?;
    }
    let witnesses = log.witnessed(&note, &trust.quorum)?;
    let mut run = Run {
        source,
        size: last.size,
        events: Feed::default(),
        heads: Heads::new(&log, note, last),
        tree: Verifier::new(),
        streams: Streams::default(),
        leaves: Vec::new(),
        entry: String::new(),
        counts: Counts::default(),
    };
    run.all(progress).await?;
    Ok(Report {
        origin: log.origin.clone(),
        head: last,
        events: run.counts.events,
        withheld: run.counts.withheld,
        streams: run.streams.len(),
        checkpoints: run.heads.passed(),
        tiles: run.counts.tiles,
        bundles: run.counts.bundles,
        witnesses,
    })
}

fn read_manifest(bytes: &[u8]) -> Result<Manifest, Finding> {
    let unreadable = |found: String| Finding::in_file(Code::Unreadable, layout::MANIFEST, "a complete kit", found);
    let manifest = Manifest::read(bytes).map_err(unreadable)?;
    if manifest.complete { Ok(manifest) } else { Err(unreadable("an export that has not come to its end".to_owned())) }
}

fn bad_checkpoint(found: &str) -> Finding {
    Finding::in_file(Code::Signature, layout::CHECKPOINT, "a signed note", found)
}

/// What the kit says of itself must be what the log has signed.
fn agree(manifest: &Manifest, log: &Log, last: Head) -> Result<(), Finding> {
    let differs = |code, expected: &str, found: &str| Finding::in_file(code, layout::MANIFEST, expected, found);
    if manifest.origin != log.origin {
        return Err(differs(Code::WrongOrigin, &log.origin, &manifest.origin));
    }
    if manifest.ledger != crate::EVENTS {
        return Err(differs(Code::WrongOrigin, crate::EVENTS, &manifest.ledger));
    }
    if manifest.size() != last.size {
        let [expected, found] = [last.size, manifest.size()].map(|size| format!("size {size}"));
        return Err(differs(Code::Head, &expected, &found));
    }
    Ok(())
}

/// A verification under way.
struct Run<'a, S> {
    source: &'a mut S,
    /// How many leaves the last checkpoint says there are. Nothing is allocated by it.
    size: u64,
    events: Feed,
    heads: Heads<'a>,
    tree: Verifier,
    streams: Streams,
    /// The tile of level 0 over the events at hand.
    leaves: Vec<u8>,
    /// The entry of the row at hand; kept for its memory.
    entry: String,
    counts: Counts,
}

#[derive(Default)]
struct Counts {
    events: u64,
    withheld: u64,
    tiles: u64,
    bundles: u64,
}

impl<S: KitSource> Run<'_, S> {
    async fn all(&mut self, progress: &mut dyn FnMut(u64)) -> Result<(), VerifyError> {
        self.heads.advance(self.source).await?;
        self.pass_head().await?;
        for bundle in Bundle::all(self.size) {
            self.group(bundle).await?;
            progress(self.tree.tree().size());
        }
        self.compare_tiles(self.tree.edge()).await?;
        self.no_more_events().await?;
        self.heads.no_more(self.source).await?;
        match self.source.stray(self.size)? {
            Some((code, path)) => {
                Err(Finding::in_file(code, path, "no such file in a kit of this size", "the file").into())
            }
            None => Ok(()),
        }
    }
}
