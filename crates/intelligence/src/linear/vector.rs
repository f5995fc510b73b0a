//! A text as a sparse vector of length one: sublinear tf-idf, each kind of n-gram with its weight.

use super::senses::Senses;
use crate::text::{Gram, Kind, Normal};

/// Once an n-gram in a text: its column and what it consists of, as one number, since numbers are sorted quickest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Term(u64);

impl Term {
    fn of(column: u32, kind: Kind) -> Self {
        Self(u64::from(column) << 1 | block(kind) as u64)
    }

    const fn column(self) -> u32 {
        (self.0 >> 1) as u32
    }

    const fn block(self) -> usize {
        (self.0 & 1) as usize
    }
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
        self.terms.push(Term::of(column, gram.kind));
    }

    /// Turns what was added into entries: `(1 + ln count) * idf`, then each kind weighed and all scaled to length one.
    pub(super) fn weigh(&mut self, characters_share: f32, idf: impl Fn(u32) -> f32) {
        self.terms.sort_unstable();
        let mut squares = [0.0_f32; 2];
        for (term, count) in counted(&self.terms) {
            let value = sublinear(count) * idf(term.column());
            squares[term.block()] += value * value;
            self.entries.push((term.column(), value));
        }
        let scales = scales(squares, characters_share);
        for (entry, (term, _)) in self.entries.iter_mut().zip(counted(&self.terms)) {
            entry.1 *= scales[term.block()];
        }
    }

    /// Adds what the words of the text mean, behind its n-grams; how many of them have a vector.
    pub(super) fn add_senses(&mut self, senses: &Senses, text: &Normal, column: impl Fn(u32) -> Option<u32>) -> usize {
        let (known, entries) = senses.entries(text);
        self.entries.extend(entries.filter_map(|(key, value)| Some((column(key)?, value))));
        known
    }
}

/// The first of each column's terms, which stand together, and how many there are.
fn counted(terms: &[Term]) -> impl Iterator<Item = (Term, u32)> {
    terms.chunk_by(|one, next| one.column() == next.column()).map(|same| (same[0], same.len() as u32))
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
