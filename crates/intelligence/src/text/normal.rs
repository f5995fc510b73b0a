//! A text in one written form, and its words.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfkc_quick};

use super::key::Key;

/// A word of a [`Normal`] text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Its bytes in [`Normal::text`].
    pub range: Range<usize>,
    /// Whether it is one character of a script that writes without spaces.
    pub ideograph: bool,
    /// Stands for the word in n-grams of words.
    pub(super) key: u64,
}

/// A text in compatibility form (NFKC) and lower case, with its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Normal {
    /// The normalised text.
    pub text: String,
    /// Its words, in order. Punctuation belongs to none; a question mark is a word.
    pub words: Vec<Word>,
}

impl Normal {
    /// Normalises a text and finds its words.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = fold(text);
        let words = words(&text);
        Self { text, words }
    }

    /// The text of a word.
    #[must_use]
    pub fn word(&self, word: &Word) -> &str {
        &self.text[word.range.clone()]
    }
}

fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let composed = match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfkc().collect()),
    };
    composed.chars().flat_map(char::to_lowercase).map(straight).collect()
}

/// The straight apostrophe for the typographic one, so that "don’t" is "don't".
const fn straight(character: char) -> char {
    match character {
        '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
        other => other,
    }
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 5 + 1);
    let mut open: Option<(usize, Key)> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = at + character.len_utf8();
        let joins = character.is_alphanumeric()
            || open.is_some() && is_mark(character)
            || character == '\'' && open.is_some() && characters.peek().is_some_and(|(_, after)| after.is_alphabetic());
        if joins && !is_ideograph(character) {
            let (start, key) = open.unwrap_or((at, Key::new(0)));
            open = Some((start, key.with(value(character))));
            continue;
        }
        if let Some((start, key)) = open.take() {
            words.push(Word { range: start..at, ideograph: false, key: key.wide() });
        }
        if is_ideograph(character) || is_telling(character) {
            let key = Key::new(0).with(value(character)).wide();
            words.push(Word { range: at..next, ideograph: is_ideograph(character), key });
        }
    }
    if let Some((start, key)) = open {
        words.push(Word { range: start..text.len(), ideograph: false, key: key.wide() });
    }
    words
}

/// What a character adds to a key: all digits count as the same.
pub(super) fn value(character: char) -> u64 {
    u64::from(if character.is_ascii_digit() { '0' } else { character })
}

/// Marks that combine with the letter before them in normalised text.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{93c}'..='\u{94d}' | '\u{e31}'..='\u{e4e}')
}

/// Punctuation that says something about what is wanted.
const fn is_telling(character: char) -> bool {
    matches!(character, '?')
}

/// Han characters and kana: scripts that write without spaces.
pub(super) const fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}
