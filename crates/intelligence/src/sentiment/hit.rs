//! An entry found in a text.

use super::Span;
use super::entry::Entry;
use super::scope::sets_words_apart;

/// An entry found in a text.
#[derive(Clone, Debug)]
pub(super) struct Hit<'a> {
    /// Where.
    pub span: Span,
    /// What.
    pub entry: &'a Entry,
}

impl<'a> Hit<'a> {
    /// The hit, unless it starts or ends inside a word.
    pub(super) fn at(folded: &str, span: Span, entry: &'a Entry) -> Option<Self> {
        let (before, found, after) = (folded.get(..span.start)?, folded.get(span.clone())?, folded.get(span.end..)?);
        let (first, last) = (found.chars().next()?, found.chars().next_back()?);
        let (left, right) = (before.chars().next_back(), after.chars().next());
        let inside = |edge: char, beyond: Option<char>| sets_words_apart(edge) && beyond.is_some_and(sets_words_apart);
        let cut = inside(first, left)
            || (!entry.is_stem && inside(last, right))
            || (entry.starts_word && left.is_some_and(char::is_alphanumeric));
        (!cut).then_some(Self { span, entry })
    }
}

/// The leftmost of the hits, the longest of those that start together, and so on behind it.
pub(super) fn longest(mut hits: Vec<Hit<'_>>) -> Vec<Hit<'_>> {
    hits.sort_by(|a, b| (a.span.start, b.span.end).cmp(&(b.span.start, a.span.end)));
    let mut end = 0;
    hits.retain(|hit| {
        let free = hit.span.start >= end;
        if free {
            end = hit.span.end;
        }
        free
    });
    hits
}
