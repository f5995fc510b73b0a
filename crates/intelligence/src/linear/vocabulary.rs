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
        Self::counted(texts, settings, 0)
    }

    /// The same, when `before` more texts had none of the n-grams.
    pub(super) fn counted(texts: &[Normal], settings: &Settings, before: usize) -> Self {
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
        let all = (texts.len() + before) as f32 + 1.0;
        let idf = |count: u32| grid((libm::logf(all / (count as f32 + 1.0)) + 1.0).sqrt());
        Self::restored(counts.iter().map(|&(key, _)| key), counts.iter().map(|&(_, count)| idf(count)))
    }

    /// The vocabulary of these columns.
    pub(super) fn restored(keys: impl Iterator<Item = u32>, idf: impl Iterator<Item = f32>) -> Self {
        let mut vocabulary = Self { columns: HashMap::new(), keys: Vec::new(), idf: Vec::new() };
        keys.zip(idf).for_each(|(key, idf)| vocabulary.add(key, idf));
        vocabulary
    }

    /// Adds an n-gram, unless it is there.
    pub(super) fn add(&mut self, key: u32, idf: f32) {
        let next = self.keys.len() as u32;
        if *self.columns.entry(key).or_insert(next) == next {
            self.keys.push(key);
            self.idf.push(idf);
        }
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
