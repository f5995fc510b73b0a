//! Full-text search and vectors as one ranking.

use super::Neighbour;
use crate::search::{Fused, Hit, RANK_CONSTANT, fuse};

/// Fuses what full-text search found with the nearest vectors, by reciprocal rank: best first, at most `limit`. An article that
/// only one of them found is there too; with no neighbours (the encoder is away) the hits stay in their order.
///
/// Both must be of the same tenant and for the same audience: nothing is filtered here.
#[must_use]
pub fn fuse_hits(hits: &[Hit], neighbours: &[Neighbour], limit: usize) -> Vec<Fused<String>> {
    let lexical = hits.iter().map(|hit| hit.id.clone()).collect();
    let near = neighbours.iter().map(|neighbour| neighbour.id.clone()).collect();
    let mut fused = fuse(&[lexical, near], RANK_CONSTANT);
    fused.truncate(limit);
    fused
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::{Hashed, Vectors};
    use crate::language::Language;
    use crate::search::Highlighted;

    fn hit(id: &str) -> Hit {
        let (title, snippet) = (Highlighted::default(), Highlighted::default());
        Hit { id: id.to_owned(), version: 1, language: Language::En, score: 1.0, title, snippet }
    }

    fn neighbour(id: &str) -> Neighbour {
        Neighbour { id: id.to_owned(), cosine: 0.5 }
    }

    fn ids(hits: &[Hit], neighbours: &[Neighbour], limit: usize) -> Vec<String> {
        fuse_hits(hits, neighbours, limit).into_iter().map(|fused| fused.id).collect()
    }

    #[test]
    fn what_only_one_list_found_is_there_after_what_both_found() {
        let (hits, near) = ([hit("words"), hit("both")], [neighbour("meaning"), neighbour("both")]);
        assert_eq!(ids(&hits, &near, 9), ["both", "meaning", "words"]);
        assert_eq!(ids(&hits, &near, 1), ["both"]);
    }

    #[test]
    fn without_vectors_the_hits_stay_as_they_are() {
        assert_eq!(ids(&[hit("z"), hit("a")], &[], 9), ["z", "a"]);
    }

    #[test]
    fn an_article_in_other_forms_of_the_words_is_found_by_its_vector() {
        let encoder = Hashed::default();
        let mut vectors = Vectors::default();
        for (id, text) in [("returns", "returning a parcel"), ("hours", "opening hours on holidays")] {
            vectors.put(id, encoder.vector(text)).unwrap();
        }
        let near = vectors.nearest(&encoder.vector("returned parcels"), 1, |_| true);
        assert_eq!(ids(&[hit("hours")], &near, 9), ["hours", "returns"]);
    }
}
