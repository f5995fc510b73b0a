//! Tiles and checkpoints, compared with the tree that the events lead to.

use ledger::verifier::{Mismatch, compare};
use ledger::{Hash, Head, Tile};

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
            // Of level 0, each hash was compared when its event came.
            if tile.level > 0 {
                let found = self.source.file(&tile.to_string(), TILE).await?;
                judge(tile, &expected, found)?;
            }
            self.counts.tiles += 1;
        }
        Ok(())
    }

    /// The tile of level 0 over a bundle; it has as many hashes as it must.
    pub(super) async fn leaf_tile(&mut self, index: u64) -> Result<Vec<u8>, VerifyError> {
        let Some(tile) = Tile::at(0, index, self.size) else { return Ok(Vec::new()) };
        let found = self.source.file(&tile.to_string(), TILE).await?;
        if found.is_none() {
            self.is_of_another_size()?;
        }
        Ok(of_length(tile, usize::from(tile.width) * Hash::SIZE, found)?)
    }
}

impl<S: KitSource> Run<'_, S> {
    /// Whether the tile of level 0 over a position, whose events before that position hold, agrees with what was published
    /// above it: the tile of level 1, or at the end of the log the last checkpoint.
    pub(super) async fn tile_fits_above(&mut self, position: u64) -> Result<bool, VerifyError> {
        let index = (position - 1) / 256;
        let mut tree = self.tree.clone();
        let done = (position - 1) % 256;
        let leaves = self.leaves.chunks_exact(Hash::SIZE).filter_map(Hash::from_slice);
        leaves.skip(done as usize).for_each(|leaf| tree.leaf(leaf));
        if tree.tree().size() == self.size {
            return Ok(tree.tree().root() == self.heads.last().root);
        }
        let Some(tile) = Tile::at(1, index / 256, self.size) else { return Ok(false) };
        let above = self.source.file(&tile.to_string(), TILE).await?.unwrap_or_default();
        // Where the tile above became full, it is not at the edge.
        let full = tree.take_full().into_iter().chain(tree.edge());
        let mut expected =
            full.filter(|(tile, _)| (tile.level, tile.index) == (1, index / 256)).map(|(_, bytes)| bytes);
        let start = (index % 256) as usize * Hash::SIZE;
        let part = |bytes: &[u8]| Hash::from_slice(bytes.get(start..start + Hash::SIZE)?);
        Ok(expected.next().is_some_and(|expected| part(&expected).is_some() && part(&expected) == part(&above)))
    }
}

/// The position of the first event under a tile.
fn first_position(tile: Tile) -> u64 {
    let first = (u128::from(tile.index) * 256) << (8 * u32::from(tile.level));
    u64::try_from(first).unwrap_or(u64::MAX - 1) + 1
}

fn of_length(tile: Tile, expected: usize, found: Option<Vec<u8>>) -> Result<Vec<u8>, Finding> {
    let fault = |expected: String, found: String| {
        Finding::new(Code::Tile, Place::File(tile.to_string(), Some(first_position(tile))), expected, found)
    };
    let found = found.ok_or_else(|| fault("the tile".to_owned(), "nothing".to_owned()))?;
    if found.len() == expected {
        return Ok(found);
    }
    Err(fault(format!("{expected} bytes"), format!("{} bytes", found.len())))
}

fn judge(tile: Tile, expected: &[u8], found: Option<Vec<u8>>) -> Result<(), Finding> {
    let found = of_length(tile, expected.len(), found)?;
    match compare(tile, expected, &found) {
        Ok(()) | Err(Mismatch::Checkpoint { .. }) => Ok(()),
        Err(Mismatch::Tile { first_index, expected, found, .. }) => {
            let place = Place::File(tile.to_string(), Some(first_index + 1));
            Err(Finding::new(Code::Tile, place, expected.to_string(), found.to_string()))
        }
    }
}
