//! Probabilities from scores, fitted on texts that were not trained on.

use serde::{Deserialize, Serialize};

/// How scores become probabilities.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Calibration {
    /// The factor before the softmax over all labels: one over the temperature of Guo, Pleiss, Sun and Weinberger 2017,
    /// "On Calibration of Modern Neural Networks".
    pub sharpness: f32,
    /// The best label's score below which a text is out of scope.
    pub least: f32,
    /// The score from which on a label that is not the best is meant as well.
    pub also: f32,
    /// Whether training texts had several labels, so that `also` is all there is to say about them.
    pub several: bool,
}

impl Default for Calibration {
    fn default() -> Self {
        Self { sharpness: 3.0, least: f32::MIN, also: f32::MAX, several: false }
    }
}

/// The most texts that the sharpness is fitted on: one number needs no more.
const ENOUGH: usize = 4000;

impl Calibration {
    /// Fits the sharpness to the scores of texts with one label.
    pub(super) fn fit(scores: &[f32], labels: &[Vec<u16>], classes: usize) -> Self {
        let single: Vec<(&[f32], usize)> = scores
            .chunks_exact(classes)
            .zip(labels)
            .filter_map(|(scores, labels)| <[u16; 1]>::try_from(labels.as_slice()).ok().map(|[l]| (scores, l.into())))
            .collect();
        if single.is_empty() {
            return Self::default();
        }
        let stride = single.len().div_ceil(ENOUGH).max(1);
        let sample: Vec<_> = single.into_iter().step_by(stride).collect();
        let loss = |logarithm: f64| -> f64 {
            let sharpness = libm::exp(logarithm) as f32;
            sample.iter().map(|&(scores, label)| -f64::from(log_softmax(scores, sharpness, label))).sum()
        };
        let sharpness = libm::exp(least_of(loss, -2.0, 5.0)) as f32;
        Self { sharpness, ..Self::default() }
    }

    /// The probability of each label, given that the text is of one of them.
    pub(super) fn probabilities(&self, scores: &[f32]) -> Vec<f32> {
        let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut powers: Vec<f32> = scores.iter().map(|score| libm::expf((score - highest) * self.sharpness)).collect();
        let sum: f32 = powers.iter().sum();
        powers.iter_mut().for_each(|power| *power /= sum);
        powers
    }
}

fn log_softmax(scores: &[f32], sharpness: f32, label: usize) -> f32 {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores.iter().map(|score| libm::expf((score - highest) * sharpness)).sum();
    (scores[label] - highest) * sharpness - libm::logf(sum)
}

/// Where a function with one valley between `low` and `high` is least, by golden section.
fn least_of(function: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let (mut left, mut right) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
    let (mut at_left, mut at_right) = (function(left), function(right));
    for _ in 0..24 {
        if at_left <= at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - GOLDEN * (high - low);
            at_left = function(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + GOLDEN * (high - low);
            at_right = function(right);
        }
    }
    f64::midpoint(low, high)
}
