//! Few articles, each scored for itself: those about an entity, and those that the words which say most have found.
//!
//! Every one is looked at: words of any rarity cost little here, and none is passed over for an article about something else.

use tantivy::query::{EnableScoring, Weight};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, TERMINATED};

use super::order::Found;
use super::ranking::Clause;
use super::statistics::Statistics;

/// An article with what its words have scored so far.
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
    let words = weights(words, scoring)?;
    let mut all = Vec::new();
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let mut found = candidates(reader, &*about)?;
        add(reader, &words, &mut found)?;
        found.retain(|candidate| candidate.score > 0.0 || words.is_empty());
        all.extend(found.into_iter().map(|found| (found.score, DocAddress::new(segment, found.doc))));
    }
    Ok(all)
}

/// What was found, each with what further words score in it.
pub(super) fn with(
    searcher: &Searcher,
    statistics: &Statistics<'_>,
    mut found: Vec<Found>,
    words: &[Clause],
) -> tantivy::Result<Vec<Found>> {
    let words = weights(words, EnableScoring::enabled_from_statistics_provider(statistics, searcher))?;
    found.sort_unstable_by_key(|(_, address)| *address);
    let mut all = Vec::with_capacity(found.len());
    for of_segment in found.chunk_by(|(_, a), (_, b)| a.segment_ord == b.segment_ord) {
        let segment = of_segment[0].1.segment_ord;
        let mut candidates: Vec<_> =
            of_segment.iter().map(|&(score, address)| Candidate { doc: address.doc_id, score }).collect();
        add(searcher.segment_reader(segment), &words, &mut candidates)?;
        all.extend(candidates.into_iter().map(|found| (found.score, DocAddress::new(segment, found.doc))));
    }
    Ok(all)
}

fn weights(words: &[Clause], scoring: EnableScoring<'_>) -> tantivy::Result<Vec<Box<dyn Weight>>> {
    words.iter().map(|word| word.weight(scoring)).collect()
}

/// Adds what words score to candidates, which are in the order of the segment.
fn add(reader: &SegmentReader, words: &[Box<dyn Weight>], candidates: &mut [Candidate]) -> tantivy::Result<()> {
    for word in words {
        let mut scorer = word.scorer(reader, 1.0)?;
        for candidate in &mut *candidates {
            if scorer.doc() < candidate.doc {
                scorer.seek(candidate.doc);
            }
            if scorer.doc() == candidate.doc {
                candidate.score += scorer.score();
            }
        }
    }
    Ok(())
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
