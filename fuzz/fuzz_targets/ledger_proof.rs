//! Proof files and proofs: reading and checking never panic, and a proof that was changed does not hold.
//!
//! An input is read as a proof file; then its first 16 bytes as two sizes, and the rest as what to change in the proofs
//! between them: pairs of bytes, the place and what to flip there.

#![no_main]

use std::sync::LazyLock;

use ledger::tlog_proof::TlogProof;
use ledger::tree::{NodeId, Nodes, Span};
use ledger::{Hash, proof};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Ok(file) = TlogProof::parse(input) {
        assert_eq!(file.to_string().as_bytes(), input);
    }
    let Some((sizes, changes)) = input.split_first_chunk::<16>() else { return };
    let (sizes, _) = sizes.as_chunks::<8>();
    let [a, b] = [sizes[0], sizes[1]].map(u64::from_le_bytes);
    // Sizes of every order, not only huge ones.
    let (a, b) = (a >> (a % 64), b >> (b % 64));
    check(a.min(b), a.max(b), changes);
});

fn check(small: u64, large: u64, changes: &[u8]) {
    let (old, new) = (root(small), root(large));
    let sound = hashes(&proof::consistency(small, large).expect("it did not shrink"));
    let changed = change(&sound, changes);
    let holds = proof::check_consistency(small, old, large, new, &changed).is_ok();
    assert_eq!(holds, changed == sound);
    if small < large {
        let sound = hashes(&proof::inclusion(small, large).expect("the entry is there"));
        let changed = change(&sound, changes);
        let holds = proof::check_inclusion(Hash::leaf(b"same"), small, large, new, &changed).is_ok();
        assert_eq!(holds, changed == sound);
    }
}

fn root(size: u64) -> Hash {
    Span { start: 0, end: size }.hash(&Same).expect("every node is there")
}

fn hashes(spans: &[Span]) -> Vec<Hash> {
    proof::collect(spans, &Same).expect("every node is there")
}

fn change(proof: &[Hash], changes: &[u8]) -> Vec<Hash> {
    let mut proof = proof.to_vec();
    for [place, flip] in changes.as_chunks::<2>().0 {
        match proof.get_mut(usize::from(*place)) {
            Some(hash) => hash.0[usize::from(*flip) % 32] ^= flip,
            None => proof.push(Hash([*flip; 32])),
        }
    }
    proof
}

/// A tree of any size, of which all entries are the same: each level has one hash.
struct Same;

impl Nodes for Same {
    fn node(&self, id: NodeId) -> Option<Hash> {
        static LEVELS: LazyLock<Vec<Hash>> = LazyLock::new(|| {
            let above = |below: &Hash| Some(Hash::node(*below, *below));
            std::iter::successors(Some(Hash::leaf(b"same")), above).take(64).collect()
        });
        LEVELS.get(usize::from(id.level)).copied()
    }
}
