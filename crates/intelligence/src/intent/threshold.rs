//! From which strength on a text is in scope.

use crate::linear::Trained;

/// The share of rightly recognised training texts, out of fold, that the threshold keeps.
const KEPT: f64 = 0.97;

/// The best label's score that all but a few of the rightly recognised texts reach when the model has not seen them.
pub(super) fn least(trained: &Trained) -> f32 {
    let classes = trained.model.labels().len();
    let mut right: Vec<f32> = trained
        .out_of_fold
        .chunks_exact(classes)
        .zip(&trained.labels)
        .filter_map(|(scores, labels)| {
            let best = (0..classes).reduce(|best, label| if scores[label] > scores[best] { label } else { best })?;
            labels.contains(&(best as u16)).then_some(scores[best])
        })
        .collect();
    right.sort_unstable_by(f32::total_cmp);
    let place = (right.len() as f64 * (1.0 - KEPT)) as usize;
    right.get(place).copied().unwrap_or(f32::MIN)
}
