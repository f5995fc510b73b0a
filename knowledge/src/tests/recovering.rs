//! Whatever is left of an index, the next one is right.

use std::fs;

use super::stand::*;
use crate::{Encoding, Place, State, rebuild, search_once};

/// Everything that is found of `articles` articles.
async fn whole(stand: &Stand, articles: u128) {
    let running = stand.follow();
    let head = stand.store.head().await.unwrap();
    assert_eq!(running.knowledge.found("acme", "refunds", head).await, (1..=articles).collect::<Vec<_>>());
    assert_eq!(running.knowledge.status().state, State::Following);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_goes_on_where_it_was_left() {
    let stand = Stand::new();
    stand.publish(1, "refunds").await;
    whole(&stand, 1).await;
    let place = Place::read(&stand.folder()).unwrap();
    assert_eq!((place.position, place.committed), (2, 2));
    // What is not about articles moves the place, and needs no commit.
    stand.publish(2, "refunds").await;
    whole(&stand, 2).await;
    assert_eq!(Place::read(&stand.folder()).unwrap().position, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_is_missing_or_damaged_is_filled_again() {
    let stand = Stand::new();
    stand.publish(1, "refunds").await;
    stand.publish(2, "refunds").await;
    whole(&stand, 2).await;
    fs::remove_dir_all(stand.folder()).unwrap();
    whole(&stand, 2).await;
    fs::write(stand.folder().join("meta.json"), "{").unwrap();
    whole(&stand, 2).await;
    fs::write(stand.folder().join("place.json"), "").unwrap();
    whole(&stand, 2).await;
    for entry in fs::read_dir(stand.folder()).unwrap().flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "store") {
            fs::write(entry.path(), "damaged").unwrap();
        }
    }
    whole(&stand, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_another_log_is_filled_again() {
    let (one, other) = (Stand::new(), Stand::new());
    one.publish(1, "refunds").await;
    whole(&one, 1).await;
    other.publish(2, "refunds").await;
    other.publish(3, "refunds").await;
    let running = other.follow_in(one.folder());
    assert_eq!(running.knowledge.found("acme", "refunds", 4).await, [2, 3]);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_was_dropped_anywhere_catches_up() {
    let stand = Stand::new();
    for round in 1..=12 {
        let running = stand.follow();
        stand.publish(round, "refunds").await;
        tokio::time::sleep(std::time::Duration::from_millis(9 * round as u64)).await;
        running.abort().await;
        stand.let_go().await;
    }
    whole(&stand, 12).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_finds_the_folder_in_use_keeps_an_index_in_memory() {
    let stand = Stand::new();
    let at = stand.publish(1, "refunds").await;
    let first = stand.follow();
    assert_eq!(first.knowledge.found("acme", "refunds", at).await, [1]);
    let second = stand.follow();
    assert_eq!(second.knowledge.found("acme", "refunds", at).await, [1]);
    assert_eq!(second.knowledge.status().state, State::InMemory);
    let once = search_once(&stand.store, &stand.folder(), &Encoding::none(), &mut |_| ()).await.unwrap();
    assert_eq!(once.found("acme", "refunds", at).await, [1]);
    assert!(rebuild(&stand.store, &stand.folder(), &Encoding::none(), &mut |_| ()).await.unwrap_err().is_busy());
    first.stop().await;
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_reads_the_log_from_the_beginning() {
    let stand = Stand::new();
    stand.publish(1, "refunds").await;
    whole(&stand, 1).await;
    let mut positions = Vec::new();
    assert_eq!(
        rebuild(&stand.store, &stand.folder(), &Encoding::none(), &mut |at| positions.push(at)).await.unwrap(),
        2
    );
    assert_eq!(positions, [2]);
    whole(&stand, 1).await;
}
