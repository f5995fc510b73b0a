//! Words, numbers and marks of a text, as prose is read.

use std::ops::Range;

use crate::personal::numbers::end_of;
use crate::scan::{Folded, is_unspaced};

/// What a piece of text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Letters of a script with blanks, with apostrophes and hyphens inside; digits may follow letters.
    Word,
    /// Digits, with letters behind (`12b`).
    Number,
    /// Letters of a script without blanks.
    Unspaced,
    /// Any other character but a blank.
    Mark(char),
}

/// A piece of text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) kind: Kind,
    pub(super) chars: Range<usize>,
    /// Whether it begins with a capital letter.
    pub(super) upper: bool,
}

/// Cuts a text into pieces; blanks are left out, ends of lines are marks.
pub(super) fn cut(text: &Folded) -> Vec<Word> {
    let chars = text.chars();
    let mut words = Vec::with_capacity(chars.len() / 4);
    let mut start = 0;
    while let Some(first) = chars.get(start).copied() {
        let (kind, end) = piece(chars, start, first);
        if let Some(kind) = kind {
            words.push(Word { kind, chars: start..end, upper: text.was_upper(start) });
        }
        start = end;
    }
    words
}

fn piece(chars: &[char], start: usize, first: char) -> (Option<Kind>, usize) {
    if first != '\n' && first.is_whitespace() {
        (None, start + 1)
    } else if is_unspaced(first) {
        (Some(Kind::Unspaced), end_of(chars, start, is_unspaced))
    } else if first.is_alphabetic() {
        (Some(Kind::Word), word_end(chars, start))
    } else if first.is_ascii_digit() {
        (Some(Kind::Number), end_of(chars, start, |c| c.is_alphanumeric() && !is_unspaced(c)))
    } else {
        (Some(Kind::Mark(first)), start + 1)
    }
}

/// The end of a word: `o'neil` and `jean-luc` are one.
fn word_end(chars: &[char], start: usize) -> usize {
    let is_letter = |c: char| c.is_alphanumeric() && !is_unspaced(c) || ('\u{300}'..='\u{36F}').contains(&c);
    let mut end = end_of(chars, start, is_letter);
    while let [mark @ ('\'' | '’' | '-'), next, ..] = chars[end..] {
        let possessive = mark != '-' && next == 's' && !chars.get(end + 2).copied().is_some_and(is_letter);
        if !next.is_alphabetic() || is_unspaced(next) || possessive {
            break;
        }
        end = end_of(chars, end + 1, is_letter);
    }
    end
}
