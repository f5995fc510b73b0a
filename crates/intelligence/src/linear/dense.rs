//! The same training over dense vectors, such as an encoder's.

use super::calibrate::Calibration;
use super::dual::{Task, Weights, descend};
use super::folds::out_of_fold;
use super::matrix::Matrix;
use super::settings::Settings;

/// The share of rightly recognised vectors, out of fold, that stay in scope.
const KEPT: f64 = 0.97;

/// One linear function per label over dense vectors.
#[derive(Clone)]
pub(crate) struct Dense {
    weights: Weights,
    calibration: Calibration,
}

impl Dense {
    /// Trains on vectors of one width, each with its labels by number. The same input gives the same weights.
    pub(crate) fn train(rows: &[&[f32]], labels: &[Vec<u16>], classes: usize, settings: &Settings, seed: u64) -> Self {
        let columns = rows.first().map_or(0, |row| row.len());
        let matrix = Matrix::dense(rows);
        let calibration = if settings.folds > 1 {
            let scores = out_of_fold(&matrix, labels, rows.len(), (columns, classes), settings, seed, &mut |_| ());
            Calibration { least: least(&scores, labels, classes), ..Calibration::fit(&scores, labels, classes) }
        } else {
            Calibration::default()
        };
        let texts = (0..matrix.len() as u32).collect();
        let task = Task { matrix: &matrix, labels, texts, settled: Vec::new(), gentle: Vec::new() };
        let weights = descend(&task, Weights::zero(columns, classes), settings, seed, &mut |_| ());
        Self { weights, calibration }
    }

    /// From what it was saved as; `None` when there are not as many weights as that takes.
    pub(crate) fn of(width: usize, classes: usize, weights: Vec<f32>, calibration: Calibration) -> Option<Self> {
        let count = width.checked_add(1)?.checked_mul(classes)?;
        (weights.len() == count).then_some(Self { weights: Weights { labels: classes, rows: weights }, calibration })
    }

    pub(crate) fn scores(&self, row: &[f32]) -> Vec<f32> {
        let mut scores = vec![0.0; self.weights.labels];
        let entries: Vec<(u32, f32)> = (0..).zip(row.iter().copied()).collect();
        self.weights.scores(&entries, &mut scores);
        scores
    }

    pub(crate) fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    pub(crate) fn probabilities(&self, scores: &[f32]) -> Vec<f32> {
        self.calibration.probabilities(scores)
    }

    /// Component by component, the weights of all labels; then the biases.
    pub(crate) fn weights(&self) -> &[f32] {
        &self.weights.rows
    }
}

/// The best label's score that all but a few of the rightly recognised vectors reach when the model has not seen them.
fn least(scores: &[f32], labels: &[Vec<u16>], classes: usize) -> f32 {
    let mut right: Vec<f32> = scores
        .chunks_exact(classes)
        .zip(labels)
        .filter_map(|(scores, labels)| {
            let best = (0..classes).reduce(|best, label| if scores[label] > scores[best] { label } else { best })?;
            labels.iter().any(|label| usize::from(*label) == best).then_some(scores[best])
        })
        .collect();
    right.sort_unstable_by(f32::total_cmp);
    let place = (right.len() as f64 * (1.0 - KEPT)) as usize;
    right.get(place).copied().unwrap_or(f32::MIN)
}
