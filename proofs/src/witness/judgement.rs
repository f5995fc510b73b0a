//! Whether what a log shows now follows what was accepted: its checkpoint and the tiles that prove it are fetched and
//! judged.

use std::collections::BTreeSet;
use std::time::Duration;

use ledger::proof::{self, check_consistency};
use ledger::succession::{self, Breach, Succession};
use ledger::tile::wanted;
use ledger::tree::Span;
use ledger::{Hash, Head, Note, Tile, Tiles};

use super::memory::Accepted;
use super::{Alarm, Away, Contained, Error, Log, Source};

/// The longest checkpoint that is read, bytes.
const MOST_OF_CHECKPOINT: usize = 1 << 20;
/// A full tile, bytes.
const MOST_OF_TILE: usize = 256 * Hash::SIZE;

/// The checkpoint that the log shows, and how it follows `before`.
pub(super) async fn judge(
    log: &Log,
    source: &dyn Source,
    before: Option<&Accepted>,
    patience: Duration,
) -> Result<(Note, Succession), Error> {
    let (mut note, mut after) = checkpoint(log, source).await?;
    let Some(before) = before else { return Ok((note, Succession::Later)) };
    if after.size < before.head.size {
        // An answer may have been under way while a newer one was seen.
        tokio::time::sleep(patience).await;
        (note, after) = checkpoint(log, source).await?;
    }
    let spans = proof::consistency(before.head.size, after.size).unwrap_or_default();
    let unproven = |reason: String| Error::Unproven { before: before.head, after, reason };
    let proof = hashes(source, &spans, after.size).await?.map_err(unproven)?;
    let breach = match succession::judge(before.head, after, &proof) {
        Ok(succession) => return Ok((note, succession)),
        Err(breach) => breach,
    };
    let contained = match breach {
        Breach::Rewrite { .. } => Some(contained(source, before.head.size, after, proof).await?.map_err(unproven)?),
        Breach::Rollback { .. } | Breach::Fork { .. } => None,
    };
    Err(Error::Broken(Box::new(Alarm { breach, before: before.note.clone(), after: note, contained, file: None })))
}

async fn checkpoint(log: &Log, source: &dyn Source) -> Result<(Note, Head), Error> {
    let bytes = source.get("checkpoint", MOST_OF_CHECKPOINT).await?;
    let bytes = bytes.ok_or_else(|| Away::because("the log has no checkpoint yet"))?;
    let (note, checkpoint) = log.open(&bytes)?;
    Ok((note, checkpoint.head))
}

/// What stands in the tree of `after` where the tree of `size` leaves should, when the hashes lead to `after`. When they
/// do not, it is the tiles that are wrong, and they say nothing about the tree.
async fn contained(
    source: &dyn Source,
    size: u64,
    after: Head,
    proof: Vec<Hash>,
) -> Result<Result<Contained, String>, Error> {
    let roots = hashes(source, &[Span { start: 0, end: size }], after.size).await?;
    let root = match roots {
        Ok(roots) => roots.into_iter().next().unwrap_or_else(Hash::of_nothing),
        Err(reason) => return Ok(Err(reason)),
    };
    Ok(match check_consistency(size, root, after.size, after.root, &proof) {
        Ok(()) => Ok(Contained { head: Head { size, root }, proof }),
        Err(_) => Err("its tiles do not lead to the root that it has signed".to_owned()),
    })
}

/// The hashes of spans of a tree of `size` leaves; in the inner error, which tile is not as it must be.
async fn hashes(source: &dyn Source, spans: &[Span], size: u64) -> Result<Result<Vec<Hash>, String>, Away> {
    let tiles = match tiles(source, wanted(spans, size)).await? {
        Ok(tiles) => tiles,
        Err(reason) => return Ok(Err(reason)),
    };
    Ok(proof::collect(spans, &tiles).ok_or_else(|| "its tiles do not hold the hashes".to_owned()))
}

async fn tiles(source: &dyn Source, wanted: BTreeSet<Tile>) -> Result<Result<Tiles, String>, Away> {
    let mut tiles = Tiles::new();
    for tile in wanted {
        let Some(bytes) = tile_or_full(source, tile).await? else {
            return Ok(Err(format!("{tile} is not there")));
        };
        let length = bytes.len();
        if !tiles.insert(tile, bytes) {
            return Ok(Err(format!("{tile} has {length} bytes")));
        }
    }
    Ok(Ok(tiles))
}

/// A tile, or the full one that has taken its place since.
async fn tile_or_full(source: &dyn Source, tile: Tile) -> Result<Option<Vec<u8>>, Away> {
    match source.get(&tile.to_string(), MOST_OF_TILE).await? {
        Some(bytes) => Ok(Some(bytes)),
        None if tile.is_full() => Ok(None),
        None => source.get(&Tile { width: 256, ..tile }.to_string(), MOST_OF_TILE).await,
    }
}
