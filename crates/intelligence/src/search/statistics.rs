//! What BM25 counts: the articles of one tenant in the languages asked, not those of everyone.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// Counts within the articles that a query may find.
///
/// Tokens per article are taken from the whole index, because the engine counts them per field only.
pub(super) struct Statistics<'a> {
    searcher: &'a Searcher,
    articles: u64,
}

impl<'a> Statistics<'a> {
    /// Statistics over the articles that hold one of `places`, each of which an article holds once and alone.
    pub(super) fn over(searcher: &'a Searcher, places: &[Term]) -> tantivy::Result<Self> {
        let counts: Result<Vec<_>, _> = places.iter().map(|place| searcher.doc_freq(place)).collect();
        Ok(Self { searcher, articles: counts?.iter().sum() })
    }

    /// How many articles are counted among: live ones, and those removed but not yet merged away.
    pub(super) const fn articles(&self) -> u64 {
        self.articles
    }

    /// How much a term says: BM25's inverse document frequency; `None` when no article holds it.
    pub(super) fn rarity(&self, term: &Term) -> tantivy::Result<Option<f32>> {
        let holding = self.doc_freq(term)?;
        let others = self.articles - holding;
        Ok((holding > 0).then(|| (1.0 + (others as f32 + 0.5) / (holding as f32 + 0.5)).ln()))
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let tokens = u128::from(self.searcher.total_num_tokens(field)?);
        let all = u128::from(self.searcher.total_num_docs()?.max(1));
        Ok(u64::try_from((tokens * u128::from(self.articles)).div_ceil(all)).unwrap_or(u64::MAX))
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.articles)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        // the engine insists that no term is in more articles than there are
        Ok(self.searcher.doc_freq(term)?.min(self.articles))
    }
}
