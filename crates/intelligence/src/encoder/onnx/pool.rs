//! One vector from those of the tokens.

use super::settings::Pooling;

/// Pools the vectors of the tokens, which lie one behind the other.
pub(super) fn pool(tokens: &[f32], width: usize, pooling: Pooling) -> Vec<f32> {
    match pooling {
        Pooling::Cls => tokens[..width].to_vec(),
        Pooling::Mean => mean(tokens, width),
    }
}

fn mean(tokens: &[f32], width: usize) -> Vec<f32> {
    let mut sum = vec![0.0; width];
    for token in tokens.chunks_exact(width) {
        for (sum, component) in sum.iter_mut().zip(token) {
            *sum += component;
        }
    }
    let count = (tokens.len() / width) as f32;
    sum.iter_mut().for_each(|sum| *sum /= count);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_over_the_tokens_and_the_first_is_the_first() {
        let tokens = [1.0, 2.0, 3.0, 6.0, 5.0, 1.0];
        assert_eq!(pool(&tokens, 2, Pooling::Mean), [3.0, 3.0]);
        assert_eq!(pool(&tokens, 2, Pooling::Cls), [1.0, 2.0]);
    }
}
