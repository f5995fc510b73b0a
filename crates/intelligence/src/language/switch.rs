//! Where a text in Latin letters changes its language.

use super::latin::{COLUMNS, Costs};

/// What a change costs between two clauses, and within one: sixteenths of a nat.
const BETWEEN: u32 = 140;
const WITHIN: u32 = 200;

/// What one word can say for or against a language at most, so that no name makes a change alone.
const MOST: u32 = 72;
const MOST_NAMED: u32 = 24;

/// How little a name says, in parts of 5: titles of films and songs are English in all languages.
const NAMED: u32 = 2;

/// A word in its place.
pub(super) struct Word {
    pub(super) costs: Costs,
    pub(super) clause: usize,
    /// Whether it is written like a name: with a capital, within a clause, where not all words are.
    pub(super) named: bool,
}

impl Word {
    /// What it says against each language: nothing against the best.
    pub(super) fn against<const WIDTH: usize>(&self, costs: &[u32; WIDTH]) -> [u32; WIDTH] {
        let best = costs.iter().min().copied().unwrap_or(0);
        costs.map(|cost| if self.named { (cost - best) * NAMED / 5 } else { cost - best })
    }
}

/// The column of each word, such that words and changes together cost least (Viterbi's algorithm).
pub(super) fn columns(words: &[Word], prior: &[u32; COLUMNS.len()]) -> Vec<usize> {
    let mut totals = *prior;
    let mut origins: Vec<[usize; COLUMNS.len()]> = Vec::with_capacity(words.len());
    let mut clause = None;
    for word in words {
        let change = if clause.is_none_or(|last| last == word.clause) { WITHIN } else { BETWEEN };
        clause = Some(word.clause);
        let cheapest = least(&totals);
        let against = word.against(&word.costs.ours);
        let most = if word.named { MOST_NAMED } else { MOST };
        let mut origin = [0; COLUMNS.len()];
        let before = totals;
        for (column, total) in totals.iter_mut().enumerate() {
            let changed = before[cheapest] + change;
            origin[column] = if changed < before[column] { cheapest } else { column };
            *total = before[column].min(changed) + against[column].min(most);
        }
        origins.push(origin);
    }
    let mut column = least(&totals);
    let mut path = vec![0; words.len()];
    for (at, origin) in origins.iter().enumerate().rev() {
        path[at] = column;
        column = origin[column];
    }
    path
}

/// The column that costs least, the first of equals.
pub(super) fn least(costs: &[u32; COLUMNS.len()]) -> usize {
    (0..costs.len()).min_by_key(|column| costs[*column]).unwrap_or(0)
}
