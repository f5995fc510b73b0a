//! A text as a sparse vector of length one: sublinear tf-idf, each kind of n-gram with its weight.

use super::senses::Senses;
use crate::text::{Gram, Kind, Normal};

/// How often a text has the n-gram of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Term {
    column: u32,
    kind: Kind,
    count: u32,
}

/// Collects a text's n-grams and weighs them. Reused from text to text, so that it allocates once.
#[derive(Default)]
pub(super) struct Vector {
    terms: Vec<Term>,
    /// Columns with their values: those of n-grams, ascending, then those of what words mean.
    pub(super) entries: Vec<(u32, f32)>,
}

impl Vector {
    pub(super) fn clear(&mut self) {
        self.terms.clear();
        self.entries.clear();
    }

    pub(super) fn add(&mut self, column: u32, gram: &Gram) {
        self.terms.push(Term { column, kind: gram.kind, count: 1 });
    }

    /// Turns what was added into entries: `(1 + ln count) * idf`, then each kind weighed and all scaled to length one.
    pub(super) fn weigh(&mut self, characters_share: f32, idf: impl Fn(u32) -> f32) {
        self.terms.sort_unstable_by_key(|term| term.column);
        self.terms.dedup_by(|later, kept| {
            let same = later.column == kept.column;
            kept.count += if same { later.count } else { 0 };
            same
        });
        let mut squares = [0.0_f32; 2];
        for term in &self.terms {
            let value = sublinear(term.count) * idf(term.column);
            squares[block(term.kind)] += value * value;
            self.entries.push((term.column, value));
        }
        let scales = scales(squares, characters_share);
        for (entry, term) in self.entries.iter_mut().zip(&self.terms) {
            entry.1 *= scales[block(term.kind)];
        }
    }

    /// Adds what the words of the text mean, behind its n-grams; how many of them have a vector.
    pub(super) fn add_senses(&mut self, senses: &Senses, text: &Normal, column: impl Fn(u32) -> Option<u32>) -> usize {
        let (known, entries) = senses.entries(text);
        self.entries.extend(entries.filter_map(|(key, value)| Some((column(key)?, value))));
        known
    }
}

const fn block(kind: Kind) -> usize {
    match kind {
        Kind::Words => 0,
        Kind::Characters => 1,
    }
}

/// One length for all: each kind weighed by its share.
fn scales([words, characters]: [f32; 2], share: f32) -> [f32; 2] {
    let square = (1.0 - share) * words + share * characters;
    if square <= 0.0 {
        return [0.0; 2];
    }
    [((1.0 - share) / square).sqrt(), (share / square).sqrt()]
}

/// `1 + ln count`, from a table for the counts that occur.
fn sublinear(count: u32) -> f32 {
    match count {
        0 | 1 => 1.0,
        2 => 1.693_147_2,
        3 => 2.098_612_3,
        _ => 1.0 + libm::logf(count as f32),
    }
}
