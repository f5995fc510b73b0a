//! Scores of training texts by models that did not see them.

use super::dual::{Task, Weights, descend};
use super::matrix::Matrix;
use super::settings::Settings;
use crate::random::Random;

/// Every training text's scores, label by label, from the model trained on the other folds. `progress` hears of each
/// fold. Texts of a label are spread evenly over the folds; texts of the matrix after the first `examples` are in none, all
/// models train on them.
pub(super) fn out_of_fold(
    matrix: &Matrix,
    labels: &[Vec<u16>],
    examples: usize,
    (columns, classes): (usize, usize),
    settings: &Settings,
    seed: u64,
    progress: &mut dyn FnMut(usize),
) -> Vec<f32> {
    let folds = assign(&labels[..examples], settings.folds_of(examples), seed);
    let mut scores = vec![0.0; examples * classes];
    for fold in 0..settings.folds_of(examples) {
        progress(fold);
        let texts = (0..matrix.len() as u32).filter(|&text| folds.get(text as usize) != Some(&fold)).collect();
        let task = Task { matrix, labels, texts, settled: Vec::new(), gentle: Vec::new() };
        let weights = descend(&task, Weights::zero(columns, classes), settings, seed, &mut |_| ());
        for text in (0..examples).filter(|&text| folds[text] == fold) {
            weights.scores(matrix.row(text), &mut scores[text * classes..(text + 1) * classes]);
        }
    }
    scores
}

/// The fold of each text: in a seeded order, the texts of one label take turns.
fn assign(labels: &[Vec<u16>], folds: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    Random::new(seed).shuffle(&mut order);
    order.sort_by_key(|&text| labels[text].first());
    let mut assigned = vec![0; labels.len()];
    for (turn, text) in order.into_iter().enumerate() {
        assigned[text] = turn % folds;
    }
    assigned
}
