//! Proofs that a leaf stands in a tree, and that one tree goes on from another.
//!
//! Making a proof has two steps, so that whoever keeps the tiles elsewhere can fetch them in between: which spans of
//! leaves it consists of ([`inclusion`], [`consistency`]), then their hashes ([`collect`]).

use crate::Hash;
use crate::tree::{Nodes, Span};

/// Why a proof does not hold.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProofError {
    /// The leaf, or the older tree, is not within the tree.
    #[error("it asks about something outside the tree")]
    OutOfRange,
    /// The number of hashes is not that of such a proof.
    #[error("it has a wrong number of hashes")]
    WrongLength,
    /// The hashes lead to the root of another tree.
    #[error("it leads to the root {found}, not to {expected}")]
    WrongRoot {
        /// The root that was to be reached.
        expected: Hash,
        /// The root that was reached.
        found: Hash,
    },
}

/// The spans of the proof that leaf `index` stands in the tree of `size` leaves, from the leaf up (RFC 6962 §2.1.1);
/// `None` when the tree has no such leaf.
#[must_use]
pub fn inclusion(index: u64, size: u64) -> Option<Vec<Span>> {
    if index >= size {
        return None;
    }
    let mut spans = Vec::new();
    let mut span = Span { start: 0, end: size };
    while span.end - span.start > 1 {
        let middle = span.middle();
        let (left, right) = (Span { end: middle, ..span }, Span { start: middle, ..span });
        let (inside, beside) = if index < middle { (left, right) } else { (right, left) };
        spans.push(beside);
        span = inside;
    }
    spans.reverse();
    Some(spans)
}

/// The spans of the proof that the tree of `new` leaves goes on from the tree of `old` leaves (RFC 6962 §2.1.2); none when
/// the trees are the same or the old one is empty, `None` when the new one is smaller.
#[must_use]
pub fn consistency(old: u64, new: u64) -> Option<Vec<Span>> {
    if old > new {
        return None;
    }
    let mut spans = Vec::new();
    if old == 0 {
        return Some(spans);
    }
    let mut span = Span { start: 0, end: new };
    while span.end != old {
        let middle = span.middle();
        let (left, right) = (Span { end: middle, ..span }, Span { start: middle, ..span });
        let (inside, beside) = if old <= middle { (left, right) } else { (right, left) };
        spans.push(beside);
        span = inside;
    }
    // Whoever has the old tree has its root; a part of it has to be given.
    if span.start > 0 {
        spans.push(span);
    }
    spans.reverse();
    Some(spans)
}

/// The hashes of spans; `None` when a node is not at hand.
#[must_use]
pub fn collect(spans: &[Span], nodes: &impl Nodes) -> Option<Vec<Hash>> {
    spans.iter().map(|span| span.hash(nodes)).collect()
}

/// Checks that leaf `index` with this hash stands in the tree of `size` leaves with this root (RFC 9162 §2.1.3.2).
///
/// # Errors
/// See [`ProofError`].
pub fn check_inclusion(leaf: Hash, index: u64, size: u64, root: Hash, proof: &[Hash]) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange);
    }
    let (mut node, mut last, mut hash) = (index, size - 1, leaf);
    for beside in proof {
        if last == 0 {
            return Err(ProofError::WrongLength);
        }
        if node & 1 == 1 || node == last {
            hash = Hash::node(*beside, hash);
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            hash = Hash::node(hash, *beside);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    if last > 0 {
        return Err(ProofError::WrongLength);
    }
    is_root(hash, root)
}

/// Checks that the tree of `new` leaves with `new_root` goes on from the tree of `old` leaves with `old_root`
/// (RFC 9162 §2.1.4.2).
///
/// # Errors
/// See [`ProofError`].
pub fn check_consistency(old: u64, old_root: Hash, new: u64, new_root: Hash, proof: &[Hash]) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::OutOfRange);
    }
    if old == 0 || old == new {
        let found = if old == 0 { Hash::of_nothing() } else { new_root };
        return if proof.is_empty() { is_root(found, old_root) } else { Err(ProofError::WrongLength) };
    }
    // An old tree that is perfect stands whole in the new one, and is the first hash of the path.
    let (first, path) = match proof.split_first() {
        _ if old.is_power_of_two() => (old_root, proof),
        Some((first, path)) => (*first, path),
        None => return Err(ProofError::WrongLength),
    };
    let (mut node, mut last) = (old - 1, new - 1);
    while node & 1 == 1 {
        (node, last) = (node >> 1, last >> 1);
    }
    let (mut old_hash, mut new_hash) = (first, first);
    for beside in path {
        if last == 0 {
            return Err(ProofError::WrongLength);
        }
        if node & 1 == 1 || node == last {
            old_hash = Hash::node(*beside, old_hash);
            new_hash = Hash::node(*beside, new_hash);
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            new_hash = Hash::node(new_hash, *beside);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    if last > 0 {
        return Err(ProofError::WrongLength);
    }
    is_root(old_hash, old_root)?;
    is_root(new_hash, new_root)
}

fn is_root(found: Hash, expected: Hash) -> Result<(), ProofError> {
    if found == expected { Ok(()) } else { Err(ProofError::WrongRoot { expected, found }) }
}

#[cfg(test)]
mod tests;
