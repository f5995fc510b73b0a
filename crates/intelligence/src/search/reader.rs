//! The index as it is searched.

use std::collections::BTreeMap;

use tantivy::collector::TopDocs;
use tantivy::schema::Value as _;
use tantivy::{DocAddress, IndexReader, Searcher, TantivyDocument, Term};

use super::admission::ForCustomers;
use super::article::Audience;
use super::error::Error;
use super::highlight;
use super::query::{Hit, Query};
use super::ranking;
use super::schema::{self, Fields};
use super::statistics::Statistics;
use crate::language::Language;

/// Searches the index: cheap to clone, used from any thread.
#[derive(Clone)]
pub struct Reader {
    inner: IndexReader,
    fields: Fields,
}

/// The wanted words, by language.
type Wanted = BTreeMap<Language, BTreeMap<String, f32>>;

impl Reader {
    pub(super) const fn new(inner: IndexReader, fields: Fields) -> Self {
        Self { inner, fields }
    }

    pub(super) fn reload(&self) -> Result<(), Error> {
        Ok(self.inner.reload()?)
    }

    /// How many articles there are, of all tenants.
    #[must_use]
    pub fn articles(&self) -> u64 {
        self.inner.searcher().num_docs()
    }

    /// The articles that may answer, best first; equal scores in the order of their ids. Empty when none shares a word or
    /// an entity with the query.
    ///
    /// # Errors
    /// [`Error::Engine`] when the index's files cannot be read.
    pub fn search(&self, query: &Query<'_>) -> Result<Vec<Hit>, Error> {
        let searcher = self.inner.searcher();
        let languages = self.languages(&searcher, query)?;
        let places: Vec<_> = languages.iter().map(|&language| self.place(query, language)).collect();
        let statistics = Statistics::over(&searcher, &places)?;
        let wanted: Wanted = languages.iter().map(|&language| (language, ranking::wanted(query, language))).collect();
        let mut clauses = Vec::new();
        for (&language, words) in &wanted {
            clauses.extend(ranking::clauses(query, language, words, &self.fields, &statistics)?);
        }
        if clauses.is_empty() || query.limit == 0 || statistics.articles() == 0 {
            return Ok(Vec::new());
        }
        let any: Box<dyn tantivy::query::Query> = Box::new(ranking::any(clauses));
        let admitted = match query.audience {
            Audience::Customer => Box::new(ForCustomers::new(any, "for_agents")),
            Audience::Agent => any,
        };
        // the engine makes room for as many as it is told
        let limit = query.limit.min(usize::try_from(statistics.articles()).unwrap_or(usize::MAX));
        let best = TopDocs::with_limit(limit).order_by_score();
        let found = searcher.search_with_statistics_provider(&*admitted, &best, &statistics)?;
        self.hits(&searcher, found, &wanted)
    }

    fn place(&self, query: &Query<'_>, language: Language) -> Term {
        Term::from_field_text(self.fields.place, &schema::place(query.tenant, language))
    }

    /// The languages to search: the one asked for, or all that the tenant has articles in.
    fn languages(&self, searcher: &Searcher, query: &Query<'_>) -> Result<Vec<Language>, Error> {
        let mut languages = Vec::new();
        for language in Language::ALL {
            let asked = query.language.is_none_or(|only| only == language);
            if asked && searcher.doc_freq(&self.place(query, language))? > 0 {
                languages.push(language);
            }
        }
        Ok(languages)
    }

    fn hits(&self, searcher: &Searcher, found: Vec<(f32, DocAddress)>, wanted: &Wanted) -> Result<Vec<Hit>, Error> {
        let mut hits = Vec::with_capacity(found.len());
        for (score, address) in found {
            hits.extend(self.hit(&searcher.doc(address)?, score, wanted));
        }
        hits.sort_by(|a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        Ok(hits)
    }

    /// `None` for a document that this version did not write, which the format of the index rules out.
    fn hit(&self, document: &TantivyDocument, score: f32, wanted: &Wanted) -> Option<Hit> {
        let text = |field| document.get_first(field)?.as_str();
        let language: Language = text(self.fields.language)?.parse().ok()?;
        let words = wanted.get(&language)?;
        Some(Hit {
            id: text(self.fields.id)?.to_owned(),
            version: document.get_first(self.fields.version)?.as_u64()?,
            language,
            score,
            title: highlight::whole(language, text(self.fields.shown_title)?, words),
            snippet: highlight::best_part(language, text(self.fields.shown_body)?, words),
        })
    }
}
