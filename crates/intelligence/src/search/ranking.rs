//! From what is asked to what the engine scores: which words, how much each, in which field.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::admission::ForCustomers;
use super::analysis::{self, Purpose};
use super::article::Audience;
use super::query::Query;
use super::schema::{self, Fields};
use super::statistics::Statistics;
use crate::language::Language;

/// One thing that is asked for.
pub(super) type Clause = Box<dyn tantivy::query::Query>;

/// What counts how much, against a match of a word of the present turn in an article, which counts 1.
///
/// The defaults were chosen on the tuning halves of `cargo run --release -p understanding -- retrieval`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Weights {
    /// A word of the turn before; squared for the one before that, and so on.
    pub earlier: f32,
    /// A word of a slot's value.
    pub state: f32,
    /// All the words together that the best articles share beyond those asked for, against all those asked for. They are
    /// sought among articles about the query's entities only: without an entity they lead astray.
    pub feedback: f32,
    /// How many words are asked for at most: those that say most.
    pub most_words: usize,
    /// How many of them find articles, in each language; the others only add to the score of what is found, unless that is too
    /// little.
    pub finding: usize,
}

impl Default for Weights {
    fn default() -> Self {
        Self { earlier: 0.1, state: 0.2, feedback: 1.0, most_words: 24, finding: 12 }
    }
}

/// Clauses for wanted words. To look for many words takes the engine far longer than to look for few, so those that say less look
/// for nothing themselves while the others find enough.
#[derive(Default)]
pub(super) struct Words {
    /// For the words that find articles.
    pub(super) finding: Vec<Clause>,
    /// For those that add to the score of what is found.
    pub(super) adding: Vec<Clause>,
}

/// The wanted words of a query in one language, each with its weight.
pub(super) fn wanted(query: &Query<'_>, language: Language, weights: Weights) -> BTreeMap<String, f32> {
    let mut wanted = BTreeMap::new();
    add(&mut wanted, language, query.text, 1.0);
    let mut weight = 1.0;
    for turn in query.earlier {
        weight *= weights.earlier;
        add(&mut wanted, language, turn, weight);
    }
    for (_, value) in query.state {
        add(&mut wanted, language, value, weights.state);
    }
    let mut without_names = wanted.clone();
    for token in query.entities.iter().flat_map(|entity| analysis::tokens(language, entity, Purpose::Query)) {
        without_names.remove(&token.text);
    }
    if !without_names.is_empty() {
        wanted = without_names;
    }
    let says_something = |word: &String| !analysis::is_stop_word(language, word);
    if wanted.keys().any(says_something) {
        wanted.retain(|word, _| says_something(word));
    }
    wanted
}

fn add(wanted: &mut BTreeMap<String, f32>, language: Language, text: &str, weight: f32) {
    for token in analysis::tokens(language, text, Purpose::Query) {
        *wanted.entry(token.text).or_default() += weight;
    }
}

impl Words {
    /// Adds the clauses for wanted words of articles at one place, by what each word says among the articles counted.
    pub(super) fn want(
        &mut self,
        place: &str,
        wanted: &BTreeMap<String, f32>,
        weights: Weights,
        fields: &Fields,
        statistics: &Statistics<'_>,
    ) -> tantivy::Result<()> {
        let mut candidates = Vec::new();
        for (word, &weight) in wanted {
            let term = Term::from_field_text(fields.text, &format!("{place}{word}"));
            if let Some(rarity) = statistics.rarity(&term)? {
                candidates.push((weight * rarity, term, weight));
            }
        }
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        candidates.truncate(weights.most_words);
        let mut clauses = candidates.into_iter().map(|(_, term, weight)| clause(term, weight));
        self.finding.extend(clauses.by_ref().take(weights.finding));
        self.adding.extend(clauses);
        Ok(())
    }

    /// All of them.
    pub(super) fn all(self) -> Vec<Clause> {
        self.finding.into_iter().chain(self.adding).collect()
    }
}

/// The clauses for entities of articles at one place.
pub(super) fn entities(place: &str, entities: &[&str], fields: &Fields) -> Vec<Clause> {
    let named = |entity: &&str| Term::from_field_text(fields.entities, &format!("{place}{}", analysis::name(entity)));
    entities.iter().map(|entity| clause(named(entity), 1.0)).collect()
}

/// What holds a term, all alike.
pub(super) fn one(term: Term) -> Clause {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

fn clause(term: Term, boost: f32) -> Clause {
    Box::new(BoostQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), boost))
}

/// Any of the clauses, their scores added up, for those who may see what they find.
pub(super) fn any(clauses: Vec<Clause>, audience: Audience) -> Clause {
    let any = BooleanQuery::new(clauses.into_iter().map(|clause| (Occur::Should, clause)).collect());
    match audience {
        Audience::Customer => Box::new(ForCustomers::new(Box::new(any), schema::FOR_AGENTS)),
        Audience::Agent => Box::new(any),
    }
}
