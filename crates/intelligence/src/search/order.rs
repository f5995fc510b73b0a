//! The order of what was found: the best first, and what scores alike by its id.
//!
//! The engine puts what scores alike in the order in which it stands in the index, which depends on when it was put there and on
//! what was merged since. So nodes that hold the same articles would show different ones.

use tantivy::collector::TopDocs;
use tantivy::query::Query;
use tantivy::schema::Value as _;
use tantivy::{DocAddress, Score, Searcher, TantivyDocument};

use super::schema::Fields;
use super::statistics::Statistics;

/// Of so many at most that score alike the ids are read: of more, none stands out, and reading them all would take longer than the
/// search itself.
const MOST_ALIKE: usize = 256;

/// A score, and where the article is.
pub(super) type Found = (Score, DocAddress);

/// What a query finds.
pub(super) struct Best {
    /// The best, and all that scores as the last of them.
    pub(super) found: Vec<Found>,
    /// Whether more scores as the last of them than was looked at.
    pub(super) parts_alike: bool,
}

/// The best of what a query finds; `limit` of them, which is at least 1, or more.
pub(super) fn search(
    searcher: &Searcher,
    statistics: &Statistics<'_>,
    query: &dyn Query,
    limit: usize,
) -> tantivy::Result<Best> {
    // One more tells whether the cut would part what scores alike; then all that does is needed.
    let mut most = limit + 1;
    loop {
        let collector = TopDocs::with_limit(most).order_by_score();
        let found = searcher.search_with_statistics_provider(query, &collector, statistics)?;
        let parts_alike = found.len() == most && score(&found, most - 1) == score(&found, limit - 1);
        if !parts_alike || most > limit + MOST_ALIKE {
            return Ok(Best { found, parts_alike });
        }
        most *= 2;
    }
}

/// The best of what was found, in order.
pub(super) fn best(
    searcher: &Searcher,
    fields: &Fields,
    mut found: Vec<Found>,
    limit: usize,
) -> tantivy::Result<Vec<Found>> {
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut ordered = Vec::with_capacity(limit.min(found.len()));
    for alike in found.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        if ordered.len() >= limit {
            break;
        }
        ordered.extend(by_id(searcher, fields, alike)?);
    }
    ordered.truncate(limit);
    Ok(ordered)
}

/// The ids stand with the texts, so they are read only where they decide, and not of very many.
fn by_id(searcher: &Searcher, fields: &Fields, alike: &[Found]) -> tantivy::Result<Vec<Found>> {
    if alike.len() < 2 || alike.len() > MOST_ALIKE {
        return Ok(alike.to_vec());
    }
    let mut named = Vec::with_capacity(alike.len());
    for &(score, address) in alike {
        let document: TantivyDocument = searcher.doc(address)?;
        let id = document.get_first(fields.id).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        named.push((id, (score, address)));
    }
    named.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(named.into_iter().map(|(_, found)| found).collect())
}

fn score(found: &[Found], place: usize) -> Option<Score> {
    found.get(place).map(|(score, _)| *score)
}
