//! From texts to vectors of their words.

use super::association::Association;
use super::company::Company;
use super::factors::factors;
use super::settings::Settings;
use super::vectors::WordVectors;
use crate::text::Normal;

/// What learning is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Counting which words stand near which.
    Counting,
    /// Finding what fits in few numbers.
    Round {
        /// Which round, from 0.
        number: usize,
        /// How many there are.
        of: usize,
    },
}

/// Learns vectors of words from texts. The same texts, settings and seed give the same vectors, on every machine. Without a
/// word that enough texts have, no word has a vector.
pub fn learn<T: AsRef<str>>(
    texts: &[T],
    settings: &Settings,
    seed: u64,
    progress: &mut dyn FnMut(Step),
) -> WordVectors {
    progress(Step::Counting);
    let texts: Vec<Normal> = texts.iter().map(|text| Normal::of(text.as_ref())).collect();
    let company = Company::of(&texts, settings);
    let association = Association::of(&company);
    let mut round = |number| progress(Step::Round { number, of: settings.rounds });
    let (width, rows) = factors(&association, settings.dimensions, settings.rounds, seed, &mut round);
    WordVectors::of(&company.keys, &company.said, width, &rows)
}
