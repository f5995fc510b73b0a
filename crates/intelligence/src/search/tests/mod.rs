//! The index as a whole: what is put is found, in each language, and what is removed is gone.

mod disk;
mod hostile;
mod languages;
mod meaning;
mod ranks;

use super::{Article, Audience, Index, Nearness, Query, Weights};
use crate::language::Language;

/// An English article for customers of the tenant `acme`.
fn article(id: &str, title: &str, body: &str) -> Article {
    Article {
        id: id.to_owned(),
        tenant: "acme".to_owned(),
        language: Language::En,
        audience: Audience::Customer,
        version: 1,
        title: title.to_owned(),
        body: body.to_owned(),
        tags: Vec::new(),
        entities: Vec::new(),
        vector: None,
    }
}

/// A committed index of some articles, in memory.
fn index_of(articles: &[Article]) -> Index {
    let mut index = Index::in_memory().expect("an index in memory");
    for article in articles {
        index.put(article).expect("put");
    }
    index.commit(1).expect("committed");
    index
}

/// The ids that a query finds, best first.
fn found(index: &Index, query: &Query<'_>) -> Vec<String> {
    let hits = index.reader().search(query).expect("an answer");
    hits.into_iter().map(|hit| hit.id).collect()
}
