//! Conversations wake when their time comes, once.

use chrono::TimeDelta;
use domain::conversation::SnoozeUntil;

use super::*;
use crate::conversation::{Close, Merge, Snooze, Unmerge, Wake};
use crate::reactions::WakeSnoozed;
use crate::testing::minutes;

const STREAM: StreamId = StreamId::Conversation(FIRST);
const WOKEN: &str = "conversation.woken";

fn snooze_until(minute: i64) -> Snooze {
    Snooze { conversation: FIRST, wake: SnoozeUntil::Time { at: minutes(minute) }, epoch: None }
}

async fn snoozed_for_an_hour() -> House {
    let house = House::new().await;
    house.register(ADA).await;
    house.open_for(FIRST, ADA).await;
    house.ask(1, snooze_until(60)).await;
    house
}

/// Waits until the log has an event more of this type.
async fn waits_for(house: &House, event_type: &str, count: usize) {
    let mut head = house.store.watch();
    while house.count(STREAM, event_type).await < count {
        head.changed().await.unwrap();
    }
}

#[tokio::test]
async fn a_snoozed_conversation_wakes_when_its_time_comes_and_not_before() {
    let house = snoozed_for_an_hour().await;
    let mut started = Started::new(&house, WakeSnoozed);
    started.catches_up(&house).await;
    house.clock.set(minutes(59));
    assert_eq!(house.count(STREAM, WOKEN).await, 0);
    house.clock.set(minutes(60));
    waits_for(&house, WOKEN, 1).await;
    started.catches_up(&house).await;
    house.clock.advance(TimeDelta::days(1));
    started.catches_up(&house).await;
    started.stops().await;
    assert_eq!(house.count(STREAM, WOKEN).await, 1);
}

#[tokio::test]
async fn it_wakes_though_nobody_ran_when_its_time_came() {
    let house = snoozed_for_an_hour().await;
    let mut started = Started::new(&house, WakeSnoozed);
    started.catches_up(&house).await;
    started.vanishes().await;
    house.clock.advance(TimeDelta::days(1));
    let started = Started::on_node(&house, WakeSnoozed, 2);
    waits_for(&house, WOKEN, 1).await;
    started.stops().await;
}

#[tokio::test]
async fn it_wakes_once_though_the_reaction_forgets_that_it_woke_it() {
    let house = snoozed_for_an_hour().await;
    let started = Started::new(&house, WakeSnoozed);
    house.clock.set(minutes(60));
    waits_for(&house, WOKEN, 1).await;
    started.stops().await;
    house.ask(2, snooze_until(61)).await;
    house.lose_checkpoint("wake_snoozed").await;

    let mut started = Started::new(&house, WakeSnoozed);
    started.catches_up(&house).await;
    assert_eq!(house.count(STREAM, WOKEN).await, 1);
    house.clock.set(minutes(61));
    waits_for(&house, WOKEN, 2).await;
    started.catches_up(&house).await;
    started.stops().await;
    assert_eq!(house.count(STREAM, WOKEN).await, 2);
}

#[tokio::test]
async fn a_timer_is_for_nothing_once_it_is_awake_or_closed() {
    let house = snoozed_for_an_hour().await;
    house.ask(2, Wake { conversation: FIRST, due: None }).await;
    house.ask(3, snooze_until(120)).await;
    house.ask(4, Close { conversation: FIRST, reason: Code::known("spam"), epoch: None }).await;
    let mut started = Started::new(&house, WakeSnoozed);
    started.catches_up(&house).await;
    started.stops().await;
    assert_eq!(house.store.due("wake_snoozed", minutes(200), 10).await.unwrap(), []);
}

#[tokio::test]
async fn what_was_merged_when_its_time_came_wakes_when_it_is_unmerged() {
    let house = snoozed_for_an_hour().await;
    house.open_for(SECOND, ADA).await;
    house.ask(2, Merge { conversation: FIRST, into: SECOND, epoch: None }).await;
    let mut started = Started::new(&house, WakeSnoozed);
    started.catches_up(&house).await;
    house.clock.set(minutes(61));
    house.ask(3, Unmerge { conversation: FIRST }).await;
    waits_for(&house, WOKEN, 1).await;
    started.stops().await;
}

#[tokio::test]
async fn a_time_between_two_microseconds_comes_too() {
    let house = snoozed_for_an_hour().await;
    house.ask(2, Wake { conversation: FIRST, due: None }).await;
    let at = minutes(90) + TimeDelta::nanoseconds(1);
    house.ask(3, Snooze { wake: SnoozeUntil::Time { at }, ..snooze_until(90) }).await;
    let mut started = Started::new(&house, WakeSnoozed);
    started.catches_up(&house).await;
    house.clock.set(minutes(91));
    waits_for(&house, WOKEN, 2).await;
    started.stops().await;
}
