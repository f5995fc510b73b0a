//! Overlapping pairs of characters: what is searched where no words are cut.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use super::runs::{Run, is_han};
use super::{Purpose, Token};

/// Appends the pairs of a run. A character that stands alone is a token too, and so is each Chinese character where it is
/// to be found, because many of them are words.
pub(super) fn append(found: &mut Vec<Token>, text: &str, run: &Run, purpose: Purpose<'_>, position: usize) -> usize {
    let characters = characters(text, run.range.clone());
    for (at, (character, range)) in characters.iter().enumerate() {
        let alone = characters.len() == 1 || (!matches!(purpose, Purpose::Query) && character.chars().all(is_han));
        if alone {
            found.push(Token { text: character.clone(), range: range.clone(), position: position + at });
        }
        if let Some((next, next_range)) = characters.get(at + 1) {
            let pair = format!("{character}{next}");
            found.push(Token { text: pair, range: range.start..next_range.end, position: position + at });
        }
    }
    characters.len().saturating_sub(1)
}

/// The characters of a run without width variants, each with the marks that belong to it and where it stands.
fn characters(text: &str, range: Range<usize>) -> Vec<(String, Range<usize>)> {
    let mut characters = Vec::<Range<usize>>::new();
    for (at, character) in text[range.clone()].char_indices() {
        let (start, end) = (range.start + at, range.start + at + character.len_utf8());
        match characters.last_mut() {
            Some(last) if is_mark(character) => last.end = end,
            _ => characters.push(start..end),
        }
    }
    characters.into_iter().map(|range| (text[range.clone()].nfkc().collect(), range)).collect()
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{FF9E}' | '\u{FF9F}' | '\u{1160}'..='\u{11FF}')
        || unicode_normalization::char::is_combining_mark(character)
}
