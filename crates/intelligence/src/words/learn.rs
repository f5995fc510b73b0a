//! From texts to vectors of their words.

use super::association::Association;
use super::company::Company;
use super::factors::factors;
use super::settings::Settings;
use super::vectors::WordVectors;

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

/// Learns vectors of words from what voices said, each one some texts. The same texts in the same order, settings and seed give
/// the same vectors, on every machine. Without a word that enough voices say, no word has a vector.
pub fn learn<V: AsRef<[T]>, T: AsRef<str>>(
    voices: &[V],
    settings: &Settings,
    seed: u64,
    progress: &mut dyn FnMut(Step),
) -> WordVectors {
    progress(Step::Counting);
    let Company { keys, said, near } = Company::of(voices, settings);
    let association = Association::of(near);
    let mut round = |number| progress(Step::Round { number, of: settings.rounds });
    let (width, rows) = factors(&association, settings.dimensions, settings.rounds, seed, &mut round);
    WordVectors::of(&keys, &said, width, &rows)
}
