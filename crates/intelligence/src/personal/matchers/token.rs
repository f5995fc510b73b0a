//! Words of Latin letters and digits: candidates for numbers that hold letters.

use std::ops::Range;

use crate::personal::numbers::end_of;
use crate::scan::{Folded, sticks};

/// Maximal runs of ASCII letters and digits that hold a digit and touch no other letter.
pub(in crate::personal) fn tokens(text: &Folded) -> Vec<Range<usize>> {
    let chars = text.chars();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(start) = chars[at..].iter().position(char::is_ascii_alphanumeric).map(|found| at + found) {
        at = end_of(chars, start, |c| c.is_ascii_alphanumeric());
        let free = !text.before(start).is_some_and(sticks) && !text.at(at).is_some_and(sticks);
        if free && chars[start..at].iter().any(char::is_ascii_digit) {
            tokens.push(start..at);
        }
    }
    tokens
}

/// Its shape: `a` for a letter, `9` for a digit.
pub(in crate::personal) fn has_shape(token: &[char], shape: &str) -> bool {
    token.len() == shape.len()
        && token.iter().zip(shape.bytes()).all(|(c, kind)| match kind {
            b'a' => c.is_ascii_lowercase(),
            b'9' => c.is_ascii_digit(),
            other => *c == char::from(other),
        })
}
