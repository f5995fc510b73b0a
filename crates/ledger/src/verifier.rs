//! The whole log, checked from its entries up: every tile of every level, and every checkpoint. Flat in memory, however
//! long the log is.

use crate::checkpoint::Head;
use crate::tile::{Tile, TiledTree};
use crate::{Hash, Tree};

/// What does not fit.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum Mismatch {
    /// A tile holds another hash than follows from the entries.
    #[error("{tile} holds {found} where the entries from index {first_index} on lead to {expected}")]
    Tile {
        /// The tile.
        tile: Tile,
        /// The first leaf under the hash in question.
        first_index: u64,
        /// The hash that follows from the entries.
        expected: Hash,
        /// The hash in the tile; none when the tile ends before it.
        found: Found,
    },
    /// A checkpoint says another root than follows from the entries.
    #[error("the checkpoint of size {size} says root {found}, but the entries lead to {expected}")]
    Checkpoint {
        /// Its size.
        size: u64,
        /// The root that follows from the entries.
        expected: Hash,
        /// The root it says.
        found: Hash,
    },
}

/// A hash that was looked for in a tile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// There is this one.
    Hash(Hash),
    /// There is none.
    Nothing,
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Hash(hash) => hash.fmt(f),
            Self::Nothing => f.write_str("nothing"),
        }
    }
}

/// Follows a log from its first entry.
#[derive(Clone, Debug, Default)]
pub struct Verifier {
    tiled: TiledTree,
}

impl Verifier {
    /// Before the first entry.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The tree so far.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        self.tiled.tree()
    }

    /// Takes the next entry; its leaf.
    pub fn entry(&mut self, entry: &[u8]) -> Hash {
        let leaf = Hash::leaf(entry);
        self.tiled.push(leaf);
        leaf
    }

    /// Takes a leaf whose entry was looked at elsewhere.
    pub fn leaf(&mut self, leaf: Hash) {
        self.tiled.push(leaf);
    }

    /// The tiles that have become full since the last call, as they must be.
    pub fn take_full(&mut self) -> Vec<(Tile, Vec<u8>)> {
        self.tiled.take_full()
    }

    /// The tiles at the edge of the tree as they must be now.
    #[must_use]
    pub fn edge(&self) -> Vec<(Tile, Vec<u8>)> {
        self.tiled.partial()
    }

    /// Checks what a checkpoint of the size of the tree so far says.
    ///
    /// # Errors
    /// [`Mismatch::Checkpoint`].
    pub fn checkpoint(&self, head: Head) -> Result<(), Mismatch> {
        let expected = self.tree().root();
        let is_here = head.size == self.tree().size();
        if is_here && head.root == expected {
            return Ok(());
        }
        Err(Mismatch::Checkpoint { size: head.size, expected, found: head.root })
    }
}

/// Compares the bytes of a tile with what they must be; names the first hash that differs.
///
/// # Errors
/// [`Mismatch::Tile`].
pub fn compare(tile: Tile, expected: &[u8], found: &[u8]) -> Result<(), Mismatch> {
    if expected == found {
        return Ok(());
    }
    let hash = |bytes: &[u8], at: usize| bytes.get(at * Hash::SIZE..(at + 1) * Hash::SIZE).and_then(Hash::from_slice);
    let width = usize::from(tile.width);
    let at = (0..width).find(|at| hash(expected, *at) != hash(found, *at)).unwrap_or(width.saturating_sub(1));
    let first_index = ((u128::from(tile.index) * 256 + at as u128) << (8 * u32::from(tile.level.min(7)))) as u64;
    Err(Mismatch::Tile {
        tile,
        first_index,
        expected: hash(expected, at).unwrap_or_else(Hash::of_nothing),
        found: hash(found, at).map_or(Found::Nothing, Found::Hash),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::grown;

    fn followed(size: u64) -> (Verifier, Vec<(Tile, Vec<u8>)>) {
        let mut verifier = Verifier::new();
        (0..size).for_each(|index| _ = verifier.entry(&index.to_be_bytes()));
        let full = verifier.take_full();
        (verifier, full)
    }

    #[test]
    fn it_arrives_at_the_head_and_at_every_tile() {
        let (verifier, full) = followed(70_000);
        let head = Head { size: 70_000, root: grown(70_000).0.root() };
        assert_eq!(verifier.checkpoint(head), Ok(()));
        let mut tiles: Vec<Tile> = full.iter().chain(&verifier.edge()).map(|(tile, _)| *tile).collect();
        tiles.sort();
        let mut wanted: Vec<Tile> = Tile::all(70_000).collect();
        wanted.sort();
        assert_eq!(tiles, wanted);
    }

    #[test]
    fn a_checkpoint_of_another_root_or_size_does_not_fit() {
        let (verifier, _) = followed(9);
        let root = grown(9).0.root();
        assert!(verifier.checkpoint(Head { size: 8, root }).is_err());
        let told = verifier.checkpoint(Head { size: 9, root: Hash::of_nothing() }).unwrap_err().to_string();
        assert!(told.starts_with("the checkpoint of size 9 says root e3b0"), "{told}");
    }

    #[test]
    fn the_first_hash_that_differs_is_named_with_its_leaf() {
        let (_, full) = followed(70_000);
        let (tile, bytes) = full.iter().find(|(tile, _)| tile.level == 1).unwrap();
        let mut damaged = bytes.clone();
        damaged[5 * Hash::SIZE + 3] ^= 1;
        let named = compare(*tile, bytes, &damaged).unwrap_err();
        assert!(matches!(named, Mismatch::Tile { first_index: 1_280, .. }), "{named}");
        let cut = compare(*tile, bytes, &bytes[..7 * Hash::SIZE]).unwrap_err();
        assert!(matches!(cut, Mismatch::Tile { first_index: 1_792, found: Found::Nothing, .. }), "{cut}");
        let long = compare(*tile, bytes, &[&bytes[..], b"x"].concat());
        assert!(long.is_err());
        assert_eq!(compare(*tile, bytes, bytes), Ok(()));
    }
}
