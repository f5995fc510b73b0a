//! Tiles: the tree cut into pieces of eight levels, each of which is written once (c2sp.org/tlog-tiles).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::decimal;
use crate::hash::Hash;
use crate::tree::{NodeId, Nodes, Span, Tree};

/// How many levels of the tree one tile spans.
pub const HEIGHT: u8 = 8;
/// How many hashes a full tile has.
pub const WIDTH: u64 = 256;
/// Above this level there is no tile: its nodes would stand over more leaves than there can be.
const MAX_LEVEL: u8 = 7;

/// A tile: `width` hashes of one level from `index * 256` on. What stands between them and the next level of tiles
/// follows from them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Tile {
    /// Which level of tiles; their hashes stand `8 * level` levels above the leaves.
    pub level: u8,
    /// Which tile of that level, from the left.
    pub index: u64,
    /// How many hashes; 256 when it is full.
    pub width: u16,
}

impl Tile {
    /// The tile that holds a node, as it stands in a tree of `size` leaves; `None` when that tree lacks the node.
    #[must_use]
    pub fn of_node(id: NodeId, size: u64) -> Option<Self> {
        let level = id.level / HEIGHT;
        let under = 1_u64 << (id.level % HEIGHT);
        let first = id.index.checked_mul(under)?;
        let last = first + (under - 1);
        let tile = Self::at(level, first / WIDTH, size)?;
        (last % WIDTH < u64::from(tile.width)).then_some(tile)
    }

    /// The tile at this place in a tree of `size` leaves; `None` when that tree has none there.
    #[must_use]
    pub fn at(level: u8, index: u64, size: u64) -> Option<Self> {
        let hashes = size.checked_shr(u32::from(level) * u32::from(HEIGHT))?;
        let width = hashes.checked_sub(index.checked_mul(WIDTH)?)?.min(WIDTH);
        (width > 0).then_some(Self { level, index, width: width as u16 })
    }

    /// All tiles of a tree of `size` leaves, level by level.
    pub fn all(size: u64) -> impl Iterator<Item = Self> {
        let level = move |level| (0..).map_while(move |index| Self::at(level, index, size));
        (0..=MAX_LEVEL).flat_map(level)
    }

    /// Whether it has all its hashes.
    #[must_use]
    pub fn is_full(self) -> bool {
        u64::from(self.width) == WIDTH
    }

    /// The hash of a node in this tile, from its bytes.
    fn node(self, bytes: &[u8], id: NodeId) -> Option<Hash> {
        let count = 1_u64 << (id.level % HEIGHT);
        let start = (id.index % WIDTH * count % WIDTH) as usize * Hash::SIZE;
        let under = bytes.get(start..start + count as usize * Hash::SIZE)?;
        let mut hashes: Vec<Hash> = under.chunks_exact(Hash::SIZE).filter_map(Hash::from_slice).collect();
        while hashes.len() > 1 {
            hashes = hashes.chunks_exact(2).map(|pair| Hash::node(pair[0], pair[1])).collect();
        }
        hashes.pop()
    }
}

/// Its path behind the prefix of the log, such as `tile/0/x001/x234/067.p/5`.
impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/{}", self.level, Place { index: self.index, width: self.width })
    }
}

impl std::str::FromStr for Tile {
    type Err = NotAPath;

    fn from_str(path: &str) -> Result<Self, NotAPath> {
        let (level, place) = path.strip_prefix("tile/").and_then(|rest| rest.split_once('/')).ok_or(NotAPath)?;
        let level = decimal::parse(level).filter(|level| *level <= 63).ok_or(NotAPath)? as u8;
        let Place { index, width } = place.parse()?;
        Ok(Self { level, index, width })
    }
}

/// A text that is not the path of a tile or a bundle.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("this is not the path of a tile")]
pub struct NotAPath;

/// Where something stands among its like, and how much of it there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    pub(crate) index: u64,
    pub(crate) width: u16,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups = Vec::new();
        let mut index = self.index;
        while groups.is_empty() || index > 0 {
            groups.push(index % 1_000);
            index /= 1_000;
        }
        let (last, before) = groups.split_first().expect("a number has a digit");
        before.iter().rev().try_for_each(|group| write!(f, "x{group:03}/"))?;
        write!(f, "{last:03}")?;
        if u64::from(self.width) < WIDTH { write!(f, ".p/{}", self.width) } else { Ok(()) }
    }
}

impl std::str::FromStr for Place {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, NotAPath> {
        let (groups, width) = match text.split_once(".p/") {
            Some((groups, width)) => {
                let width = decimal::parse(width).filter(|width| (1..WIDTH).contains(width)).ok_or(NotAPath)?;
                (groups, width as u16)
            }
            None => (text, WIDTH as u16),
        };
        let index = groups.split('/').try_fold(0_u64, |index, group| {
            let digits = group.strip_prefix('x').unwrap_or(group);
            let number = digits.parse::<u64>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
            index.checked_mul(1_000)?.checked_add(number)
        });
        let place = Self { index: index.ok_or(NotAPath)?, width };
        // There is one spelling of each place.
        if place.to_string() == text { Ok(place) } else { Err(NotAPath) }
    }
}

/// Tiles in memory, from which nodes are read. The wider of two tiles at one place is kept.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tiles(BTreeMap<(u8, u64), Vec<u8>>);

impl Tiles {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a tile. `false` when there are fewer hashes than its width, or not whole ones.
    pub fn insert(&mut self, tile: Tile, mut bytes: Vec<u8>) -> bool {
        let wanted = usize::from(tile.width) * Hash::SIZE;
        if bytes.len() < wanted || !bytes.len().is_multiple_of(Hash::SIZE) {
            return false;
        }
        bytes.truncate(wanted);
        let place = self.0.entry((tile.level, tile.index)).or_default();
        if place.len() < bytes.len() {
            *place = bytes;
        }
        true
    }

    /// The bytes of a tile; `None` when it is not here in this width.
    #[must_use]
    pub fn get(&self, tile: Tile) -> Option<&[u8]> {
        self.0.get(&(tile.level, tile.index))?.get(..usize::from(tile.width) * Hash::SIZE)
    }
}

impl Nodes for Tiles {
    fn node(&self, id: NodeId) -> Option<Hash> {
        let tile = Tile::of_node(id, u64::MAX)?;
        tile.node(self.0.get(&(tile.level, tile.index))?, id)
    }
}

/// The tiles that must be at hand to hash these spans of a tree of `size` leaves.
#[must_use]
pub fn wanted(spans: &[Span], size: u64) -> BTreeSet<Tile> {
    spans.iter().flat_map(|span| span.nodes()).filter_map(|id| Tile::of_node(id, size)).collect()
}

/// A tree whose tiles are collected while it grows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TiledTree {
    tree: Tree,
    /// The last tile of each level, not full.
    edges: Vec<Vec<u8>>,
    full: Vec<(Tile, Vec<u8>)>,
}

impl TiledTree {
    /// The tree without leaves.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The tiles from which [`TiledTree::of_size`] goes on: the last of each level.
    pub fn edge(size: u64) -> impl Iterator<Item = Tile> {
        let last = move |level: u8| {
            let hashes = size.checked_shr(u32::from(level) * u32::from(HEIGHT)).unwrap_or_default();
            Tile::at(level, hashes / WIDTH, size)
        };
        (0..=MAX_LEVEL).filter_map(last)
    }

    /// The tree of this size, from the tiles at its edge; `None` when one is missing.
    #[must_use]
    pub fn of_size(size: u64, tiles: &Tiles) -> Option<Self> {
        let tree = Tree::of_size(size, tiles)?;
        let mut edges = Vec::new();
        for tile in Self::edge(size) {
            edges.resize(usize::from(tile.level), Vec::new());
            edges.push(tiles.get(tile)?.to_vec());
        }
        Some(Self { tree, edges, full: Vec::new() })
    }

    /// The tree.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Appends a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let Self { tree, edges, full } = self;
        tree.push(leaf, |NodeId { level, index }, hash| {
            if level % HEIGHT > 0 {
                return;
            }
            let level = level / HEIGHT;
            if edges.len() <= usize::from(level) {
                edges.push(Vec::new());
            }
            let edge = &mut edges[usize::from(level)];
            edge.extend_from_slice(&hash.0);
            if edge.len() == WIDTH as usize * Hash::SIZE {
                full.push((Tile { level, index: index / WIDTH, width: WIDTH as u16 }, std::mem::take(edge)));
            }
        });
    }

    /// The tiles that became full since the last call.
    pub fn take_full(&mut self) -> Vec<(Tile, Vec<u8>)> {
        std::mem::take(&mut self.full)
    }

    /// The tiles at the edge, none of them full.
    #[must_use]
    pub fn partial(&self) -> Vec<(Tile, Vec<u8>)> {
        Self::edge(self.tree.size()).map(|tile| (tile, self.edges[usize::from(tile.level)].clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::{grown, leaf};

    fn tile(level: u8, index: u64, width: u16) -> Tile {
        Tile { level, index, width }
    }

    #[test]
    fn paths_are_spelled_in_one_way() {
        let check = |tile: Tile, path: &str| {
            assert_eq!(tile.to_string(), path);
            assert_eq!(path.parse(), Ok(tile));
        };
        check(tile(0, 0, 256), "tile/0/000");
        check(tile(0, 1_234_067, 256), "tile/0/x001/x234/067");
        check(tile(3, 999, 5), "tile/3/999.p/5");
        check(tile(63, 1_000, 255), "tile/63/x001/000.p/255");
        check(tile(0, u64::MAX, 256), "tile/0/x018/x446/x744/x073/x709/x551/615");
        let bad = [
            "tile/0/0",
            "tile/0/0000",
            "tile/00/000",
            "tile/64/000",
            "tile/0/x000/001",
            "tile/0/001/001",
            "tile/0/x001",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/",
            "tile/0/+01",
            "tile//000",
            "tile/0/",
            "/tile/0/000",
            "tile/0/000/",
            "tile/entries/000",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
            "tile/0/٠٠٠",
            "",
        ];
        for path in bad {
            assert_eq!(path.parse::<Tile>(), Err(NotAPath), "{path}");
        }
    }

    #[test]
    fn a_tree_has_the_tiles_of_the_specification() {
        let at_level = |size, level| -> Vec<Tile> { Tile::all(size).filter(|tile| tile.level == level).collect() };
        let zero = at_level(70_000, 0);
        assert_eq!((zero.len(), zero[273]), (274, tile(0, 273, 112)));
        assert_eq!(at_level(70_000, 1), [tile(1, 0, 256), tile(1, 1, 17)]);
        assert_eq!(at_level(70_000, 2), [tile(2, 0, 1)]);
        assert_eq!(Tile::all(256).collect::<Vec<_>>(), [tile(0, 0, 256), tile(1, 0, 1)]);
        assert_eq!(Tile::all(0).count(), 0);
    }

    fn tiled(size: u64) -> (TiledTree, Tiles) {
        let (mut tree, mut tiles) = (TiledTree::new(), Tiles::new());
        (0..size).for_each(|index| tree.push(leaf(index)));
        for (tile, bytes) in tree.take_full().into_iter().chain(tree.partial()) {
            assert!(tiles.insert(tile, bytes));
        }
        (tree, tiles)
    }

    #[test]
    fn the_tiles_hold_every_node_and_no_more() {
        let (_, memory) = grown(70_000);
        let (_, tiles) = tiled(70_000);
        for (id, hash) in &memory.0 {
            assert_eq!(tiles.node(*id), Some(*hash), "{id:?}");
        }
        let written: BTreeSet<Tile> = Tile::all(70_000).collect();
        assert_eq!(tiles.0.len(), written.len());
        assert!(written.iter().all(|tile| tiles.get(*tile).is_some()));
        assert_eq!(tiles.node(NodeId { level: 0, index: 70_000 }), None);
        assert_eq!(tiles.node(NodeId { level: 16, index: 1 }), None);
        assert_eq!(tiles.node(NodeId { level: 64, index: 0 }), None);
    }

    #[test]
    fn a_tree_goes_on_from_the_tiles_at_its_edge() {
        for size in [0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_000] {
            let (mut whole, all) = tiled(size);
            let mut edge = Tiles::new();
            for tile in TiledTree::edge(size) {
                edge.insert(tile, all.get(tile).unwrap().to_vec());
            }
            let mut again = TiledTree::of_size(size, &edge).unwrap_or_else(|| panic!("{size}"));
            for index in size..size + 300 {
                whole.push(leaf(index));
                again.push(leaf(index));
            }
            assert_eq!((again.take_full(), again.partial()), (whole.take_full(), whole.partial()), "{size}");
            assert_eq!(again, whole);
        }
    }

    #[test]
    fn a_tile_of_another_length_is_not_taken() {
        let mut tiles = Tiles::new();
        assert!(!tiles.insert(tile(0, 0, 2), vec![0; 32]));
        assert!(!tiles.insert(tile(0, 0, 1), vec![0; 33]));
        assert!(tiles.insert(tile(0, 0, 1), vec![7; 96]));
        assert_eq!(tiles.get(tile(0, 0, 1)), Some(&[7; 32][..]));
        assert_eq!(tiles.get(tile(0, 0, 2)), None);
    }
}
