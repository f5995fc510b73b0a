//! What fits of an association in few numbers a word: the greatest factors of its singular value decomposition.
//!
//! Randomised subspace iteration (Halko, Martinsson and Tropp 2011, "Finding Structure with Randomness", algorithm 4.4):
//! seeded random directions are multiplied by the matrix and its transpose until they span its greatest factors.

use super::association::Association;
use super::gram::{Gram, times};
use crate::random::Random;

/// How many more directions than wanted are followed, so that the last wanted ones are right too.
const MORE: usize = 10;

/// A row for each word, of at most `dimensions` numbers: its left factors, each times the root of its singular value
/// (Levy, Goldberg and Dagan 2015 found that better than the value itself). Gives the width beside.
pub(super) fn factors(
    association: &Association,
    dimensions: usize,
    rounds: usize,
    seed: u64,
    progress: &mut dyn FnMut(usize),
) -> (usize, Vec<f32>) {
    let words = association.words();
    let width = (dimensions + MORE).min(words);
    let kept = dimensions.min(width);
    if kept == 0 {
        return (0, Vec::new());
    }
    let mut random = Random::new(seed);
    let directions: Vec<f32> = (0..words * width).map(|_| 2.0 * random.unit() - 1.0).collect();
    let mut span = orthogonal(&association.times(&directions, width), width);
    for round in 0..rounds {
        progress(round);
        let back = orthogonal(&association.transposed_times(&span, width), width);
        span = orthogonal(&association.times(&back, width), width);
    }
    let (squares, turned) = Gram::of(&association.transposed_times(&span, width), width).eigen();
    let mut rows = times(&span, width, &turned, kept);
    let roots: Vec<f32> = squares.iter().map(|square| square.max(0.0).sqrt().sqrt() as f32).collect();
    for row in rows.chunks_exact_mut(kept) {
        row.iter_mut().zip(&roots).for_each(|(value, root)| *value *= root);
    }
    (kept, rows)
}

fn orthogonal(rows: &[f32], width: usize) -> Vec<f32> {
    times(rows, width, &Gram::of(rows, width).orthogonal(), width)
}
