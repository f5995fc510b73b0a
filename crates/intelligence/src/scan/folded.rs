//! A text with width, case, blanks and dashes folded, which still knows where each character came from.

use std::ops::Range;

/// Folded characters of a text and their places in the original.
pub(crate) struct Folded {
    text: String,
    chars: Vec<char>,
    /// Where each folded character starts in `text`, and its end.
    starts: Vec<u32>,
    /// Where each character stands in the original: first byte, and the byte after it.
    sources: Vec<Source>,
}

#[derive(Clone, Copy)]
struct Source {
    start: usize,
    end: usize,
    upper: bool,
}

impl Folded {
    /// Folds a text in one pass. What is invisible (joiners, marks of direction) is left out, so that it cannot hide a number.
    pub(crate) fn new(source: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(source.len()),
            chars: Vec::with_capacity(source.len()),
            starts: Vec::with_capacity(source.len() + 1),
            sources: Vec::with_capacity(source.len()),
        };
        for (start, c) in source.char_indices() {
            if let Some(to) = fold(c) {
                folded.starts.push(offset(folded.text.len()));
                folded.text.push(to);
                folded.chars.push(to);
                folded.sources.push(Source { start, end: start + c.len_utf8(), upper: c.is_uppercase() });
            }
        }
        folded.starts.push(offset(folded.text.len()));
        folded
    }

    /// The folded text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The folded characters; their indices are what all other methods take.
    pub(crate) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The character at an index, when there is one.
    pub(crate) fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).copied()
    }

    /// The character before an index, when there is one.
    pub(crate) fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|before| self.at(before))
    }

    /// Whether the character was a capital letter before it was folded.
    pub(crate) fn was_upper(&self, index: usize) -> bool {
        self.sources.get(index).is_some_and(|source| source.upper)
    }

    /// The folded text of some characters.
    pub(crate) fn slice(&self, chars: &Range<usize>) -> &str {
        &self.text[self.starts[chars.start] as usize..self.starts[chars.end] as usize]
    }

    /// The index of the character that holds a byte of the folded text, or the end.
    pub(crate) fn index_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| (*start as usize) < byte)
    }

    /// The bytes of the original that some characters came from.
    pub(crate) fn source(&self, chars: &Range<usize>) -> Range<usize> {
        if chars.is_empty() {
            return 0..0;
        }
        self.sources[chars.start].start..self.sources[chars.end - 1].end
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("a turn is shorter than four gigabytes")
}

/// The folded form of a character; none when it is invisible.
fn fold(c: char) -> Option<char> {
    match c {
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        '\0'..='\u{7F}' => Some(c),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).and_then(fold),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => Some('-'),
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FE0F}'
        | '\u{FEFF}' => None,
        _ => Some(lower(c)),
    }
}

/// The small letter of a capital one, when it is one character too.
fn lower(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_blanks_and_dashes_are_folded() {
        assert_eq!(Folded::new("Ａ１－Ｂ\u{3000}é—É").text(), "a1-b é-é");
    }

    #[test]
    fn what_is_invisible_is_left_out_and_places_stay_right() {
        let folded = Folded::new("é\u{200b}1\u{200d}2!");
        assert_eq!(folded.text(), "é12!");
        assert_eq!(folded.source(&(1..3)), 5..10);
        assert_eq!(folded.slice(&(1..3)), "12");
        assert_eq!(folded.index_of(2), 1);
    }
}
