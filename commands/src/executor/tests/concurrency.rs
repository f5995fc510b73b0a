//! Many at once, in one process and in several.

use std::collections::BTreeSet;

use domain::agent::Presence;
use domain::{Code, ConversationId};
use tokio::task::JoinSet;

use super::*;
use crate::agent::{ChangePresence, RetireAgent};
use crate::customer::{BlockCustomer, UnblockCustomer};
use crate::executor::fixture::{House, request};
use crate::testing::minutes;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn commands_on_one_stream_at_once_all_happen_exactly_once() {
    let house = House::new().await;
    house.executor.execute(request(1000, register())).await.unwrap();
    let mut running = JoinSet::new();
    for number in 0..64_u16 {
        let executor = house.executor.clone();
        running.spawn(async move { executor.execute(request(u128::from(number), capacity(100 + number))).await });
    }
    let outcomes = running.join_all().await;
    let revisions: BTreeSet<_> = outcomes.into_iter().map(|outcome| outcome.unwrap().revision.unwrap()).collect();
    assert_eq!(revisions, (1..=64).collect());
    assert_eq!(house.log().await.len(), 65);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_command_sent_many_times_at_once_happens_once() {
    let house = House::new().await;
    let mut running = JoinSet::new();
    for _ in 0..16 {
        let executor = house.executor.clone();
        running.spawn(async move { executor.execute(request(1, register())).await });
    }
    let outcomes = running.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| !outcome.as_ref().unwrap().repeated).count(), 1);
    assert_eq!(house.log().await.len(), 1);
}

#[tokio::test]
async fn a_state_that_another_process_has_left_behind_is_caught_up() {
    let house = House::new().await;
    let (here, there) = (house.executor.clone(), house.stranger());
    here.execute(request(1, register())).await.unwrap();
    assert_eq!(there.execute(request(2, capacity(4))).await.unwrap().revision, Some(1));
    assert_eq!(here.execute(request(3, capacity(5))).await.unwrap().revision, Some(2));
    assert_eq!(there.execute(request(4, capacity(6))).await.unwrap().revision, Some(3));
}

#[tokio::test]
async fn nothing_is_refused_for_what_another_process_has_changed_since() {
    let house = House::new().await;
    let (here, there) = (house.executor.clone(), house.stranger());
    here.execute(request(1, register())).await.unwrap();
    let away = ChangePresence { agent: AGENT, presence: Presence::Away, reason: None };
    there.execute(request(2, away)).await.unwrap();
    there.execute(request(3, RetireAgent { agent: AGENT, reason: Code::known("left") })).await.unwrap();
    let refused = here.execute(request(4, capacity(9))).await;
    assert!(matches!(refused, Err(crate::Error::Refused(refusal)) if refusal.code() == "AGENT_RETIRED"));
}

#[tokio::test]
async fn a_reaction_does_not_skip_what_another_process_has_made_necessary() {
    let house = House::new().await;
    let (here, there) = (house.executor.clone(), house.stranger());
    here.execute(request(1, register())).await.unwrap();
    there.execute(request(2, capacity(4))).await.unwrap();
    let back = here.follow_up(request(3, capacity(3))).await.unwrap();
    assert_eq!((back.events, back.revision), (1, Some(2)));
}

#[tokio::test]
async fn a_refusal_leans_on_other_streams_as_they_are_now() {
    let house = House::new().await;
    let (here, there) = (house.executor.clone(), house.stranger());
    let customer = super::personal::CUSTOMER;
    here.execute(request(1, super::personal::customer())).await.unwrap();
    here.execute(request(2, BlockCustomer { customer, reason: Code::known("abuse") })).await.unwrap();
    let open = |id: u128| {
        let conversation = ConversationId(Uuid::from_u128(id));
        request(id, super::personal::opening(conversation))
    };
    assert!(here.execute(open(3)).await.is_err());
    there.execute(request(4, UnblockCustomer { customer, reason: Code::known("error") })).await.unwrap();
    assert_eq!(here.execute(open(3)).await.unwrap().events, 1);
}

#[tokio::test]
async fn events_of_one_command_share_the_time_of_the_clock() {
    let house = House::new().await;
    house.clock.set(minutes(5));
    house.executor.execute(request(1, super::personal::customer())).await.unwrap();
    assert!(house.log().await.iter().all(|event| event.occurred_at == minutes(5)));
}
