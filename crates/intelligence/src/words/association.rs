//! How much more often words stand near each other than by chance.

/// Neighbours that are rare would seem to say much: their counts are raised to this power before they are shares (Levy,
/// Goldberg and Dagan 2015, "Improving Distributional Similarity with Lessons Learned from Word Embeddings").
const SMOOTHING: f32 = 0.75;

/// Positive pointwise mutual information of words (rows) and neighbours (columns), sparse.
pub(super) struct Association {
    rows: Vec<Vec<(u32, f32)>>,
}

impl Association {
    /// From how often each word has which neighbours.
    pub(super) fn of(near: Vec<Vec<(u32, u32)>>) -> Self {
        let sums: Vec<f64> = near.iter().map(|row| row.iter().map(|&(_, count)| f64::from(count)).sum()).collect();
        let smooth = |sum: f64| f64::from(libm::powf(sum as f32, SMOOTHING));
        let all: f64 = sums.iter().copied().map(smooth).sum();
        let rows = near.into_iter().zip(&sums).map(|(row, sum)| {
            let positive = row.into_iter().filter_map(|(neighbour, count)| {
                let chance = sum * smooth(sums[neighbour as usize]) / all;
                let surprise = libm::logf((f64::from(count) / chance) as f32);
                (surprise > 0.0).then_some((neighbour, surprise))
            });
            positive.collect()
        });
        Self { rows: rows.collect() }
    }

    /// How many words there are.
    pub(super) fn words(&self) -> usize {
        self.rows.len()
    }

    /// The product with a matrix of a row for each neighbour.
    pub(super) fn times(&self, right: &[f32], width: usize) -> Vec<f32> {
        let mut product = vec![0.0; self.words() * width];
        for (row, into) in self.rows.iter().zip(product.chunks_exact_mut(width)) {
            for &(neighbour, value) in row {
                add(into, value, &right[neighbour as usize * width..][..width]);
            }
        }
        product
    }

    /// The product of the transposed with a matrix of a row for each word.
    pub(super) fn transposed_times(&self, right: &[f32], width: usize) -> Vec<f32> {
        let mut product = vec![0.0; self.words() * width];
        for (row, of) in self.rows.iter().zip(right.chunks_exact(width)) {
            for &(neighbour, value) in row {
                add(&mut product[neighbour as usize * width..][..width], value, of);
            }
        }
        product
    }
}

fn add(into: &mut [f32], times: f32, what: &[f32]) {
    into.iter_mut().zip(what).for_each(|(sum, value)| *sum += times * value);
}
