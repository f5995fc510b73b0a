//! A query whose hits are admitted one by one, without giving up the engine's skipping of what cannot rank high.
//!
//! A filter as a required clause would make the engine score every match. Here the wanted words stay a plain union, which
//! the engine walks with block-max WAND (Ding and Suel, SIGIR 2011), and only what beats the threshold is looked up.

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

/// Hits of `inner` that customers may be shown.
#[derive(Debug)]
pub(super) struct ForCustomers {
    inner: Box<dyn Query>,
    for_agents: &'static str,
}

impl ForCustomers {
    /// Keeps the hits of `inner` whose field `for_agents` is 0.
    pub(super) fn new(inner: Box<dyn Query>, for_agents: &'static str) -> Self {
        Self { inner, for_agents }
    }
}

impl Clone for ForCustomers {
    fn clone(&self) -> Self {
        Self { inner: self.inner.box_clone(), for_agents: self.for_agents }
    }
}

impl Query for ForCustomers {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let inner = self.inner.weight(scoring)?;
        Ok(Box::new(CustomersWeight { inner, for_agents: self.for_agents }))
    }
}

struct CustomersWeight {
    inner: Box<dyn Weight>,
    for_agents: &'static str,
}

impl CustomersWeight {
    fn column(&self, reader: &SegmentReader) -> tantivy::Result<Column<u64>> {
        reader.fast_fields().u64(self.for_agents)
    }
}

impl Weight for CustomersWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = Admitted { inner: self.inner.scorer(reader, boost)?, for_agents: self.column(reader)? };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.inner.explain(reader, doc)
    }

    fn for_each_pruning(
        &self,
        threshold: Score,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        let for_agents = self.column(reader)?;
        let mut threshold = threshold;
        self.inner.for_each_pruning(threshold, reader, &mut |doc, score| {
            if is_for_customers(&for_agents, doc) {
                threshold = callback(doc, score);
            }
            threshold
        })
    }
}

/// The plain way, for what does not prune.
struct Admitted {
    inner: Box<dyn Scorer>,
    for_agents: Column<u64>,
}

impl Admitted {
    fn settle(&mut self) -> DocId {
        let mut doc = self.inner.doc();
        while doc != TERMINATED && !is_for_customers(&self.for_agents, doc) {
            doc = self.inner.advance();
        }
        doc
    }
}

impl DocSet for Admitted {
    fn advance(&mut self) -> DocId {
        self.inner.advance();
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint()
    }
}

impl Scorer for Admitted {
    fn score(&mut self) -> Score {
        self.inner.score()
    }
}

fn is_for_customers(for_agents: &Column<u64>, doc: DocId) -> bool {
    for_agents.first(doc) == Some(0)
}
