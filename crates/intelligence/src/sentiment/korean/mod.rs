//! The trained part of Korean: a linear model of film reviews, which a lexicon alone cannot read well because Korean glues
//! its mood to its endings.
//!
//! The shipped weights are trained by `understanding sentiment --write-korean` on the Naver sentiment movie corpus (Park,
//! CC0 1.0), on reviews of rating 1 to 4 against 9 and 10. They hold numbers only: an n-gram is a place in a table, and
//! nothing leads back from a place to a text.

mod blend;
mod grams;

use std::borrow::Cow;

pub use blend::{Voices, blend};
pub use grams::{PLACES, each_gram};

const MAGIC: &[u8; 8] = b"COLLOQKR";
const HEADER: usize = 16;
const SHIPPED: &[u8] = include_bytes!("reviews.bin");

/// A weight for every place of an n-gram, in 8 bits.
pub struct ReviewModel {
    weights: Cow<'static, [u8]>,
    step: f32,
    bias: f32,
}

/// Why bytes are no model.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("not a model of reviews: it needs its magic, two numbers and a weight for every place")]
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
        let sound = bytes.starts_with(MAGIC) && bytes.len() == HEADER + PLACES && step.is_finite() && bias.is_finite();
        if sound { Ok(Self { weights: bytes, step, bias }) } else { Err(NotAModel) }
    }

    /// A model's bytes: `COLLOQKR`, the size of a step and the bias (little-endian f32), then each place's weight in steps
    /// (i8).
    ///
    /// `weights` are rounded to steps such that the largest 1 in 2,000 of those that are not 0 are cut to 127.
    #[must_use]
    pub fn bytes(weights: &[f32], bias: f32) -> Vec<u8> {
        let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let largest = sizes.len().checked_sub(1 + sizes.len() / 2000).and_then(|at| sizes.get(at)).copied();
        let step = largest.unwrap_or(1.0) / 127.0;
        let steps = weights.iter().map(|weight| ((weight / step).round().clamp(-127.0, 127.0) as i8).cast_unsigned());
        MAGIC.iter().copied().chain(step.to_le_bytes()).chain(bias.to_le_bytes()).chain(steps).collect()
    }

    /// How positive a text is: 0 is undecided, 1 the margin of training.
    #[must_use]
    pub fn margin(&self, text: &str) -> f32 {
        let (mut sum, mut grams) = (0_i32, 0_u16);
        each_gram(text, |place| {
            let weight = self.weights.get(HEADER + place).copied().unwrap_or_default();
            sum += i32::from(weight.cast_signed());
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
    fn weights_survive_rounding() {
        let mut weights = vec![0.0; PLACES];
        each_gram("좋다", |place| weights[place] = 0.5);
        let model = ReviewModel::load(Cow::Owned(ReviewModel::bytes(&weights, -0.25))).expect("just written");
        let mut grams = 0.0_f32;
        each_gram("좋다", |_| grams += 1.0);
        assert!((model.margin("좋다") - (0.5 * grams.sqrt() - 0.25)).abs() < 0.01);
    }
}
