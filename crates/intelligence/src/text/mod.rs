//! How a text is normalised and cut into words and characters.
//!
//! [`Normal`] is a text in one written form (NFKC, lower case) with its words; [`Grams`] says which n-grams of words and
//! characters a text is described by. Chinese characters and kana are words of their own, so that word n-grams are
//! character n-grams there; the other scripts have words between spaces and punctuation.

mod grams;
mod key;
mod normal;
mod tokens;

#[cfg(test)]
mod tests;

pub use grams::{Gram, Grams, Kind};
pub(crate) use key::component;
pub use normal::{Normal, Word};
pub use tokens::Token;
