//! The articles about an entity, each scored for itself.
//!
//! There are few of them, so every one is looked at: words of any rarity cost little here, and none is passed over for an
//! article about something else.

use tantivy::query::{EnableScoring, Weight};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, TERMINATED};

use super::order::Found;
use super::ranking::Clause;
use super::statistics::Statistics;

/// An article about the entity, with what its words have scored so far.
struct Candidate {
    doc: DocId,
    score: Score,
}

/// The articles that `about` finds, scored by the `words` that each holds; those that hold none are left out.
pub(super) fn found(
    searcher: &Searcher,
    statistics: &Statistics<'_>,
    about: &Clause,
    words: &[Clause],
) -> tantivy::Result<Vec<Found>> {
    let scoring = EnableScoring::enabled_from_statistics_provider(statistics, searcher);
    let about = about.weight(scoring)?;
    let words: Vec<_> = words.iter().map(|word| word.weight(scoring)).collect::<Result<_, _>>()?;
    let mut all = Vec::new();
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let found = scored(reader, &*about, &words)?;
        all.extend(found.into_iter().map(|found| (found.score, DocAddress::new(segment, found.doc))));
    }
    Ok(all)
}

fn scored(reader: &SegmentReader, about: &dyn Weight, words: &[Box<dyn Weight>]) -> tantivy::Result<Vec<Candidate>> {
    let mut candidates = candidates(reader, about)?;
    for word in words {
        let mut scorer = word.scorer(reader, 1.0)?;
        for candidate in &mut candidates {
            if scorer.doc() < candidate.doc {
                scorer.seek(candidate.doc);
            }
            if scorer.doc() == candidate.doc {
                candidate.score += scorer.score();
            }
        }
    }
    candidates.retain(|candidate| candidate.score > 0.0 || words.is_empty());
    Ok(candidates)
}

fn candidates(reader: &SegmentReader, about: &dyn Weight) -> tantivy::Result<Vec<Candidate>> {
    let mut scorer = about.scorer(reader, 1.0)?;
    let mut candidates = Vec::new();
    while scorer.doc() != TERMINATED {
        let doc = scorer.doc();
        if reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
            candidates.push(Candidate { doc, score: 0.0 });
        }
        scorer.advance();
    }
    Ok(candidates)
}
