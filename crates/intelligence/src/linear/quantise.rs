//! Weights as bytes: each label's are steps of its own size, and the smallest are dropped.

use super::dual::Weights;

/// A label's weights are whole steps from -127 to 127.
const STEPS: f32 = 127.0;

/// The weights of all columns, rounded; a row holds only what is not zero.
pub(super) struct Rounded {
    /// The size of each label's step.
    pub(super) steps: Vec<f32>,
    /// Each label's bias.
    pub(super) biases: Vec<f32>,
    /// Where each column's row ends.
    pub(super) ends: Vec<u32>,
    /// The labels of the rows.
    pub(super) labels: Vec<u16>,
    /// Their weights, in steps.
    pub(super) values: Vec<i8>,
}

impl Rounded {
    /// At most `most` weights, the largest.
    pub(super) fn of(weights: &Weights, most: usize) -> Self {
        let columns = weights.columns();
        let steps = steps(weights);
        let least = least(weights, &steps, most);
        let mut rounded =
            Self { steps, biases: weights.row(columns).to_vec(), ends: vec![], labels: vec![], values: vec![] };
        for column in 0..columns {
            for (label, (&weight, &step)) in weights.row(column).iter().zip(&rounded.steps).enumerate() {
                let value = in_steps(weight, step);
                if value != 0 && weight.abs() >= least {
                    rounded.labels.push(label as u16);
                    rounded.values.push(value);
                }
            }
            rounded.ends.push(rounded.labels.len() as u32);
        }
        rounded
    }
}

fn in_steps(weight: f32, step: f32) -> i8 {
    if step > 0.0 { (weight / step).round().clamp(-STEPS, STEPS) as i8 } else { 0 }
}

fn steps(weights: &Weights) -> Vec<f32> {
    let mut largest = vec![0.0_f32; weights.labels];
    for column in 0..weights.columns() {
        for (largest, weight) in largest.iter_mut().zip(weights.row(column)) {
            *largest = largest.max(weight.abs());
        }
    }
    largest.into_iter().map(|largest| largest / STEPS).collect()
}

/// The size below which weights are dropped so that at most `most` stay.
fn least(weights: &Weights, steps: &[f32], most: usize) -> f32 {
    let mut sizes = Vec::new();
    for column in 0..weights.columns() {
        for (&weight, &step) in weights.row(column).iter().zip(steps) {
            if in_steps(weight, step) != 0 {
                sizes.push(weight.abs());
            }
        }
    }
    if sizes.len() <= most {
        return 0.0;
    }
    let place = sizes.len() - most - 1;
    // Equal sizes could leave more than `most`; the next larger one never does.
    f32::from_bits(sizes.select_nth_unstable_by(place, f32::total_cmp).1.to_bits() + 1)
}
