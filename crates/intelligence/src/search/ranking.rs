//! From what is asked to what the engine scores: which words, how much each, in which field.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::analysis::{self, Purpose};
use super::query::Query;
use super::schema::{self, Fields};
use super::statistics::Statistics;
use crate::language::Language;

/// A match in the title, against one in the body.
const TITLE: f32 = 1.0;
/// A match in the tags and entities, against one in the body.
const TAGS: f32 = 0.5;
/// An article about what the conversation is about, against a match of a word in the body.
const ENTITY: f32 = 4.0;
/// A word of the turn before, against one of the present turn; squared for the one before that, and so on.
const EARLIER: f32 = 0.3;
/// A word of a slot's value, against one of the present turn.
const STATE: f32 = 0.2;
/// How many words are asked for at most: those that say most.
const MOST_WORDS: usize = 48;

/// The wanted words of a query in one language, each with its weight.
pub(super) fn wanted(query: &Query<'_>, language: Language) -> BTreeMap<String, f32> {
    let mut wanted = BTreeMap::new();
    add(&mut wanted, language, query.text, 1.0);
    let mut weight = 1.0;
    for turn in query.earlier {
        weight *= EARLIER;
        add(&mut wanted, language, turn, weight);
    }
    for (_, value) in query.state {
        add(&mut wanted, language, value, STATE);
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

/// The clauses of a query in one language, by what each word says among the articles counted.
pub(super) fn clauses(
    query: &Query<'_>,
    language: Language,
    wanted: &BTreeMap<String, f32>,
    fields: &Fields,
    statistics: &Statistics<'_>,
) -> tantivy::Result<Vec<Box<dyn tantivy::query::Query>>> {
    let place = schema::place(query.tenant, language);
    let mut candidates = Vec::new();
    for (word, weight) in wanted {
        for (field, boost) in [(fields.title, TITLE), (fields.body, 1.0), (fields.tags, TAGS)] {
            let term = Term::from_field_text(field, &format!("{place}{word}"));
            if let Some(rarity) = statistics.rarity(&term)? {
                candidates.push((weight * boost * rarity, term, weight * boost));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    candidates.truncate(3 * MOST_WORDS);
    let mut clauses: Vec<_> = candidates.into_iter().map(|(_, term, boost)| clause(term, boost)).collect();
    for entity in query.entities {
        clauses.push(about(fields.entities, &place, entity));
    }
    Ok(clauses)
}

fn about(field: Field, place: &str, entity: &str) -> Box<dyn tantivy::query::Query> {
    clause(Term::from_field_text(field, &format!("{place}{}", analysis::name(entity))), ENTITY)
}

fn clause(term: Term, boost: f32) -> Box<dyn tantivy::query::Query> {
    Box::new(BoostQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), boost))
}

/// Any of the clauses, their scores added up.
pub(super) fn any(clauses: Vec<Box<dyn tantivy::query::Query>>) -> BooleanQuery {
    BooleanQuery::new(clauses.into_iter().map(|clause| (Occur::Should, clause)).collect())
}
