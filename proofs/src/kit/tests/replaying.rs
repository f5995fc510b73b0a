//! A kit, read as an event store.

use event_store::{EventStore, StreamName, Tenant};
use uuid::Uuid;

use super::house::{House, SIZE};
use crate::kit::KitEventStore;

#[tokio::test]
async fn a_kit_gives_the_events_of_its_log() {
    let house = House::new().await;
    let kit = house.kit().await;
    let store = KitEventStore::open(&kit.path).unwrap();
    assert_eq!((store.head().await.unwrap(), *store.watch().borrow()), (SIZE, SIZE));
    let all = house.log.read_all(0, 10_000).await.unwrap();
    assert_eq!(store.read_all(0, 10_000).await.unwrap(), all);
    for (after, limit) in [(0, 100), (100, 7), (107, 7), (3, 5), (SIZE - 1, 9), (SIZE, 9), (u64::MAX, 9), (5, 0)] {
        let expected = house.log.read_all(after, limit.max(1)).await.unwrap();
        let expected = &expected[..expected.len().min(limit)];
        assert_eq!(store.read_all(after, limit).await.unwrap(), expected, "{after} {limit}");
    }
    let (tenant, stream) = (Tenant::new("acme"), StreamName::new("conversation-3"));
    let of_stream = store.read_stream(&tenant, &stream, 2, 4).await.unwrap();
    assert_eq!(of_stream, house.log.read_stream(&tenant, &stream, 2, 4).await.unwrap());
    assert_eq!(of_stream.len(), 4);
}

#[tokio::test]
async fn a_kit_can_be_read_as_it_stood_before() {
    let kit = House::new().await.kit().await;
    let store = KitEventStore::open(&kit.path).unwrap().until(300);
    assert_eq!(store.head().await.unwrap(), 300);
    assert_eq!(store.read_all(298, 10).await.unwrap().len(), 2);
    assert!(store.read_all(300, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn nothing_can_be_appended_to_a_kit() {
    let kit = House::new().await.kit().await;
    let store = KitEventStore::open(&kit.path).unwrap();
    let refused = store.append(super::forged::append_of(1)).await.unwrap_err();
    assert!(refused.to_string().contains("nothing can be appended"), "{refused}");
    assert!(store.find_command(&Tenant::new("acme"), Uuid::nil()).await.is_err());
}

#[tokio::test]
async fn a_damaged_kit_is_not_folded() {
    let kit = House::new().await.kit().await;
    kit.change_events(|lines| _ = lines.remove(99));
    let store = KitEventStore::open(&kit.path).unwrap();
    let error = store.read_all(90, 100).await.unwrap_err();
    assert!(error.to_string().contains("100"), "{error}");
    kit.replace("kit.json", "true", "false");
    assert!(KitEventStore::open(&kit.path).is_err());
}
