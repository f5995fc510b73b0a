//! Articles that are found by their vectors.

use super::*;
use crate::encoder::{Hashed, Vector};

fn vector(text: &str) -> Vector {
    Hashed::default().vector(text)
}

/// An article with the vector of its title.
fn meant(id: &str, title: &str) -> Article {
    Article { vector: Some(vector(title)), ..article(id, title, "") }
}

fn asked(index: &Index, text: &str, audience: Audience) -> Vec<String> {
    let vector = vector(text);
    found(
        index,
        &Query {
            nearness: Some(Nearness { vector: &vector, weight: 1.0, least: 0.0 }),
            audience,
            ..Query::new("acme", text)
        },
    )
}

#[test]
fn other_forms_of_the_words_are_found_by_their_vectors_alone() {
    let index = index_of(&[meant("returns", "unreturnable parcels"), meant("hours", "Wann wir da sind")]);
    assert_eq!(found(&index, &Query::new("acme", "returnabl")), [""; 0]);
    assert_eq!(asked(&index, "returnabl", Audience::Customer)[0], "returns");
}

#[test]
fn what_words_and_vectors_find_comes_first() {
    let words = article("words", "parcel", "");
    let index = index_of(&[words, meant("both", "parcels and more"), meant("near", "unparceled")]);
    assert_eq!(asked(&index, "parcels", Audience::Customer)[0], "both");
    assert_eq!(asked(&index, "parcels", Audience::Customer).len(), 3);
}

#[test]
fn articles_that_are_equally_near_come_in_the_order_of_their_ids() {
    let ids = ["c", "a", "d", "b"];
    for turn in 0..ids.len() {
        let mut order = ids;
        order.rotate_left(turn);
        let index = index_of(&order.map(|id| meant(id, "unreturnable parcels")));
        for asked_for in ["returnabl", "unreturnable parcels"] {
            assert_eq!(asked(&index, asked_for, Audience::Customer), ["a", "b", "c", "d"], "{order:?}");
            assert_eq!(best(&index, asked_for), ["a"], "{order:?}");
        }
    }
}

/// The first alone.
fn best(index: &Index, text: &str) -> Vec<String> {
    let vector = vector(text);
    let nearness = Some(Nearness { vector: &vector, weight: 1.0, least: 0.0 });
    found(index, &Query { nearness, limit: 1, ..Query::new("acme", text) })
}

#[test]
fn a_vector_leads_to_no_article_that_may_not_be_shown() {
    let foreign = Article { tenant: "other".to_owned(), ..meant("foreign", "refunds") };
    let secret = Article { audience: Audience::Agent, ..meant("secret", "refunds") };
    let mut index = index_of(&[foreign, secret, meant("gone", "refunds"), meant("open", "refunds")]);
    index.remove("acme", "gone").expect("removed");
    index.commit(2).expect("committed");
    assert_eq!(asked(&index, "refundz", Audience::Customer), ["open"]);
    let mut for_agents = asked(&index, "refundz", Audience::Agent);
    for_agents.sort_unstable();
    assert_eq!(for_agents, ["open", "secret"]);
}

#[test]
fn a_new_version_has_a_vector_of_its_own() {
    let mut index = index_of(&[meant("one", "refunds"), meant("two", "weather")]);
    assert_eq!(asked(&index, "refundz", Audience::Customer)[0], "one");
    index.put(&meant("one", "insurance")).expect("put");
    index.put(&meant("two", "refunding")).expect("put");
    index.commit(2).expect("committed");
    assert_eq!(asked(&index, "refundz", Audience::Customer)[0], "two");
    index.purge().expect("purged");
    assert_eq!(asked(&index, "refundz", Audience::Customer)[0], "two");
}

#[test]
fn vectors_of_another_encoder_find_nothing() {
    let index = index_of(&[meant("one", "refunds")]);
    let other = Vector::of(vec![1.0, 0.0]);
    assert_eq!(
        found(
            &index,
            &Query {
                nearness: Some(Nearness { vector: &other, weight: 1.0, least: 0.0 }),
                ..Query::new("acme", "zzz")
            }
        ),
        [""; 0]
    );
}
