//! The words of a text as those who count them take them.

use std::ops::Range;

use super::key::Key;
use super::normal::{Normal, Word};

/// A word, or two neighbouring characters where no spaces are written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// Stands for it in a model.
    pub key: u32,
    /// Its bytes in [`Normal::text`].
    pub range: Range<usize>,
}

impl Normal {
    /// The tokens, in order. Of Chinese characters and kana each with the next is one: alone they say little.
    pub fn tokens(&self) -> impl Iterator<Item = Token> {
        (0..self.words.len()).filter_map(|at| self.token(at))
    }

    fn token(&self, at: usize) -> Option<Token> {
        let word = &self.words[at];
        let joins = |other: &&Word| other.ideograph && word.ideograph;
        let next = self.words.get(at + 1).filter(joins).filter(|next| next.range.start == word.range.end);
        if let Some(next) = next {
            let key = Key::new(7).with(word.key).with(next.key).narrow();
            return Some(Token { key, range: word.range.start..next.range.end });
        }
        let before = at.checked_sub(1).map(|before| &self.words[before]).filter(joins);
        let is_told = before.is_some_and(|before| before.range.end == word.range.start);
        (!is_told).then(|| Token { key: Key::new(6).with(word.key).narrow(), range: word.range.clone() })
    }
}
