//! The tree: growing it, and the nodes from which everything about it follows.
//!
//! A node is named by its level and index: at level 0 it is leaf `index`, at level *n* it stands over the 2ⁿ leaves from
//! `index << n` on. Only complete nodes have names; they never change, however much the tree grows.

use crate::Hash;

/// The name of a complete node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId {
    /// How many levels above the leaves.
    pub level: u8,
    /// Which of its level, from the left.
    pub index: u64,
}

/// Where nodes are looked up.
pub trait Nodes {
    /// The hash of a node; `None` when it is not at hand.
    fn node(&self, id: NodeId) -> Option<Hash>;
}

/// A tree that grows, known by its right edge alone: the roots of the perfect trees that its size is the sum of.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tree {
    size: u64,
    /// From the largest to the smallest.
    peaks: Vec<Hash>,
}

impl Tree {
    /// The tree without leaves.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The tree of this size whose nodes are at hand; `None` when one of them is not.
    #[must_use]
    pub fn of_size(size: u64, nodes: &impl Nodes) -> Option<Self> {
        let peaks = Span { start: 0, end: size }.nodes().map(|id| nodes.node(id)).collect::<Option<_>>()?;
        Some(Self { size, peaks })
    }

    /// How many leaves it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf, and tells of every node that becomes complete, from the leaf up.
    pub fn push(&mut self, leaf: Hash, mut complete: impl FnMut(NodeId, Hash)) {
        let (mut hash, mut level) = (leaf, 0);
        complete(NodeId { level, index: self.size }, hash);
        while self.size >> level & 1 == 1 {
            let left = self.peaks.pop().expect("there is a peak for each bit of the size");
            hash = Hash::node(left, hash);
            level += 1;
            complete(NodeId { level, index: self.size >> level }, hash);
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The hash of the whole tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        fold(&self.peaks).unwrap_or_else(Hash::of_nothing)
    }
}

/// The hash over hashes of perfect trees, from the largest on the left to the smallest on the right.
fn fold(peaks: &[Hash]) -> Option<Hash> {
    peaks.iter().rev().copied().reduce(|right, left| Hash::node(left, right))
}

/// Leaves from `start` up to and without `end`, as they come up in the tree: `start` is a multiple of the smallest power
/// of two that is not less than their number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The first leaf.
    pub start: u64,
    /// The leaf behind the last.
    pub end: u64,
}

impl Span {
    /// The complete nodes that make it up, from the largest on the left.
    pub fn nodes(self) -> impl Iterator<Item = NodeId> {
        let mut at = self.start;
        std::iter::from_fn(move || {
            let level = (self.end - at).checked_ilog2()? as u8;
            let id = NodeId { level, index: at >> level };
            at += 1 << level;
            Some(id)
        })
    }

    /// Its hash; `None` when a node is not at hand.
    pub fn hash(self, nodes: &impl Nodes) -> Option<Hash> {
        let peaks: Vec<Hash> = self.nodes().map(|id| nodes.node(id)).collect::<Option<_>>()?;
        Some(fold(&peaks).unwrap_or_else(Hash::of_nothing))
    }

    /// Where RFC 6962 divides it: behind the largest power of two leaves that leaves something over. There must be two
    /// leaves at least.
    pub(crate) fn middle(self) -> u64 {
        self.start + (1 << (self.end - self.start - 1).ilog2())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::HashMap;

    use super::*;

    /// All nodes of a tree over `size` leaves.
    #[derive(Default)]
    pub(crate) struct Memory(pub(crate) HashMap<NodeId, Hash>);

    impl Nodes for Memory {
        fn node(&self, id: NodeId) -> Option<Hash> {
            self.0.get(&id).copied()
        }
    }

    pub(crate) fn leaf(index: u64) -> Hash {
        Hash::leaf(&index.to_be_bytes())
    }

    pub(crate) fn grown(size: u64) -> (Tree, Memory) {
        let (mut tree, mut memory) = (Tree::new(), Memory::default());
        for index in 0..size {
            tree.push(leaf(index), |id, hash| assert_eq!(memory.0.insert(id, hash), None));
        }
        (tree, memory)
    }

    /// The definition in RFC 6962 §2.1, as it stands there.
    pub(crate) fn defined_root(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Hash::of_nothing(),
            [leaf] => *leaf,
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                Hash::node(defined_root(left), defined_root(right))
            }
        }
    }

    #[test]
    fn the_root_is_as_defined_at_every_size() {
        let leaves: Vec<Hash> = (0..300).map(leaf).collect();
        let mut tree = Tree::new();
        for size in 0..=leaves.len() {
            assert_eq!(tree.root(), defined_root(&leaves[..size]), "{size}");
            assert_eq!(tree.size(), size as u64);
            if let Some(next) = leaves.get(size) {
                tree.push(*next, |_, _| {});
            }
        }
    }

    #[test]
    fn the_roots_of_the_reference_tree_come_out() {
        // The eight leaves and the roots with which implementations of Certificate Transparency test themselves.
        let leaves: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut tree = Tree::new();
        for (entry, root) in leaves.iter().zip(roots) {
            tree.push(Hash::leaf(entry), |_, _| {});
            assert_eq!(tree.root().to_string(), root);
        }
    }

    #[test]
    fn a_tree_goes_on_from_its_nodes() {
        let (_, memory) = grown(200);
        for size in 0..=200 {
            let mut again = Tree::of_size(size, &memory).unwrap();
            assert_eq!(again, grown(size).0);
            again.push(leaf(size), |_, _| {});
            assert_eq!(again, grown(size + 1).0);
        }
        assert_eq!(Tree::of_size(201, &memory), None);
    }
}
