//! The trained part of Korean: a linear model of film reviews, which a lexicon alone cannot read well because Korean glues
//! its mood to its endings.
//!
//! The shipped weights are trained by `understanding sentiment --write-korean` on the Naver sentiment movie corpus (Park,
//! CC0 1.0), on reviews of rating 1 to 4 against 9 and 10, and on the lexicon's own words. They hold no text: of an n-gram
//! there is one byte of a hash and a weight, in a bucket of a table. Whether an n-gram was learned can be guessed from that,
//! wrongly for one in 32 that were not; only those of at least two texts are there.

mod blend;
mod grams;
mod table;

use std::borrow::Cow;

pub use blend::{Voices, blend};
pub use grams::each_gram;

const MAGIC: &[u8; 8] = b"COLLOQK2";
const HEADER: usize = 16;
const SHIPPED: &[u8] = include_bytes!("reviews.bin");

/// What n-grams weigh, in 8 bits each.
pub struct ReviewModel {
    bytes: Cow<'static, [u8]>,
    step: f32,
    bias: f32,
}

/// Why bytes are no model.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("not a model of reviews: it needs its magic, two numbers and a whole table")]
pub struct NotAModel;

impl ReviewModel {
    /// The model that ships with the library.
    #[must_use]
    pub fn shipped() -> Self {
        Self::load(Cow::Borrowed(SHIPPED)).expect("a test loads the shipped model")
    }

    /// The bytes of the model that ships.
    #[must_use]
    pub const fn shipped_bytes() -> &'static [u8] {
        SHIPPED
    }

    /// Loads a model from [`ReviewModel::bytes`].
    ///
    /// # Errors
    /// When the bytes are not of that format.
    pub fn load(bytes: Cow<'static, [u8]>) -> Result<Self, NotAModel> {
        let number = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(f32::from_le_bytes);
        let (Some(step), Some(bias)) = (number(8), number(12)) else { return Err(NotAModel) };
        let sound =
            bytes.starts_with(MAGIC) && bytes.len() == HEADER + table::BYTES && step.is_finite() && bias.is_finite();
        if sound { Ok(Self { bytes, step, bias }) } else { Err(NotAModel) }
    }

    /// A model's bytes: its magic, the size of a step and the bias (little-endian f32), then the table of `table.rs`.
    ///
    /// `weights` are those of n-grams by their keys. They are rounded to steps such that the largest 1 in 20,000 of those that
    /// are not 0 are cut to 127. There is room for 999,992, the weightiest first; one that finds its bucket full or its
    /// fingerprint taken is left out, and lighter ones take places that are free elsewhere.
    #[must_use]
    pub fn bytes(mut weights: Vec<(u64, f32)>, bias: f32) -> Vec<u8> {
        weights.retain(|(_, weight)| *weight != 0.0);
        weights.sort_unstable_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        let step = weights.get(weights.len() / 20_000).map_or(1.0, |(_, weight)| weight.abs()) / 127.0;
        let steps = weights.iter().map(|(key, weight)| (*key, (weight / step).round().clamp(-127.0, 127.0) as i8));
        let table = table::bytes(steps.filter(|(_, steps)| *steps != 0));
        [MAGIC.as_slice(), &step.to_le_bytes(), &bias.to_le_bytes(), &table].concat()
    }

    /// How positive a text is: 0 is undecided, 1 the margin of training.
    #[must_use]
    pub fn margin(&self, text: &str) -> f32 {
        let table = self.bytes.get(HEADER..).unwrap_or_default();
        let (mut sum, mut grams) = (0_i32, 0_u16);
        each_gram(text, |key| {
            sum += i32::from(table::weight(table, key));
            grams = grams.saturating_add(1);
        });
        sum as f32 * self.step / f32::from(grams.max(1)).sqrt() + self.bias
    }

    /// The margin of a turn of a conversation: a question counts 0.3, because films are judged in statements.
    #[must_use]
    pub fn margin_of_turn(&self, text: &str) -> f32 {
        let margin = self.margin(text);
        if text.contains(['?', '？']) { 0.3 * margin } else { margin }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::sentiment::polar_words;

    #[test]
    fn the_shipped_model_loads() {
        assert!(ReviewModel::load(Cow::Borrowed(SHIPPED)).is_ok());
    }

    #[test]
    fn a_cut_or_foreign_file_is_refused() {
        let foreign = [b"ELSEWISE", &SHIPPED[8..]].concat();
        for bytes in [Vec::new(), SHIPPED[..100].to_vec(), foreign] {
            assert_eq!(ReviewModel::load(Cow::Owned(bytes)).err(), Some(NotAModel));
        }
    }

    #[test]
    fn praise_lies_above_blame() {
        let model = ReviewModel::shipped();
        assert!(model.margin("정말 감동적이고 훌륭한 영화였어요") > 0.3);
        assert!(model.margin("시간이 아까운 쓰레기 같은 영화") < -0.3);
    }

    #[test]
    fn one_weight_beyond_all_others_does_not_round_them_away() {
        let weights = |largest| (0..40_000_u64).map(move |at| (at, if at == 7 { largest } else { 0.5 })).collect();
        let step =
            |largest| ReviewModel::load(Cow::Owned(ReviewModel::bytes(weights(largest), 0.0))).expect("written").step;
        assert_eq!(step(500.0).to_bits(), step(0.5).to_bits());
    }

    #[test]
    fn the_shipped_model_has_read_the_lexicon_as_it_stands() {
        let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let words = polar_words(Language::Ko).map(|(word, positive)| format!("{word}\t{positive}\n"));
        let read = words.fold(0xcbf2_9ce4_8422_2325, |hash, word| word.bytes().fold(hash, fnv));
        assert_eq!(
            read, 1_618_669_602_437_941_266,
            "polar words have changed: train again, as README.md says, and then note this number here"
        );
    }

    #[test]
    fn weights_survive_rounding() {
        let mut keys = Vec::new();
        each_gram("좋다", |key| keys.push(key));
        let first = |key| if key == keys[0] { 1.5 } else { -0.25 };
        let weights = keys.iter().map(|key| (*key, first(*key))).collect();
        let model = ReviewModel::load(Cow::Owned(ReviewModel::bytes(weights, -0.5))).expect("just written");
        let sum: f32 = keys.iter().map(|key| first(*key)).sum();
        assert!((model.margin("좋다") - (sum / (keys.len() as f32).sqrt() - 0.5)).abs() < 0.02);
    }
}
