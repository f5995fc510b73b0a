//! The n-grams of words and of characters that describe a text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::key::Key;
use super::normal::{Normal, Word, value};

/// Which n-grams describe a text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Grams {
    /// Up to how many neighbouring words make an n-gram; from two on, the edges of the text count as words.
    pub words: usize,
    /// The shortest and the longest n-gram of characters, within a word and its edges. No scripts without spaces: there
    /// the n-grams of words are those of characters.
    pub characters: (usize, usize),
    /// How many words apart the two words of a pair may stand; 0 for no pairs.
    pub pairs: usize,
}

/// What an n-gram consists of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Neighbouring words, or two words with a gap.
    Words,
    /// Characters of one word.
    Characters,
}

/// One n-gram of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gram {
    /// Stands for it in a model.
    pub key: u32,
    /// What it consists of.
    pub kind: Kind,
    /// Its bytes in [`Normal::text`], from the beginning of its first word or character to the end of its last.
    pub range: Range<usize>,
    /// Whether only the ends of the range belong to it: a pair of words with a gap.
    pub gapped: bool,
}

impl Grams {
    /// Calls `visit` with each n-gram of a text, in a fixed order; a repeated n-gram comes repeatedly.
    pub fn each(&self, normal: &Normal, mut visit: impl FnMut(Gram)) {
        for at in 0..normal.words.len() {
            self.each_of_words(&normal.words[at..], &mut visit);
        }
        self.each_edge(normal, &mut visit);
        let mut characters = Vec::with_capacity(24);
        for word in normal.words.iter().filter(|word| !word.ideograph) {
            self.each_of_characters(normal, word, &mut characters, &mut visit);
        }
    }

    /// The first and the last word once more, as n-grams with the edge of the text.
    fn each_edge(&self, normal: &Normal, visit: &mut impl FnMut(Gram)) {
        let (Some(first), Some(last)) = (normal.words.first(), normal.words.last()) else { return };
        if self.words < 2 {
            return;
        }
        for (kind, word) in [(4, first), (5, last)] {
            let key = Key::new(kind).with(word.key).narrow();
            visit(Gram { key, kind: Kind::Words, range: word.range.clone(), gapped: false });
        }
    }

    /// The n-grams and pairs of words that begin with the first of `words`.
    fn each_of_words(&self, words: &[Word], visit: &mut impl FnMut(Gram)) {
        let start = words[0].range.start;
        let mut key = Key::new(1);
        for word in words.iter().take(self.words) {
            key = key.with(word.key);
            visit(Gram { key: key.narrow(), kind: Kind::Words, range: start..word.range.end, gapped: false });
        }
        for word in words.iter().skip(2).take(self.pairs.saturating_sub(1)) {
            let key = Key::new(2).with(words[0].key).with(word.key);
            visit(Gram { key: key.narrow(), kind: Kind::Words, range: start..word.range.end, gapped: true });
        }
    }

    fn each_of_characters(
        &self,
        normal: &Normal,
        word: &Word,
        characters: &mut Vec<(usize, u64)>,
        visit: &mut impl FnMut(Gram),
    ) {
        let (shortest, longest) = self.characters;
        if longest == 0 {
            return;
        }
        let edge = u64::from(' ');
        characters.clear();
        characters.push((word.range.start, edge));
        characters.extend(normal.word(word).char_indices().map(|(at, c)| (word.range.start + at, value(c))));
        characters.push((word.range.end, edge));
        for first in 0..characters.len() {
            let mut key = Key::new(3);
            for (length, &(_, value)) in (1..=longest).zip(&characters[first..]) {
                key = key.with(value);
                if length >= shortest {
                    let end = characters.get(first + length).map_or(word.range.end, |&(at, _)| at);
                    let range = characters[first].0..end;
                    visit(Gram { key: key.narrow(), kind: Kind::Characters, range, gapped: false });
                }
            }
        }
    }
}
