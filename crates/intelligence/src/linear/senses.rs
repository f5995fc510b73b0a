//! What a model knows of words beyond its labelled texts: their vectors, as more columns beside those of n-grams.

use super::file::Words;
use super::vocabulary::Vocabulary;
use crate::text::{self, Normal, Token};
use crate::words::WordVectors;

/// How long the vector of a text's words is beside that of its n-grams, which has length one. Of 0.4, 0.7 and 1.0 the best
/// for ten texts a label, on a fifth of BANKING77's training texts and HWU64's validation split; with all their texts any
/// made next to no difference.
const WEIGHT: f32 = 0.7;

/// Vectors of words, and how long the vector of a text is.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Senses {
    pub(super) words: WordVectors,
    weight: f32,
}

impl Senses {
    /// For a model that is to be trained.
    pub(super) const fn new(words: WordVectors) -> Self {
        Self { words, weight: WEIGHT }
    }

    /// Of a model's header and its vectors.
    pub(super) fn restored(header: Option<Words>, words: WordVectors) -> Self {
        Self { words, weight: header.map_or(0.0, |header| header.weight) }
    }

    /// How it stands in a model's header: not at all without a word.
    pub(super) fn header(&self) -> Option<Words> {
        let (count, width) = (self.words.words(), self.words.width());
        (count > 0).then_some(Words { count, width, weight: self.weight })
    }

    /// Adds the columns, one for each component; none tells more than another.
    pub(super) fn add_columns(&self, vocabulary: &mut Vocabulary) {
        self.keys().for_each(|key| vocabulary.add(key, 1.0));
    }

    /// The keys of the columns.
    pub(super) fn keys(&self) -> impl Iterator<Item = u32> {
        (0..self.words.width()).map(text::component)
    }

    /// What a text has in the columns, by key, and how many of its words have a vector.
    pub(super) fn entries(&self, text: &Normal) -> (usize, impl Iterator<Item = (u32, f32)>) {
        let (known, vector) = self.words.of_text(text).unwrap_or_default();
        (known, self.keys().zip(self.scaled(vector)))
    }

    /// What each word adds to what a text has in the columns.
    pub(super) fn parts(&self, text: &Normal) -> Vec<(Token, Vec<f32>)> {
        self.words.parts(text).into_iter().map(|(token, part)| (token, self.scaled(part))).collect()
    }

    /// The components of what stands for a label: the direction in which its weights grow.
    pub(super) fn towards(&self, weights: Vec<f32>) -> Vec<f32> {
        let length = weights.iter().map(|weight| weight * weight).sum::<f32>().sqrt();
        self.scaled(if length > 0.0 { weights.iter().map(|weight| weight / length).collect() } else { weights })
    }

    fn scaled(&self, vector: Vec<f32>) -> Vec<f32> {
        vector.into_iter().map(|value| value * self.weight).collect()
    }
}
