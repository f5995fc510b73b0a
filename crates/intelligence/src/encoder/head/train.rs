//! From labelled vectors to a head.

use std::collections::BTreeSet;

use super::{Head, Header};
use crate::encoder::Vector;
use crate::linear::{Dense, Error, Settings};

/// A vector with what it is of.
#[derive(Clone, Copy, Debug)]
pub struct Taught<'a> {
    /// The vector.
    pub vector: &'a Vector,
    /// All that it is: usually one label; none for one that is out of scope.
    pub labels: &'a [String],
}

/// How a head is trained.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct HeadSettings {
    /// What a vector on the wrong side of the margin costs, against the length of the weights (LIBLINEAR's C).
    pub cost: f32,
    /// The most rounds over the vectors.
    pub rounds: usize,
    /// Into how many parts vectors are split to learn confidences from those that were not trained on; at least 2, and up to
    /// ten for few.
    pub folds: usize,
}

impl Default for HeadSettings {
    /// A cost of 10, since a few hundred dense components fit less closely than as many thousands of n-grams; not tuned.
    fn default() -> Self {
        Self { cost: 10.0, rounds: 50, folds: 3 }
    }
}

pub(super) fn train(encoder: &str, taught: &[Taught<'_>], settings: &HeadSettings, seed: u64) -> Result<Head, Error> {
    let names: BTreeSet<&String> = taught.iter().flat_map(|taught| taught.labels).collect();
    let names: Vec<&String> = names.into_iter().collect();
    match names.len() {
        found @ 0..2 => return Err(Error::TooFewLabels { found }),
        2..=0xffff => {}
        found => return Err(Error::TooManyLabels { found }),
    }
    let rows: Vec<&[f32]> = taught.iter().map(|taught| taught.vector.components()).collect();
    let width = rows.first().map_or(0, |row| row.len());
    if rows.iter().any(|row| row.len() != width) {
        return Err(Error::Inconsistent("its vectors are of different widths"));
    }
    let numbers: Vec<Vec<u16>> = taught.iter().map(|taught| numbers(taught.labels, &names)).collect();
    let HeadSettings { cost, rounds, folds } = *settings;
    let settings = Settings { cost, own_cost: 1.0, rounds, folds: folds.max(2), ..Settings::default() };
    let dense = Dense::train(&rows, &numbers, names.len(), &settings, seed);
    let labels = names.into_iter().cloned().collect();
    let header = Header { encoder: encoder.to_owned(), width, labels, calibration: *dense.calibration() };
    Ok(Head { header, dense })
}

/// Labels as their places among all names, each once.
fn numbers(labels: &[String], names: &[&String]) -> Vec<u16> {
    let number = |label: &String| names.binary_search(&label).expect("every label was collected") as u16;
    let mut numbers: Vec<u16> = labels.iter().map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
