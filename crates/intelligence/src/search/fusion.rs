//! Several rankings made into one.

use std::collections::BTreeMap;

/// The constant of [`fuse`] that Cormack, Clarke and Büttcher (SIGIR 2009) found best; results barely depend on it.
pub const RANK_CONSTANT: f64 = 60.0;

/// An entry of a fused ranking.
#[derive(Clone, PartialEq, Debug)]
pub struct Fused<Id> {
    /// What was ranked.
    pub id: Id,
    /// The sum of `weight / (k + rank)` over the rankings that hold it, ranks counted from 1.
    pub score: f64,
}

/// Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): best first, equal scores in the order of their ids.
///
/// Only ranks count, so rankings by measures that cannot be compared (BM25, cosine of embeddings) can be fused. Each comes with
/// how much it counts: 1 in the paper. An id that a ranking holds twice counts by its first place there.
#[must_use]
pub fn fuse<Id: Ord + Clone>(rankings: &[(f64, Vec<Id>)], k: f64) -> Vec<Fused<Id>> {
    let mut scores = BTreeMap::<&Id, f64>::new();
    for (weight, ranking) in rankings {
        let mut first_places = BTreeMap::<&Id, usize>::new();
        for (place, id) in ranking.iter().enumerate() {
            first_places.entry(id).or_insert(place);
        }
        for (id, place) in first_places {
            *scores.entry(id).or_default() += weight / (k + place as f64 + 1.0);
        }
    }
    let mut fused: Vec<_> = scores.into_iter().map(|(id, score)| Fused { id: id.clone(), score }).collect();
    // stable: what scores alike stays in the map's order, that of the ids
    fused.sort_by(|a, b| b.score.total_cmp(&a.score));
    fused
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each counting 1.
    fn alike<Id: Clone>(rankings: &[Vec<Id>]) -> Vec<(f64, Vec<Id>)> {
        rankings.iter().map(|ranking| (1.0, ranking.clone())).collect()
    }

    fn ids(rankings: &[Vec<&'static str>]) -> Vec<&'static str> {
        fuse(&alike(rankings), RANK_CONSTANT).into_iter().map(|fused| fused.id).collect()
    }

    #[test]
    fn one_ranking_stays_as_it_is() {
        assert_eq!(ids(&[vec!["c", "a", "b"]]), ["c", "a", "b"]);
    }

    #[test]
    fn what_both_rankings_like_comes_before_what_one_loves() {
        assert_eq!(ids(&[vec!["lexical", "both"], vec!["dense", "both"]]), ["both", "dense", "lexical"]);
    }

    #[test]
    fn scores_are_those_of_the_paper() {
        let fused = fuse(&alike(&[vec!["a"], vec!["b", "a"]]), 60.0);
        assert_eq!(fused[0], Fused { id: "a", score: 1.0 / 61.0 + 1.0 / 62.0 });
        assert_eq!(fused[1], Fused { id: "b", score: 1.0 / 61.0 });
    }

    #[test]
    fn a_ranking_that_counts_little_comes_behind() {
        let rankings = [(1.0, vec!["a", "b", "c"]), (0.1, vec!["new", "c"])];
        let fused: Vec<_> = fuse(&rankings, RANK_CONSTANT).into_iter().map(|fused| fused.id).collect();
        assert_eq!(fused, ["c", "a", "b", "new"]);
    }

    proptest! {
        #[test]
        fn everything_ranked_is_ranked_once(rankings in prop::collection::vec(prop::collection::vec(0_u8..20, 0..12), 0..5)) {
            let fused = fuse(&alike(&rankings), RANK_CONSTANT);
            let mut found: Vec<_> = fused.iter().map(|fused| fused.id).collect();
            let mut expected: Vec<_> = rankings.concat();
            found.sort_unstable();
            expected.sort_unstable();
            expected.dedup();
            prop_assert_eq!(found, expected);
            prop_assert!(fused.is_sorted_by(|a, b| a.score >= b.score));
        }
    }
}
