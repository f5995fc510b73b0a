//! Which n-grams the training texts have, and how telling each is.

use std::collections::HashMap;

use super::settings::Settings;
use crate::text::Normal;

/// The columns of n-grams: column 0 is the most frequent one, so that the rows used most lie together in memory.
pub(super) struct Vocabulary {
    columns: HashMap<u32, u32>,
    /// The key of each column.
    pub(super) keys: Vec<u32>,
    /// How telling each column is.
    pub(super) idf: Vec<f32>,
}

impl Vocabulary {
    /// The vocabulary of texts. An n-gram tells the square root of its smoothed inverse document frequency,
    /// `ln((1 + texts) / (1 + texts with it)) + 1`: the usual frequency itself overrates rare n-grams, of which there are
    /// many (measured on the validation splits).
    pub(super) fn of(texts: &[Normal], settings: &Settings) -> Self {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        let mut keys = Vec::new();
        for text in texts {
            keys.clear();
            settings.grams.each(text, |gram| keys.push(gram.key));
            keys.sort_unstable();
            keys.dedup();
            for &key in &keys {
                *counts.entry(key).or_default() += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().filter(|&(_, count)| count >= settings.fewest_texts).collect();
        counts.sort_unstable_by_key(|&(key, count)| (std::cmp::Reverse(count), key));
        let all = texts.len() as f32 + 1.0;
        let idf =
            counts.iter().map(|&(_, count)| grid((libm::logf(all / (count as f32 + 1.0)) + 1.0).sqrt())).collect();
        let keys: Vec<u32> = counts.into_iter().map(|(key, _)| key).collect();
        let columns = keys.iter().zip(0..).map(|(&key, column)| (key, column)).collect();
        Self { columns, keys, idf }
    }

    pub(super) fn column(&self, key: u32) -> Option<u32> {
        self.columns.get(&key).copied()
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }
}

/// How many steps a stored frequency has per unit: 16 bits reach 16.
pub(super) const GRID: f32 = 4096.0;

/// Rounded to what a file stores, so that training and prediction weigh alike.
fn grid(idf: f32) -> f32 {
    (idf.min(15.9) * GRID).round() / GRID
}
