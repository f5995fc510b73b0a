//! Tiles and checkpoints, compared with the tree that the events lead to.

use ledger::hash::Hash;
use ledger::verifier::{Mismatch, compare};
use ledger::{Head, Tile};

use super::Run;
use crate::kit::finding::{Code, Finding, Place, VerifyError};
use crate::kit::input::KitSource;

/// How many bytes a full tile has.
const TILE: usize = 256 * Hash::SIZE;

impl<S: KitSource> Run<'_, S> {
    /// Checks the checkpoint of the size of the tree so far, where there is one.
    pub(super) async fn pass_head(&mut self) -> Result<(), VerifyError> {
        let Some(head) = self.heads.due(self.tree.tree().size()) else { return Ok(()) };
        if self.tree.checkpoint(head).is_err() {
            let expected = Head { size: head.size, root: self.tree.tree().root() };
            let expected = format!("{expected}, to which the events from {} on lead", self.heads.first_suspect());
            return Err(Finding::new(Code::Head, Place::Checkpoint(head.size), expected, head.to_string()).into());
        }
        self.heads.advance(self.source).await
    }

    pub(super) async fn compare_tiles(&mut self, tiles: Vec<(Tile, Vec<u8>)>) -> Result<(), VerifyError> {
        for (tile, expected) in tiles {
            let found = self.source.file(&tile.to_string(), TILE).await?;
            judge(tile, &expected, found.as_deref())?;
            self.counts.tiles += 1;
        }
        Ok(())
    }

    /// The hash that the tiles have of the leaf at a position; nothing when the tile is not there or too short.
    pub(super) async fn published_leaf(&mut self, position: u64) -> Result<Option<Hash>, VerifyError> {
        let index = position - 1;
        let Some(tile) = Tile::at(0, index / 256, self.size) else { return Ok(None) };
        let bytes = self.source.file(&tile.to_string(), TILE).await?;
        let start = (index % 256) as usize * Hash::SIZE;
        Ok(bytes.and_then(|bytes| Hash::from_slice(bytes.get(start..start + Hash::SIZE)?)))
    }
}

fn judge(tile: Tile, expected: &[u8], found: Option<&[u8]>) -> Result<(), Finding> {
    let first = (u128::from(tile.index) * 256) << (8 * u32::from(tile.level));
    let from = |index: u64| Place::File(tile.to_string(), Some(index + 1));
    let start = from(u64::try_from(first).unwrap_or(u64::MAX - 1));
    let Some(found) = found else { return Err(Finding::new(Code::Tile, start, "the tile", "nothing")) };
    match compare(tile, expected, found) {
        Ok(()) => Ok(()),
        Err(_) if found.len() != expected.len() => {
            let [expected, found] = [expected, found].map(|bytes| format!("{} bytes", bytes.len()));
            Err(Finding::new(Code::Tile, start, expected, found))
        }
        Err(Mismatch::Tile { first_index, expected, found, .. }) => {
            Err(Finding::new(Code::Tile, from(first_index), expected.to_string(), found.to_string()))
        }
        Err(Mismatch::Checkpoint { .. }) => Ok(()),
    }
}
