//! Our roots, proofs and tiles are those of other people's trees.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sha2::Sha256;
use tlog_tiles::tlog;

use crate::Hash;
use crate::proof::{check_consistency, check_inclusion, collect, consistency, inclusion};
use crate::tile::{Tile, TiledTree};
use crate::tree::tests::{Memory, grown, leaf};
use crate::tree::{NodeId, Nodes, Span};

const SIZES: u64 = 2_000;

/// Our nodes in the order in which `tlog_tiles` numbers them.
struct Theirs<'a>(&'a Memory);

impl tlog::HashReader for Theirs<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        let read = |index: &u64| {
            let (level, index) = tlog::split_stored_hash_index(*index);
            tlog::Hash(self.0.node(NodeId { level, index }).unwrap().0)
        };
        Ok(indexes.iter().map(read).collect())
    }
}

fn root(size: u64, nodes: &Memory) -> Hash {
    Span { start: 0, end: size }.hash(nodes).unwrap()
}

/// A few places below `size`, others for every size; always the first and the last.
fn places(size: u64) -> [u64; 5] {
    [0, size - 1, size / 2, size * 7_919 % size.max(2) % size, (size * size / 3 + 11) % size]
}

fn flat(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

#[test]
fn every_root_is_that_of_both_others() {
    let (_, nodes) = grown(SIZES);
    let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for size in 1..=SIZES {
        theirs.push((size - 1).to_be_bytes().to_vec());
        let ours = root(size, &nodes);
        assert_eq!(ours.0[..], theirs.root().as_bytes()[..], "{size}");
        assert_eq!(ours.0, tlog::tree_hash(size, &Theirs(&nodes)).unwrap().0, "{size}");
    }
}

#[test]
fn proofs_are_those_of_tlog_tiles_and_hold() {
    let (_, nodes) = grown(SIZES);
    for size in 1..=SIZES {
        let new = root(size, &nodes);
        for place in places(size) {
            let proof = collect(&inclusion(place, size).unwrap(), &nodes).unwrap();
            let theirs = tlog::prove_record(size, place, &Theirs(&nodes)).unwrap();
            assert_eq!(flat(&proof), theirs.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>(), "{place} of {size}");
            assert_eq!(check_inclusion(leaf(place), place, size, new, &proof), Ok(()));
            let old = place + 1;
            let proof = collect(&consistency(old, size).unwrap(), &nodes).unwrap();
            let theirs = tlog::prove_tree(size, old, &Theirs(&nodes)).unwrap();
            assert_eq!(flat(&proof), theirs.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>(), "{old} to {size}");
            assert_eq!(check_consistency(old, root(old, &nodes), size, new, &proof), Ok(()));
        }
    }
}

#[test]
fn proofs_are_those_of_ct_merkle() {
    let (_, nodes) = grown(600);
    let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for size in 1..=600_u64 {
        theirs.push((size - 1).to_be_bytes().to_vec());
        for place in places(size) {
            let proof = collect(&inclusion(place, size).unwrap(), &nodes).unwrap();
            assert_eq!(flat(&proof), theirs.prove_inclusion(place as usize).as_bytes(), "{place} of {size}");
            let proof = collect(&consistency(place + 1, size).unwrap(), &nodes).unwrap();
            let theirs = theirs.prove_consistency((size - place - 1) as usize);
            assert_eq!(flat(&proof), theirs.as_bytes(), "{} to {size}", place + 1);
        }
    }
}

#[test]
fn a_large_tree_and_its_proofs_are_those_of_tlog_tiles() {
    let size = 70_001;
    let (tree, nodes) = grown(size);
    assert_eq!(tree.root().0, tlog::tree_hash(size, &Theirs(&nodes)).unwrap().0);
    for place in [0, 65_535, 65_536, 69_999, 70_000] {
        let proof = collect(&inclusion(place, size).unwrap(), &nodes).unwrap();
        let theirs = tlog::prove_record(size, place, &Theirs(&nodes)).unwrap();
        assert_eq!(flat(&proof), theirs.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>(), "{place}");
    }
}

#[test]
fn a_tree_grows_by_the_tiles_that_tlog_tiles_names() {
    let sizes = [0, 1, 255, 256, 257, 511, 512, 1_000, 65_535, 65_536, 65_537, 70_000];
    let mut tree = TiledTree::new();
    for pair in sizes.windows(2) {
        (pair[0]..pair[1]).for_each(|index| tree.push(leaf(index)));
        let mut ours: Vec<String> = tree.take_full().iter().map(|(tile, _)| tile.to_string()).collect();
        ours.extend(tree.partial().iter().map(|(tile, _)| tile.to_string()));
        // Theirs has the height of tiles in its path, which is always 8 here.
        let theirs = tlog_tiles::Tile::new_tiles(8, pair[0], pair[1]);
        let theirs = theirs.iter().map(|tile| tile.path().replacen("tile/8/", "tile/", 1));
        let missing: Vec<String> = theirs.filter(|path| !ours.contains(path)).collect();
        assert!(missing.is_empty(), "{pair:?}: {missing:?}");
        assert!(ours.iter().all(|path| path.parse::<Tile>().is_ok()));
    }
}
