//! The index as it is searched.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::schema::Value as _;
use tantivy::{IndexReader, Searcher, TantivyDocument, Term};

use super::error::Error;
use super::feedback::{self, Feedback};
use super::fusion::{RANK_CONSTANT, fuse};
use super::highlight;
use super::meaning::Vectors;
use super::narrow;
use super::order::{self, Best, Found};
use super::query::{Hit, Query};
use super::ranking::{self, Weights, Words};
use super::schema::{self, Fields};
use super::statistics::Statistics;
use crate::language::Language;

/// In how many times as many articles as are wanted the words that say less are looked up, and in how many at least.
const WIDER: usize = 4;
const LOOKED_AT: usize = 100;
/// How many of the nearest vectors are ranked at least.
const NEAREST: usize = 50;

/// Searches the index: cheap to clone, used from any thread.
#[derive(Clone)]
pub struct Reader {
    inner: IndexReader,
    fields: Fields,
    weights: Weights,
    vectors: Vectors,
}

/// A query, and what it is asked of.
#[derive(Clone, Copy)]
struct Question<'a> {
    query: &'a Query<'a>,
    searcher: &'a Searcher,
    statistics: &'a Statistics<'a>,
}

/// The wanted words, by language.
type Wanted = BTreeMap<Language, BTreeMap<String, f32>>;

impl Reader {
    pub(super) fn new(inner: IndexReader, fields: Fields) -> Self {
        Self { inner, fields, weights: Weights::default(), vectors: Vectors::default() }
    }

    /// The same with other weights.
    #[must_use]
    pub fn weighing(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
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
    /// an entity with the query, or has a vector that points as the query's does.
    ///
    /// # Errors
    /// [`Error::Engine`] when the index's files cannot be read.
    pub fn search(&self, query: &Query<'_>) -> Result<Vec<Hit>, Error> {
        let searcher = self.inner.searcher();
        let languages = self.languages(&searcher, query)?;
        let places: Vec<_> = languages.iter().map(|&language| self.place(query, language)).collect();
        let statistics = Statistics::over(&searcher, &places)?;
        let wanted: Wanted =
            languages.iter().map(|&language| (language, ranking::wanted(query, language, self.weights))).collect();
        let question = Question { query, searcher: &searcher, statistics: &statistics };
        let ranked = if query.nearness.is_some() { NEAREST } else { feedback::ARTICLES };
        let general = self.general(question, &wanted, query.limit.max(ranked))?;
        let about = self.about(question, &wanted, &general)?;
        let general = self.fused(question, general, &places)?;
        self.hits(&searcher, first(about, general, query.limit), &wanted)
    }

    /// The articles that hold most of the wanted words, whatever they are about.
    fn general(&self, question: Question<'_>, wanted: &Wanted, limit: usize) -> Result<Vec<Found>, Error> {
        let Question { query, searcher, statistics } = question;
        let words = self.words(question, wanted)?;
        // the engine makes room for as many as it is told
        let limit = limit.min(usize::try_from(statistics.articles()).unwrap_or(usize::MAX));
        if words.finding.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        if let Some(found) = self.narrowed(question, &words, limit)? {
            return Ok(found);
        }
        let any = ranking::any(words.all(), query.audience);
        let found = order::search(searcher, statistics, &*any, limit)?.found;
        Ok(order::best(searcher, &self.fields, found, limit)?)
    }

    /// The same by the words that find articles, ranked by all. `None` when every word must find: what says most may stand where
    /// customers do not see it, or alike in very many articles.
    fn narrowed(&self, question: Question<'_>, words: &Words, limit: usize) -> Result<Option<Vec<Found>>, Error> {
        let Question { query, searcher, statistics } = question;
        if words.adding.is_empty() {
            return Ok(None);
        }
        let finding = words.finding.iter().map(|clause| clause.box_clone()).collect();
        let any = ranking::any(finding, query.audience);
        let Best { found, parts_alike } = order::search(searcher, statistics, &*any, (WIDER * limit).max(LOOKED_AT))?;
        if found.len() < limit || parts_alike {
            return Ok(None);
        }
        let found = narrow::with(searcher, statistics, found, &words.adding)?;
        Ok(Some(order::best(searcher, &self.fields, found, limit)?))
    }

    /// The articles about what the conversation is about, by the wanted words and those that the best articles share.
    fn about(&self, question: Question<'_>, wanted: &Wanted, general: &[Found]) -> Result<Vec<Found>, Error> {
        let Question { query, searcher, statistics } = question;
        if query.entities.is_empty() {
            return Ok(Vec::new());
        }
        let mut entities = Vec::new();
        for &language in wanted.keys() {
            entities.extend(ranking::entities(&schema::place(query.tenant, language), query.entities, &self.fields));
        }
        let words = self.words(question, &self.expanded(question, wanted, general)?)?.all();
        let about = ranking::any(entities, query.audience);
        let found = narrow::found(searcher, statistics, &about, &words)?;
        Ok(order::best(searcher, &self.fields, found, query.limit)?)
    }

    /// What words found and what vectors find, by reciprocal rank; what words found, without a vector.
    fn fused(&self, question: Question<'_>, general: Vec<Found>, places: &[Term]) -> Result<Vec<Found>, Error> {
        let Question { query, searcher, .. } = question;
        let Some(nearness) = query.nearness else { return Ok(general) };
        let admitted = ranking::any(places.iter().cloned().map(ranking::one).collect(), query.audience);
        let limit = query.limit.max(NEAREST);
        let near = self.vectors.nearest(searcher, &self.fields, &admitted, nearness, limit)?;
        let general = self.vectors.ranked(searcher, &self.fields, &general)?;
        let fused = fuse(&[(1.0, general), (nearness.weight.into(), near)], RANK_CONSTANT);
        Ok(fused.into_iter().map(|fused| (fused.score as f32, fused.id.address)).collect())
    }

    fn words(&self, question: Question<'_>, wanted: &Wanted) -> Result<Words, Error> {
        let mut words = Words::default();
        for (&language, wanted) in wanted {
            let place = schema::place(question.query.tenant, language);
            words.want(&place, wanted, self.weights, &self.fields, question.statistics)?;
        }
        Ok(words)
    }

    /// The wanted words with those that the best articles share.
    fn expanded(&self, question: Question<'_>, wanted: &Wanted, general: &[Found]) -> Result<Wanted, Error> {
        let mut feedback: BTreeMap<_, _> = wanted.keys().map(|&language| (language, Feedback::new(language))).collect();
        for &(score, address) in general.iter().take(feedback::ARTICLES) {
            let document: TantivyDocument = question.searcher.doc(address)?;
            if let Some((language, title, body)) = self.shown(&document)
                && let Some(feedback) = feedback.get_mut(&language)
            {
                feedback.hear(score, title, body);
            }
        }
        let mut expanded = wanted.clone();
        for (language, feedback) in feedback {
            let place = schema::place(question.query.tenant, language);
            let words = expanded.entry(language).or_default();
            feedback.expand(words, self.weights.feedback, &place, &self.fields, question.statistics)?;
        }
        Ok(expanded)
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

    fn hits(&self, searcher: &Searcher, found: Vec<Found>, wanted: &Wanted) -> Result<Vec<Hit>, Error> {
        let mut hits = Vec::with_capacity(found.len());
        for (score, address) in found {
            hits.extend(self.hit(&searcher.doc(address)?, score, wanted));
        }
        hits.sort_by(|a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        Ok(hits)
    }

    /// `None` for a document that this version did not write, which the format of the index rules out.
    fn hit(&self, document: &TantivyDocument, score: f32, wanted: &Wanted) -> Option<Hit> {
        let (language, title, body) = self.shown(document)?;
        let words = wanted.get(&language)?;
        Some(Hit {
            id: document.get_first(self.fields.id)?.as_str()?.to_owned(),
            version: document.get_first(self.fields.version)?.as_u64()?,
            language,
            score,
            title: highlight::whole(language, title, words),
            snippet: highlight::best_part(language, body, words),
        })
    }

    /// Language, title and body.
    fn shown<'a>(&self, document: &'a TantivyDocument) -> Option<(Language, &'a str, &'a str)> {
        let text = |field| document.get_first(field)?.as_str();
        let language = text(self.fields.language)?.parse().ok()?;
        Some((language, text(self.fields.shown_title)?, text(self.fields.shown_body)?))
    }
}

/// What is about the right thing, then what else there is; scores raised so that they say the same.
fn first(about: Vec<Found>, general: Vec<Found>, limit: usize) -> Vec<Found> {
    let raise = general.first().map_or(0.0, |(best, _)| *best);
    let taken: BTreeSet<_> = about.iter().map(|(_, address)| *address).collect();
    let others = general.into_iter().filter(|(_, address)| !taken.contains(address));
    about.into_iter().map(|(score, address)| (score + raise, address)).chain(others).take(limit).collect()
}
