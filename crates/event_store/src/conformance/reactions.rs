//! Cases about what reactions must remember.

use std::time::Duration;

use super::Log;
use super::fixture::{id, stream, tenant, time};
use crate::{Lease, ReactionStore, Timer};

const TTL: Duration = Duration::from_secs(10);
const NAME: &str = "routing";

async fn acquire(store: &dyn ReactionStore, owner: uuid::Uuid, seconds: i64) -> Option<Lease> {
    store.acquire(NAME, owner, TTL, time(seconds)).await.expect("the store answers")
}

async fn taken(store: &dyn ReactionStore) -> Lease {
    acquire(store, id(), 0).await.expect("nobody holds it")
}

fn timer(number: usize, due: i64) -> Timer {
    Timer { event_id: id(), tenant: tenant(), stream: stream(number), due_at: time(due) }
}

async fn due(store: &dyn ReactionStore, seconds: i64) -> Vec<Timer> {
    store.due(NAME, time(seconds), 10).await.expect("the store answers")
}

/// Others are turned away; the holder renews.
pub async fn one_owner_holds_the_lease(log: Log) {
    let (store, owner, other) = (&*log.reactions, id(), id());
    let first = acquire(store, owner, 0).await.expect("nobody holds it");
    assert_eq!(acquire(store, other, 9).await, None);
    assert_eq!(acquire(store, owner, 9).await, Some(first));
    assert_eq!(acquire(store, other, 18).await, None);
    let elsewhere = store.acquire("surveys", other, TTL, time(0)).await.expect("the store answers");
    assert!(elsewhere.is_some());
}

/// At the end of its time, and with a higher fence.
pub async fn an_expired_lease_passes_on_with_a_higher_fence(log: Log) {
    let (store, first_owner, second_owner) = (&*log.reactions, id(), id());
    let first = acquire(store, first_owner, 0).await.expect("nobody holds it");
    let second = acquire(store, second_owner, 10).await.expect("it has expired");
    assert!(second.fence > first.fence);
    let third = acquire(store, first_owner, 20).await.expect("it has expired again");
    assert!(third.fence > second.fence);
}

/// A release by who lost the lease changes nothing.
pub async fn a_released_lease_passes_on_at_once(log: Log) {
    let (store, owner) = (&*log.reactions, id());
    let first = taken(store).await;
    store.release(&first).await.expect("the store answers");
    let second = acquire(store, owner, 0).await.expect("it was released");
    assert!(second.fence > first.fence);
    store.release(&first).await.expect("the store answers");
    assert_eq!(acquire(store, id(), 0).await, None);
}

/// Not the position, not the timers.
pub async fn a_commit_after_a_takeover_saves_nothing(log: Log) {
    let store = &*log.reactions;
    let old = taken(store).await;
    let (mine, late) = (timer(1, 5), timer(2, 6));
    assert!(store.commit(&old, 7, std::slice::from_ref(&mine), &[]).await.expect("the store answers"));
    let new = acquire(store, id(), 10).await.expect("it has expired");
    let cleared = [(tenant(), stream(1))];
    assert!(!store.commit(&old, 9, &[late], &cleared).await.expect("the store answers"));
    assert!(!store.done(&old, mine.event_id).await.expect("the store answers"));
    assert_eq!(store.checkpoint(NAME).await.expect("the store answers"), 7);
    assert_eq!(due(store, 100).await, [mine]);
    assert!(store.commit(&new, 9, &[], &cleared).await.expect("the store answers"));
    assert_eq!(store.checkpoint(NAME).await.expect("the store answers"), 9);
    assert_eq!(store.checkpoint("surveys").await.expect("the store answers"), 0);
}

/// The earliest first, each until it is done.
pub async fn timers_come_due_in_order(log: Log) {
    let store = &*log.reactions;
    let lease = taken(store).await;
    let (early, middle, late) = (timer(1, 10), timer(1, 20), timer(2, 30));
    let set = [late.clone(), early.clone(), middle.clone()];
    assert!(store.commit(&lease, 1, &set, &[]).await.expect("the store answers"));
    assert_eq!(due(store, 9).await, []);
    assert_eq!(due(store, 20).await, [early.clone(), middle.clone()]);
    assert_eq!(store.due(NAME, time(50), 1).await.expect("the store answers"), std::slice::from_ref(&early));
    assert_eq!(store.next_due(NAME, time(20)).await.expect("the store answers"), Some(time(30)));
    assert_eq!(store.next_due(NAME, time(30)).await.expect("the store answers"), None);
    assert!(store.done(&lease, early.event_id).await.expect("the store answers"));
    assert_eq!(due(store, 50).await, [middle, late]);
    assert_eq!(store.due("surveys", time(50), 10).await.expect("the store answers"), []);
}

/// All timers of that stream and no other; one set by the same commit stays.
pub async fn clearing_a_stream_removes_its_timers(log: Log) {
    let store = &*log.reactions;
    let lease = taken(store).await;
    let (gone, stays) = (timer(1, 10), timer(2, 20));
    assert!(store.commit(&lease, 1, &[gone, stays.clone()], &[]).await.expect("the store answers"));
    let new = timer(1, 30);
    assert!(
        store.commit(&lease, 2, std::slice::from_ref(&new), &[(tenant(), stream(1))]).await.expect("the store answers")
    );
    assert_eq!(due(store, 50).await, [stays, new]);
}
