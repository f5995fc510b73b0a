//! Both sides of a merge agree in the end.

use domain::conversation::Conversation;
use domain::customer::Customer;

use super::*;
use crate::conversation::{Merge, Unmerge};
use crate::customer::{MergeCustomer, UnmergeCustomer};
use crate::executor::fixture::tenant;
use crate::reactions::FollowMerges;

async fn two_of_each() -> House {
    let house = House::new().await;
    house.register(ADA).await;
    house.register(BOB).await;
    house.open_for(FIRST, ADA).await;
    house.open_for(SECOND, ADA).await;
    house
}

async fn follow(house: &House) {
    let mut started = Started::new(house, FollowMerges);
    started.catches_up(house).await;
    started.stops().await;
}

async fn conversation(house: &House, id: ConversationId) -> Arc<Conversation> {
    house.executor.load(&tenant(), StreamId::Conversation(id)).await.unwrap().0
}

async fn customer(house: &House, id: CustomerId) -> Arc<Customer> {
    house.executor.load(&tenant(), StreamId::Customer(id)).await.unwrap().0
}

#[tokio::test]
async fn the_other_conversation_hears_of_a_merge_and_of_its_end() {
    let house = two_of_each().await;
    house.ask(1, Merge { conversation: FIRST, into: SECOND, epoch: None }).await;
    follow(&house).await;
    assert!(conversation(&house, SECOND).await.absorbed.contains(&FIRST));
    house.ask(2, Unmerge { conversation: FIRST }).await;
    follow(&house).await;
    assert!(conversation(&house, SECOND).await.absorbed.is_empty());
}

#[tokio::test]
async fn the_other_customer_hears_of_a_merge_and_of_its_end() {
    let house = two_of_each().await;
    house.ask(1, MergeCustomer { customer: ADA, into: BOB }).await;
    follow(&house).await;
    assert!(customer(&house, BOB).await.absorbed.contains(&ADA));
    house.ask(2, UnmergeCustomer { customer: ADA }).await;
    follow(&house).await;
    assert!(customer(&house, BOB).await.absorbed.is_empty());
}

#[tokio::test]
async fn a_follower_that_forgets_everything_changes_nothing() {
    let house = two_of_each().await;
    house.ask(1, Merge { conversation: FIRST, into: SECOND, epoch: None }).await;
    house.ask(2, MergeCustomer { customer: ADA, into: BOB }).await;
    house.ask(3, UnmergeCustomer { customer: ADA }).await;
    follow(&house).await;
    let before = house.log().await;
    house.lose_checkpoint("follow_merges").await;
    follow(&house).await;
    assert_eq!(house.log().await, before);
}

#[tokio::test]
async fn what_follows_names_its_cause() {
    let house = two_of_each().await;
    house.ask(1, Merge { conversation: FIRST, into: SECOND, epoch: None }).await;
    follow(&house).await;
    let log = house.log().await;
    let [.., merged, received] = &log[..] else { panic!("two events and more are in the log") };
    assert_eq!(received.event_type.as_ref(), "conversation.merge_received");
    assert_eq!(received.causation_id, Some(merged.event_id));
    assert_eq!((&*received.actor.kind, &*received.actor.id), ("service", "follow_merges"));
}

#[tokio::test]
async fn of_two_merged_into_each_other_at_once_one_goes_on() {
    let house = two_of_each().await;
    let (here, there) = (house.stranger(), house.stranger());
    // Each process remembers the other side as it was before.
    for executor in [&here, &there] {
        for id in [FIRST, SECOND] {
            executor.load::<Conversation>(&tenant(), StreamId::Conversation(id)).await.unwrap();
        }
        for id in [ADA, BOB] {
            executor.load::<Customer>(&tenant(), StreamId::Customer(id)).await.unwrap();
        }
    }
    here.execute(request(1, Merge { conversation: FIRST, into: SECOND, epoch: None })).await.unwrap();
    there.execute(request(2, Merge { conversation: SECOND, into: FIRST, epoch: None })).await.unwrap();
    here.execute(request(3, MergeCustomer { customer: ADA, into: BOB })).await.unwrap();
    there.execute(request(4, MergeCustomer { customer: BOB, into: ADA })).await.unwrap();
    follow(&house).await;
    let (first, second) = (conversation(&house, FIRST).await, conversation(&house, SECOND).await);
    assert!(first.is_active() && first.absorbed.contains(&SECOND), "{first:?}");
    assert!(!second.is_active() && second.absorbed.is_empty(), "{second:?}");
    let (ada, bob) = (customer(&house, ADA).await, customer(&house, BOB).await);
    assert!(ada.merged_into.is_none() && ada.absorbed.contains(&BOB), "{ada:?}");
    assert!(bob.merged_into == Some(ADA) && bob.absorbed.is_empty(), "{bob:?}");
}
