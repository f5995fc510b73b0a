//! Proofs of every leaf and every pair of trees up to a size hold, and damaged ones do not.

use super::*;
use crate::tree::tests::{defined_root, grown, leaf};

const SIZE: u64 = 130;

fn roots() -> Vec<Hash> {
    let leaves: Vec<Hash> = (0..SIZE).map(leaf).collect();
    (0..=leaves.len()).map(|size| defined_root(&leaves[..size])).collect()
}

/// Every proof that differs from this one in a single bit, or in its length by one.
fn damaged(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all = vec![[proof, &[Hash([0; 32])]].concat()];
    if let Some((_, shorter)) = proof.split_last() {
        all.push(shorter.to_vec());
        all.push(proof[1..].to_vec());
    }
    for (place, bit) in (0..proof.len()).flat_map(|place| (0..256).map(move |bit| (place, bit))) {
        let mut other = proof.to_vec();
        other[place].0[bit / 8] ^= 1 << (bit % 8);
        all.push(other);
    }
    all
}

#[test]
fn every_leaf_of_every_tree_is_proven() {
    let (_, nodes) = grown(SIZE);
    let roots = roots();
    for size in 1..=SIZE {
        for index in 0..size {
            let proof = collect(&inclusion(index, size).unwrap(), &nodes).unwrap();
            let root = roots[size as usize];
            assert_eq!(check_inclusion(leaf(index), index, size, root, &proof), Ok(()), "{index} of {size}");
            assert!(check_inclusion(leaf(index + 1), index, size, root, &proof).is_err());
            assert!(check_inclusion(leaf(index), index ^ 1, size, root, &proof).is_err());
        }
        assert_eq!(inclusion(size, size), None);
        assert_eq!(check_inclusion(leaf(0), size, size, roots[0], &[]), Err(ProofError::OutOfRange));
    }
}

#[test]
fn every_tree_goes_on_from_every_smaller_one() {
    let (_, nodes) = grown(SIZE);
    let roots = roots();
    for new in 0..=SIZE {
        for old in 0..=new {
            let proof = collect(&consistency(old, new).unwrap(), &nodes).unwrap();
            let (old_root, new_root) = (roots[old as usize], roots[new as usize]);
            assert_eq!(check_consistency(old, old_root, new, new_root, &proof), Ok(()), "{old} to {new}");
            let other = Hash([9; 32]);
            assert!(check_consistency(old, other, new, new_root, &proof).is_err());
            assert!(old == 0 || check_consistency(old, old_root, new, other, &proof).is_err(), "{old} to {new}");
        }
        assert_eq!(consistency(new + 1, new), None);
        assert_eq!(check_consistency(new + 1, roots[0], new, roots[0], &[]), Err(ProofError::OutOfRange));
    }
}

#[test]
fn no_damaged_proof_holds() {
    let (_, nodes) = grown(SIZE);
    let roots = roots();
    for size in [1, 2, 3, 7, 8, 9, 64, 100, 129] {
        let root = roots[size as usize];
        for index in [0, size / 2, size - 1] {
            let proof = collect(&inclusion(index, size).unwrap(), &nodes).unwrap();
            for bad in damaged(&proof) {
                assert!(check_inclusion(leaf(index), index, size, root, &bad).is_err(), "{index} of {size}");
            }
        }
        for old in [1, size / 2, size - 1] {
            let proof = collect(&consistency(old, size).unwrap(), &nodes).unwrap();
            for bad in damaged(&proof) {
                let held = check_consistency(old, roots[old as usize], size, root, &bad);
                assert!(held.is_err(), "{old} to {size}");
            }
        }
    }
}

#[test]
fn an_inclusion_in_a_tree_of_another_size_does_not_hold() {
    let (_, nodes) = grown(SIZE);
    let roots = roots();
    let proof = collect(&inclusion(5, 100).unwrap(), &nodes).unwrap();
    for size in (6..=SIZE).filter(|size| *size != 100) {
        assert!(check_inclusion(leaf(5), 5, size, roots[size as usize], &proof).is_err(), "{size}");
    }
}

#[test]
fn the_largest_numbers_are_no_trouble() {
    let many = vec![Hash([1; 32]); 70];
    for size in [u64::MAX, 1 << 63, (1 << 63) + 1] {
        assert!(inclusion(size - 1, size).unwrap().len() <= 64);
        assert!(consistency(size - 1, size).unwrap().len() <= 65);
        assert!(check_inclusion(many[0], size - 1, size, many[0], &many).is_err());
        assert!(check_consistency(size - 1, many[0], size, many[0], &many).is_err());
    }
}
