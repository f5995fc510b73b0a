//! What is told is found, and nothing else.

use domain::article::event::{Drafted, Published};
use domain::article::{Audience, Content};

use super::stand::*;
use crate::Question;

#[tokio::test(flavor = "multi_thread")]
async fn a_published_text_is_found_until_another_takes_its_place() {
    let stand = Stand::new();
    let running = stand.follow();
    let knowledge = &running.knowledge;
    let at = stand.tell("acme", 1, &[drafted("refunds")]).await;
    assert_eq!(knowledge.found("acme", "refunds", at).await, []);
    let at = stand.tell("acme", 1, &[published(1)]).await;
    assert_eq!(knowledge.found("acme", "refunds", at).await, [1]);
    let at = stand.tell("acme", 1, &[revised(2, "parcels")]).await;
    assert_eq!(knowledge.found("acme", "refunds", at).await, [1]);
    assert_eq!(knowledge.found("acme", "parcels", at).await, []);
    let at = stand.tell("acme", 1, &[published(2)]).await;
    assert_eq!(knowledge.found("acme", "refunds", at).await, []);
    assert_eq!(knowledge.found("acme", "parcels", at).await, [1]);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retired_article_is_found_again_when_it_is_restored() {
    let stand = Stand::new();
    let running = stand.follow();
    stand.publish(1, "refunds").await;
    let at = stand.tell("acme", 1, &[retired()]).await;
    assert_eq!(running.knowledge.found("acme", "refunds", at).await, []);
    let at = stand.tell("acme", 1, &[restored()]).await;
    assert_eq!(running.knowledge.found("acme", "refunds", at).await, [1]);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tenants_and_audiences_are_kept_apart() {
    let stand = Stand::new();
    let running = stand.follow();
    stand.publish(1, "refunds").await;
    let internal = Content { audience: Audience::Agent, ..content("en", "refunds") };
    stand.tell("acme", 2, &[Drafted { content: internal }.into(), Published { version: 1 }.into()]).await;
    let at = stand.tell("other", 3, &[drafted("refunds"), published(1)]).await;
    assert_eq!(running.knowledge.found("acme", "refunds", at).await, [1, 2]);
    assert_eq!(running.knowledge.found("other", "refunds", at).await, [3]);
    let by_customer = Question { audience: Audience::Customer, ..question("acme", "refunds") };
    let hits = running.knowledge.search(by_customer).await.unwrap();
    assert_eq!(hits.iter().map(|hit| hit.article).collect::<Vec<_>>(), [id(1)]);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_is_not_cut_into_words_is_not_searched() {
    let stand = Stand::new();
    let running = stand.follow();
    let dutch = Drafted { content: content("nl", "terugbetaling") };
    stand.tell("acme", 1, &[dutch.into(), published(1)]).await;
    let at = stand.publish(2, "refunds").await;
    assert_eq!(running.knowledge.found("acme", "terugbetaling refunds", at).await, [2]);
    let in_dutch = Question { language: Some("nl".parse().unwrap()), ..question("acme", "refunds") };
    assert_eq!(running.knowledge.search(in_dutch).await.unwrap(), []);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_shows_the_words_that_were_asked_for() {
    let stand = Stand::new();
    let running = stand.follow();
    let at = stand.publish(1, "late refunds").await;
    running.knowledge.wait_for(at, LONG).await.unwrap();
    let hit = running.knowledge.search(question("acme", "refund")).await.unwrap().remove(0);
    let marked = |parts: &[crate::Part]| {
        parts.iter().filter(|part| part.is_match).map(|part| part.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        (hit.version, marked(&hit.title), marked(&hit.snippet)),
        (1, vec!["refunds".into()], vec!["refunds".into()])
    );
    running.stop().await;
}
