//! The n-grams of the texts that a model is trained on, each with a place of its own.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use intelligence::sentiment::korean::each_gram;

/// The place of each n-gram, in the order in which they were met.
#[derive(Default)]
pub struct Places {
    of_keys: HashMap<u64, u32>,
    keys: Vec<u64>,
}

impl Places {
    /// How many n-grams were met.
    pub const fn len(&self) -> usize {
        self.keys.len()
    }

    /// The keys of the n-grams, in the order of their places.
    pub fn keys(&self) -> impl Iterator<Item = u64> {
        self.keys.iter().copied()
    }

    /// The n-grams of a text, each over the root of their number.
    pub fn grams(&mut self, text: &str) -> Grams {
        let mut places = Vec::new();
        each_gram(text, |key| places.push(self.place(key)));
        let value = 1.0 / (places.len().max(1) as f32).sqrt();
        places.sort_unstable();
        Grams(places.chunk_by(|a, b| a == b).map(|same| (same[0], value * same.len() as f32)).collect())
    }

    fn place(&mut self, key: u64) -> u32 {
        match self.of_keys.entry(key) {
            Entry::Occupied(met) => *met.get(),
            Entry::Vacant(new) => {
                self.keys.push(key);
                *new.insert(self.keys.len() as u32 - 1)
            }
        }
    }
}

/// The n-grams of a text: places and values, a place once.
pub struct Grams(Vec<(u32, f32)>);

impl Grams {
    /// Their places.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|(place, _)| *place as usize)
    }

    /// Multiplies each value by the scale of its place, and forgets those of scale 0.
    pub fn scale(&mut self, scales: &[f32]) {
        self.0.iter_mut().for_each(|(place, value)| *value *= scales[*place as usize]);
        self.0.retain(|(_, value)| *value != 0.0);
    }

    /// The sum of the squares of the values.
    pub fn square(&self) -> f32 {
        self.0.iter().map(|(_, value)| value * value).sum()
    }

    /// The sum of the values times the weights of their places.
    pub fn score(&self, weights: &[f32]) -> f32 {
        self.0.iter().map(|&(place, value)| weights[place as usize] * value).sum()
    }

    /// Adds the values, times a factor, to the weights of their places.
    pub fn add_to(&self, weights: &mut [f32], factor: f32) {
        self.0.iter().for_each(|&(place, value)| weights[place as usize] += factor * value);
    }
}
