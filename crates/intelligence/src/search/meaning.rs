//! The articles whose vectors point as a question's does.
//!
//! Vectors stand in the index beside the articles they are of, so they come and go with them. Those of a segment are read once,
//! since segments do not change; all that a customer may be shown are compared with, which is exact, and a multiplication for
//! each component: 100,000 vectors of 384 components take 154 MB.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::index::SegmentId;
use tantivy::query::{EnableScoring, Query as _};
use tantivy::schema::{Field, Value as _};
use tantivy::store::StoreReader;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, TERMINATED, TantivyDocument};

use super::query::Nearness;
use super::ranking::Clause;
use crate::encoder::Vector;

/// How many articles are kept of a segment's in memory while they are read.
const BLOCKS: usize = 1;

/// The vectors of each segment that is searched.
#[derive(Clone, Default)]
pub(super) struct Vectors(Arc<Mutex<HashMap<SegmentId, Slot>>>);

/// By number of the document; nothing for one without a vector.
type Segment = Vec<Option<Vector>>;

/// A segment's vectors, once they were read: who needs them meanwhile waits, rather than read them too.
type Slot = Arc<Mutex<Option<Arc<Segment>>>>;

impl Vectors {
    /// The articles among those of `admitted` whose vectors point most like one, the nearest first.
    pub(super) fn nearest(
        &self,
        searcher: &Searcher,
        field: Field,
        admitted: &Clause,
        to: Nearness<'_>,
        limit: usize,
    ) -> tantivy::Result<Vec<(Score, DocAddress)>> {
        let weight = admitted.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut near = Vec::new();
        for (number, segment) in (0..).zip(searcher.segment_readers()) {
            let vectors = self.of(segment, field)?;
            let mut scorer = weight.scorer(segment, 1.0)?;
            while scorer.doc() != TERMINATED {
                let doc = scorer.doc();
                let cosine =
                    vectors.get(doc as usize).and_then(Option::as_ref).map_or(0.0, |vector| vector.cosine(to.vector));
                if cosine > to.least && is_alive(segment, doc) {
                    near.push((cosine, DocAddress::new(number, doc)));
                }
                scorer.advance();
            }
        }
        self.keep(searcher);
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        near.truncate(limit);
        Ok(near)
    }

    fn of(&self, segment: &SegmentReader, field: Field) -> tantivy::Result<Arc<Segment>> {
        let slot = Arc::clone(self.known().entry(segment.segment_id()).or_default());
        let mut kept = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(vectors) = &*kept {
            return Ok(Arc::clone(vectors));
        }
        Ok(Arc::clone(kept.insert(Arc::new(read(segment, field)?))))
    }

    /// Forgets the segments that were merged away.
    fn keep(&self, searcher: &Searcher) {
        let mut known = self.known();
        if known.len() > searcher.segment_readers().len() {
            known.retain(|id, _| searcher.segment_readers().iter().any(|segment| segment.segment_id() == *id));
        }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<SegmentId, Slot>> {
        // What is kept is whole or not there.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_alive(segment: &SegmentReader, doc: DocId) -> bool {
    segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc))
}

fn read(segment: &SegmentReader, field: Field) -> tantivy::Result<Segment> {
    let store: StoreReader = segment.get_store_reader(BLOCKS)?;
    (0..segment.max_doc())
        .map(|doc| {
            if !is_alive(segment, doc) {
                return Ok(None);
            }
            let document: TantivyDocument = store.get(doc)?;
            Ok(document.get_first(field).and_then(|value| value.as_bytes()).map(vector))
        })
        .collect()
}

/// A vector as it stands in the index.
pub(super) fn bytes(vector: &Vector) -> Vec<u8> {
    vector.components().iter().flat_map(|component| component.to_le_bytes()).collect()
}

fn vector(bytes: &[u8]) -> Vector {
    Vector::of(bytes.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
}
