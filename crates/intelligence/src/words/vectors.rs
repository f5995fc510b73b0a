//! Vectors of words as bytes, and of a text from its words.

use std::collections::BTreeMap;

use crate::text::{Normal, Token};

/// A word that is this share of all that is said counts half (the weights of Arora, Liang and Ma 2017, "A Simple but
/// Tough-to-Beat Baseline for Sentence Embeddings").
const HALF: f64 = 1e-3;

/// More components than this no vector has.
const MOST_WIDTH: usize = 4_096;

/// Components are whole steps from -127 to 127.
const STEPS: f32 = 127.0;

/// A vector for each of some words; little-endian and one behind the other, so that they can lie in a file as they are.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WordVectors {
    /// How many components a vector has.
    pub(crate) width: usize,
    /// The words' keys, ascending.
    pub(crate) keys: Vec<u32>,
    /// What one step of a word's components is, its weight in a text included; as bits, so that equal is the same.
    pub(crate) steps: Vec<u32>,
    /// Word by word, its components in steps.
    pub(crate) components: Vec<i8>,
}

impl WordVectors {
    /// Of words that are said so often, and a row of `width` numbers for each.
    pub(super) fn of(keys: &[u32], said: &[u64], width: usize, rows: &[f32]) -> Self {
        let all = said.iter().sum::<u64>() as f64;
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_unstable_by_key(|&word| keys[word]);
        let mut vectors = Self { width, ..Self::default() };
        for word in order {
            let row = &rows[word * width..][..width];
            let length = length(row);
            let largest = row.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
            if length > 0.0 {
                let weight = (HALF / (HALF + said[word] as f64 / all)) as f32;
                vectors.keys.push(keys[word]);
                vectors.steps.push((weight * largest / length / STEPS).to_bits());
                vectors.components.extend(row.iter().map(|value| (value / largest * STEPS).round() as i8));
            }
        }
        vectors
    }

    /// How many bytes each word of vectors of this width takes; `None` when that does not fit into memory.
    pub(crate) const fn bytes_each(width: usize) -> Option<usize> {
        width.checked_add(8)
    }

    /// How many bytes all take.
    pub(crate) fn bytes(&self) -> usize {
        self.words() * (self.width + 8)
    }

    /// Writes the keys, the steps and the components.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.keys.iter().chain(&self.steps).flat_map(|number| number.to_le_bytes()));
        bytes.extend(self.components.iter().map(|component| component.cast_unsigned()));
    }

    /// Reads what was written; `None` when the bytes are not as many as that takes, or no vectors.
    pub(crate) fn read(words: usize, width: usize, bytes: &[u8]) -> Option<Self> {
        let is_of_size = Some(bytes.len()) == words.checked_mul(Self::bytes_each(width)?);
        (words > 0 && (1..=MOST_WIDTH).contains(&width) && is_of_size).then_some(())?;
        let (keys, rest) = bytes.split_at(4 * words);
        let (steps, components) = rest.split_at(4 * words);
        let numbers = |bytes: &[u8]| bytes.as_chunks().0.iter().map(|&number| u32::from_le_bytes(number)).collect();
        let (keys, steps): (Vec<u32>, Vec<u32>) = (numbers(keys), numbers(steps));
        let is_sound =
            keys.is_sorted_by(|one, other| one < other) && steps.iter().all(|&step| f32::from_bits(step).abs() <= 1.0);
        let components = components.iter().map(|component| component.cast_signed()).collect();
        is_sound.then_some(Self { width, keys, steps, components })
    }

    /// How many words have a vector.
    #[must_use]
    pub fn words(&self) -> usize {
        self.keys.len()
    }

    /// How many components a vector has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The vector of a text, and of how many words: the sum of theirs, frequent ones counting less, at length one. `None` when
    /// no word has one.
    #[must_use]
    pub fn of_text(&self, text: &Normal) -> Option<(usize, Vec<f32>)> {
        let (known, mut sum) = self.sum(text)?;
        let length = length(&sum);
        sum.iter_mut().for_each(|value| *value /= length);
        (length > 0.0).then_some((known, sum))
    }

    /// What each word adds to the vector of its text, a repeated word once with all that it adds.
    #[must_use]
    pub fn parts(&self, text: &Normal) -> Vec<(Token, Vec<f32>)> {
        let length = self.sum(text).map_or(0.0, |(_, sum)| length(&sum));
        if length == 0.0 {
            return Vec::new();
        }
        let mut times: BTreeMap<u32, (Token, f32)> = BTreeMap::new();
        text.tokens().for_each(|token| times.entry(token.key).or_insert((token, 0.0)).1 += 1.0);
        let part = |(token, times): (Token, f32)| {
            let components = self.of_word(token.key)?.map(|value| times * value / length).collect();
            Some((token, components))
        };
        times.into_values().filter_map(part).collect()
    }

    fn sum(&self, text: &Normal) -> Option<(usize, Vec<f32>)> {
        if self.keys.is_empty() {
            return None;
        }
        let mut sum = vec![0.0_f32; self.width];
        let mut known = 0;
        for components in text.tokens().filter_map(|token| self.of_word(token.key)) {
            sum.iter_mut().zip(components).for_each(|(sum, value)| *sum += value);
            known += 1;
        }
        Some((known, sum))
    }

    fn of_word(&self, key: u32) -> Option<impl Iterator<Item = f32>> {
        let word = self.keys.binary_search(&key).ok()?;
        let step = f32::from_bits(self.steps[word]);
        Some(self.components[word * self.width..][..self.width].iter().map(move |&value| step * f32::from(value)))
    }
}

fn length(vector: &[f32]) -> f32 {
    vector.iter().map(|value| value * value).sum::<f32>().sqrt()
}
