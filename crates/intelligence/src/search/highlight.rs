//! Where in a title or a body the words of a query stand, and which part of a body to show.

use std::collections::BTreeMap;
use std::ops::Range;

use super::analysis::{self, Purpose, Token};
use crate::language::Language;

/// How long a snippet is at most, in bytes of UTF-8.
const SNIPPET: usize = 240;

/// How far into a body a snippet is looked for, in bytes.
const LOOKED_AT: usize = 8_192;

/// A text with the places that match the query.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Highlighted {
    /// The text.
    pub text: String,
    /// Where its words match: in bytes, on character boundaries, in order, apart from each other.
    pub ranges: Vec<Range<usize>>,
}

/// A text whole, with its matches.
pub(super) fn whole(language: Language, text: &str, wanted: &BTreeMap<String, f32>) -> Highlighted {
    let matches = matches(language, text, wanted);
    Highlighted { text: text.to_owned(), ranges: apart(matches.into_iter().map(|(range, _)| range)) }
}

/// The part of a text whose distinct matches weigh most; its beginning when nothing matches.
pub(super) fn best_part(language: Language, text: &str, wanted: &BTreeMap<String, f32>) -> Highlighted {
    let looked_at = &text[..text.floor_char_boundary(LOOKED_AT)];
    let matches = matches(language, looked_at, wanted);
    let part = around(text, best_window(&matches));
    let inside =
        matches.into_iter().map(|(range, _)| range).filter(|range| part.start <= range.start && range.end <= part.end);
    let ranges = apart(inside.map(|range| range.start - part.start..range.end - part.start));
    Highlighted { text: text[part].to_owned(), ranges }
}

/// Where the tokens of a text are wanted, and which they are.
fn matches<'a>(
    language: Language,
    text: &str,
    wanted: &'a BTreeMap<String, f32>,
) -> Vec<(Range<usize>, (&'a str, f32))> {
    let tokens = analysis::tokens(language, text, Purpose::Show(wanted));
    let matching = |token: Token| {
        let (word, weight) = wanted.get_key_value(&token.text)?;
        Some((token.range, (word.as_str(), *weight)))
    };
    let mut matches: Vec<_> = tokens.into_iter().filter_map(matching).collect();
    matches.sort_by_key(|(range, _)| (range.start, range.end));
    matches
}

/// The bytes from the first to the last match of the window that weighs most.
fn best_window(matches: &[(Range<usize>, (&str, f32))]) -> Range<usize> {
    let mut best = (0.0, 0..0);
    for (first, (range, _)) in matches.iter().enumerate() {
        let mut words = BTreeMap::new();
        let mut end = range.end;
        for (next, (word, weight)) in &matches[first..] {
            if next.end > range.start + SNIPPET / 2 {
                break;
            }
            words.insert(word, weight);
            end = end.max(next.end);
        }
        let weight = words.values().copied().sum::<f32>();
        if weight > best.0 {
            best = (weight, range.start..end);
        }
    }
    best.1
}

/// A window widened to a snippet, beginning and ending between words where there are any.
fn around(text: &str, window: Range<usize>) -> Range<usize> {
    let margin = SNIPPET.saturating_sub(window.len()) / 2;
    let start = text.floor_char_boundary(window.start.saturating_sub(margin));
    let end = text.floor_char_boundary((start + SNIPPET).max(window.end));
    let start = if start == 0 { 0 } else { next_word(text, start, window.start) };
    let end = if end == text.len() { end } else { last_word(text, window.end.max(start), end) };
    start..end
}

fn next_word(text: &str, from: usize, until: usize) -> usize {
    let until = until.max(from);
    match text[from..until].char_indices().find(|(_, character)| character.is_whitespace()) {
        Some((at, space)) => from + at + space.len_utf8(),
        None => from,
    }
}

fn last_word(text: &str, from: usize, until: usize) -> usize {
    let until = until.max(from);
    text[from..until].rfind(char::is_whitespace).map_or(until, |at| from + at)
}

/// Ranges in order, with those that touch or overlap made one.
fn apart(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<_> = ranges.collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut apart = Vec::<Range<usize>>::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}
