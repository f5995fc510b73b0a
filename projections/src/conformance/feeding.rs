//! Every event counts exactly once.

use std::time::Duration;

use domain::conversation::Answering;
use domain::{Participant, StreamId};

use super::Stand;
use super::fixture::{conversation, customer, opened, said, tenant, turn};
use super::stand::{names, run, run_to};
use super::story::story;
use crate::views::{self, conversation_list, transcript};
use crate::{PageRequest, views::conversation_list::ConversationStatus};

/// An appended event is in the rows when whoever waits for its position is woken.
pub async fn what_is_appended_is_shown(stand: Stand) {
    let projections = stand.projections().await;
    let stream = StreamId::Conversation(conversation(1));
    let speaker = Participant::Customer(customer(1));
    let head = stand
        .tell(&[
            (stream, 0, opened(customer(1), Answering::Assistant)),
            (stream, 5, said(turn(1, 0), 0, speaker, domain::conversation::Visibility::Public)),
        ])
        .await;
    run_to(&projections, head).await;

    let row = conversation_list::one(&*stand.model, &tenant(), conversation(1)).await.unwrap().unwrap();
    assert_eq!((row.customer, row.status, row.turns), (customer(1), ConversationStatus::Open, 1));
    assert_eq!((row.revision, row.position), (1, head));
    assert!(row.subject.is_some());
    let (tenant, request) = (tenant(), PageRequest::first(5));
    let turns = transcript::page(&*stand.model, &tenant, conversation(1), None, &request).await.unwrap();
    assert_eq!(turns.edges[0].node.participant(), Some(speaker));
    assert!(!turns.has_next);
}

/// What was folded as it came equals what is folded at once.
pub async fn live_rows_equal_rebuilt_rows(stand: Stand) {
    let projections = stand.projections().await;
    let head = stand.tell(&story(40)).await;
    run_to(&projections, head).await;
    let live = stand.dump().await;
    assert!(live.lines().count() > 200);
    projections.rebuild(&names(views::all), &mut |_| {}).await.unwrap();
    assert_eq!(stand.dump().await, live);
    assert!(projections.status().await.unwrap().iter().all(|status| (status.generation, status.lag) == (2, 0)));
}

/// The runner may stop and start anywhere, with nothing in memory.
pub async fn the_cut_of_batches_does_not_matter(stand: Stand) {
    let projections = stand.projections().await;
    for part in story(24).chunks(41) {
        let head = stand.tell(part).await;
        run_to(&projections, head).await;
    }
    let live = stand.dump().await;
    projections.rebuild(&names(views::all), &mut |_| {}).await.unwrap();
    assert_eq!(stand.dump().await, live);
}

/// Rows and position are one transaction, so a runner may die at any moment.
pub async fn a_runner_that_is_cut_off_counts_nothing_twice(stand: Stand) {
    let projections = stand.projections().await;
    for (part, cut) in story(24).chunks(60).zip(0..) {
        let running = run(&projections);
        stand.tell(part).await;
        tokio::time::sleep(Duration::from_micros(700 * cut)).await;
        running.abort().await;
    }
    run_to(&projections, stand.store.head().await.unwrap()).await;
    let live = stand.dump().await;
    projections.rebuild(&names(views::all), &mut |_| {}).await.unwrap();
    assert_eq!(stand.dump().await, live);
}

/// One leads, the other stands by and takes over.
pub async fn two_runners_count_nothing_twice(stand: Stand) {
    let (one, other) = (stand.projections().await, stand.projections().await);
    let (first, second) = (run(&one), run(&other));
    let lines = story(16);
    let (before, after) = lines.split_at(lines.len() / 2);
    let head = stand.tell(before).await;
    other.wait_for(&names(views::all), head, super::stand::LONG).await.unwrap();
    first.stop().await;
    let head = stand.tell(after).await;
    one.wait_for(&names(views::all), head, super::stand::LONG).await.unwrap();
    second.stop().await;
    let live = stand.dump().await;
    one.rebuild(&names(views::all), &mut |_| {}).await.unwrap();
    assert_eq!(stand.dump().await, live);
}
