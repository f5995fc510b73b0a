//! The articles whose vectors point as a question's does.
//!
//! Vectors stand in the index beside the articles they are of, so they come and go with them. Those of a segment are read once,
//! since segments do not change; all that a customer may be shown are compared with, which is exact, and a multiplication for
//! each component: 100,000 vectors of 384 components take 154 MB. The ids of articles are kept with them: where a document
//! stands in the index depends on when it was put there, so what scores alike is ranked by id.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::index::SegmentId;
use tantivy::query::{EnableScoring, Query as _};
use tantivy::schema::Value as _;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, TERMINATED, TantivyDocument};

use super::query::Nearness;
use super::ranking::Clause;
use super::schema::Fields;
use crate::encoder::Vector;

/// How many articles are kept of a segment's in memory while they are read.
const BLOCKS: usize = 1;

/// The vectors of each segment that is searched.
#[derive(Clone, Default)]
pub(super) struct Vectors(Arc<Mutex<HashMap<SegmentId, Slot>>>);

/// By number of the document; nothing for one that was removed.
type Segment = Vec<Option<Known>>;

/// What is kept of a document.
#[derive(Debug)]
struct Known {
    id: Arc<str>,
    vector: Option<Vector>,
}

/// An article in a ranking, and where it stands. In the order of ids.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Ranked {
    id: Arc<str>,
    pub(super) address: DocAddress,
}

/// A segment's vectors, once they were read: who needs them meanwhile waits, rather than read them too.
type Slot = Arc<Mutex<Option<Arc<Segment>>>>;

impl Vectors {
    /// The articles among those of `admitted` whose vectors point most like one, the nearest first, equally near ones in
    /// the order of their ids.
    pub(super) fn nearest(
        &self,
        searcher: &Searcher,
        fields: &Fields,
        admitted: &Clause,
        to: Nearness<'_>,
        limit: usize,
    ) -> tantivy::Result<Vec<Ranked>> {
        let weight = admitted.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut near = Vec::new();
        for (number, segment) in (0..).zip(searcher.segment_readers()) {
            let vectors = self.of(segment, fields)?;
            let mut scorer = weight.scorer(segment, 1.0)?;
            while scorer.doc() != TERMINATED {
                let doc = scorer.doc();
                let known = vectors.get(doc as usize).and_then(Option::as_ref).filter(|_| is_alive(segment, doc));
                if let Some(Known { id, vector: Some(vector) }) = known
                    && let cosine = vector.cosine(to.vector)
                    && cosine > to.least
                {
                    near.push((cosine, Ranked { id: Arc::clone(id), address: DocAddress::new(number, doc) }));
                }
                scorer.advance();
            }
        }
        self.keep(searcher);
        let mut near = in_order(near);
        near.truncate(limit);
        Ok(near)
    }

    /// What was found otherwise, best first, equal scores in the order of their ids.
    pub(super) fn ranked(
        &self,
        searcher: &Searcher,
        fields: &Fields,
        found: &[(Score, DocAddress)],
    ) -> tantivy::Result<Vec<Ranked>> {
        let mut ranked = Vec::with_capacity(found.len());
        for &(score, address) in found {
            let segment = self.of(searcher.segment_reader(address.segment_ord), fields)?;
            let known = segment.get(address.doc_id as usize).and_then(Option::as_ref);
            ranked.extend(known.map(|known| (score, Ranked { id: Arc::clone(&known.id), address })));
        }
        Ok(in_order(ranked))
    }

    fn of(&self, segment: &SegmentReader, fields: &Fields) -> tantivy::Result<Arc<Segment>> {
        let slot = Arc::clone(self.known().entry(segment.segment_id()).or_default());
        let mut kept = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(vectors) = &*kept {
            return Ok(Arc::clone(vectors));
        }
        Ok(Arc::clone(kept.insert(Arc::new(read(segment, fields)?))))
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

fn in_order(mut scored: Vec<(Score, Ranked)>) -> Vec<Ranked> {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.into_iter().map(|(_, ranked)| ranked).collect()
}

fn is_alive(segment: &SegmentReader, doc: DocId) -> bool {
    segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc))
}

fn read(segment: &SegmentReader, fields: &Fields) -> tantivy::Result<Segment> {
    let store: StoreReader = segment.get_store_reader(BLOCKS)?;
    (0..segment.max_doc())
        .map(|doc| {
            if !is_alive(segment, doc) {
                return Ok(None);
            }
            let document: TantivyDocument = store.get(doc)?;
            let id = document.get_first(fields.id).and_then(|value| value.as_str()).unwrap_or_default().into();
            let vector = document.get_first(fields.vector).and_then(|value| value.as_bytes()).map(vector);
            Ok(Some(Known { id, vector }))
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
