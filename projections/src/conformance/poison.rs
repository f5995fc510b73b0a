//! What no view can take is never skipped.

use domain::StreamId;
use domain::conversation::Answering;
use domain::conversation::event::TurnRedacted;

use super::Stand;
use super::fixture::{agent, code, conversation, customer, opened, turn};
use super::stand::{LONG, names, run};
use super::story::{Line, story};
use crate::views::{self, agent_workload, customers, queue_board, transcript};
use crate::{Projections, RebuildError, ViewState, ViewStatus, WaitError};

const SECRET: &str = r#"{"name": 7, "secret": "someone@example.org"}"#;

/// Others go on, with what comes before and after.
pub async fn an_event_that_cannot_be_decoded_stops_the_views_it_concerns(stand: Stand) {
    let projections = stand.projections().await;
    let before = stand.tell(&story(4)).await;
    stand.tell_raw(StreamId::Agent(agent(1)), "agent.renamed", SECRET).await;
    // A category that no view folds concerns none.
    stand.tell_raw(StreamId::Agent(agent(1)), "weather.changed", SECRET).await;
    let head = stand.tell(&one_more(0)).await;
    let running = run(&projections);
    let others: Vec<_> = names(views::all).into_iter().filter(|name| *name != agent_workload::NAME).collect();
    projections.wait_for(&others, head, LONG).await.unwrap();
    let refused = projections.wait_for(&[agent_workload::NAME], head, LONG).await;
    assert!(matches!(refused, Err(WaitError::Stopped { .. })), "{refused:?}");
    running.stop().await;

    let status = status(&projections, agent_workload::NAME).await;
    assert_eq!((status.state, status.position), (ViewState::Stopped, before));
    let error = status.error.unwrap();
    assert_eq!(error.position, before + 1);
    assert!(!error.reason.contains("example"), "{}", error.reason);
}

/// Rows of the same batch before it are written, those that it half changed are not.
pub async fn an_event_that_cannot_be_folded_stops_its_view_alone(stand: Stand) {
    let projections = stand.projections().await;
    let before = stand.tell(&story(4)).await;
    let redacted = TurnRedacted { turn: turn(77, 77), reason: code("none") };
    let stream = StreamId::Conversation(conversation(1));
    let head = stand.tell(&[(stream, 0, domain::Event::Conversation(redacted.into()))]).await;
    let running = run(&projections);
    let others: Vec<_> = names(views::all).into_iter().filter(|name| *name != transcript::NAME).collect();
    projections.wait_for(&others, head, LONG).await.unwrap();
    running.stop().await;
    let status = status(&projections, transcript::NAME).await;
    assert_eq!((status.state, status.position, status.lag), (ViewState::Stopped, before, 1));
}

/// A start tries again; the event is still there.
pub async fn a_stopped_view_is_tried_again_and_skips_nothing(stand: Stand) {
    let projections = stand.projections().await;
    let poisoned = stand.tell_raw(StreamId::Customer(customer(1)), "customer.registered", "{").await;
    for start in 0..2 {
        // What others take in, this start has offered to the stopped view too.
        let head = stand.tell(&one_more(start)).await;
        let running = run(&projections);
        projections.wait_for(&[queue_board::NAME], head, LONG).await.unwrap();
        let refused = projections.wait_for(&[customers::NAME], head, LONG).await;
        assert!(matches!(refused, Err(WaitError::Stopped { .. })), "{refused:?}");
        running.stop().await;
        let status = status(&projections, customers::NAME).await;
        assert_eq!((status.position, status.error.map(|error| error.position)), (poisoned - 1, Some(poisoned)));
    }
}

/// It says where the poison is.
pub async fn a_rebuild_of_a_poisoned_view_leaves_the_live_one(stand: Stand) {
    let projections = stand.projections().await;
    let before = stand.tell(&story(4)).await;
    super::stand::run_to(&projections, before).await;
    let live = stand.dump().await;
    let poisoned = stand.tell_raw(StreamId::Customer(customer(1)), "customer.registered", "{").await;
    let failed = projections.rebuild(&[customers::NAME], &mut |_| {}).await;
    let Err(RebuildError::Poisoned { view: customers::NAME, position, .. }) = failed else { panic!("{failed:?}") };
    assert_eq!(position, poisoned);
    assert_eq!(stand.dump().await, live);
    assert_eq!(status(&projections, customers::NAME).await.generation, 1);
}

fn one_more(number: u64) -> Vec<Line> {
    vec![(StreamId::Conversation(conversation(9_999 + number)), 0, opened(customer(1), Answering::Assistant))]
}

async fn status(projections: &Projections, name: &str) -> ViewStatus {
    projections.status().await.unwrap().into_iter().find(|status| status.name == name).unwrap()
}
