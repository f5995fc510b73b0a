//! From which scores on a text is in scope, and wants a second thing; both learned from out-of-fold scores.

use crate::linear::Trained;

/// The share of rightly recognised training texts, out of fold, that stay in scope.
const KEPT: f64 = 0.97;

/// The best label's score that all but a few of the rightly recognised texts reach when the model has not seen them.
pub(super) fn least(trained: &Trained) -> f32 {
    let mut right: Vec<f32> = unseen(trained)
        .filter_map(|(scores, labels)| {
            let (best, score) = top(scores)[0];
            labels.contains(&best).then_some(score)
        })
        .collect();
    right.sort_unstable_by(f32::total_cmp);
    let place = (right.len() as f64 * (1.0 - KEPT)) as usize;
    right.get(place).copied().unwrap_or(f32::MIN)
}

/// The second-best label's score from which on taking it too makes most texts' labels exactly right.
pub(super) fn also(trained: &Trained) -> f32 {
    // Of each text whose answer depends on it: the second score, and whether taking the second label is right.
    let mut seconds: Vec<(f32, bool)> = unseen(trained)
        .filter_map(|(scores, labels)| {
            let [(best, _), (second, score)] = top(scores);
            let knows = |label| labels.contains(&label);
            (knows(best) && labels.len() <= 2).then(|| (score, labels.len() == 2 && knows(second)))
        })
        .collect();
    seconds.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut gain, mut most, mut also) = (0, 0, f32::MAX);
    for (score, right) in seconds {
        gain += if right { 1 } else { -1 };
        if gain > most {
            (most, also) = (gain, score);
        }
    }
    also
}

/// Each training text's scores by models that did not see it, with its labels.
fn unseen(trained: &Trained) -> impl Iterator<Item = (&[f32], &[u16])> {
    let classes = trained.model.labels().len();
    trained.out_of_fold.chunks_exact(classes).zip(trained.labels.iter().map(Vec::as_slice))
}

/// The two best labels with their scores.
fn top(scores: &[f32]) -> [(u16, f32); 2] {
    let mut top = [(0, f32::MIN); 2];
    for (label, &score) in (0..).zip(scores) {
        if score > top[0].1 {
            top = [(label, score), top[0]];
        } else if score > top[1].1 {
            top[1] = (label, score);
        }
    }
    top
}
