//! Keys: kept once, found by id and by subject.

use std::{collections::HashSet, sync::Arc};

use tokio::task::JoinSet;

use super::{elsewhere, key, subject};
use crate::{KeyRecord, KeyStore, SubjectKey, random};

pub(super) async fn check(store: &Arc<dyn KeyStore>) {
    a_key_is_found_by_its_id_and_its_subject(&**store).await;
    a_key_never_held_is_left_out(&**store).await;
    a_second_key_gives_way_to_the_first(&**store).await;
    a_subject_of_another_tenant_is_another_subject(&**store).await;
    of_many_keys_at_once_one_wins(store).await;
}

async fn a_key_is_found_by_its_id_and_its_subject(store: &dyn KeyStore) {
    let key = key(&subject());
    assert_eq!(store.key_of(&key.subject).await.expect("asked"), SubjectKey::None);
    assert_eq!(store.create(key.clone()).await.expect("created"), key);
    assert_eq!(store.key_of(&key.subject).await.expect("asked"), SubjectKey::Held(key.clone()));
    assert_eq!(store.keys(&[key.key_id]).await.expect("asked"), [KeyRecord::Held(key)]);
}

async fn a_key_never_held_is_left_out(store: &dyn KeyStore) {
    let held = store.create(key(&subject())).await.expect("created");
    assert_eq!(store.keys(&[random::id(), held.key_id]).await.expect("asked"), [KeyRecord::Held(held)]);
    assert_eq!(store.keys(&[]).await.expect("asked"), []);
}

async fn a_second_key_gives_way_to_the_first(store: &dyn KeyStore) {
    let subject = subject();
    let first = store.create(key(&subject)).await.expect("created");
    let second = key(&subject);
    assert_eq!(store.create(second.clone()).await.expect("refused"), first);
    assert_eq!(store.keys(&[second.key_id]).await.expect("asked"), []);
}

async fn a_subject_of_another_tenant_is_another_subject(store: &dyn KeyStore) {
    let here = store.create(key(&subject())).await.expect("created");
    assert_eq!(store.key_of(&elsewhere(&here.subject)).await.expect("asked"), SubjectKey::None);
    let there = store.create(key(&elsewhere(&here.subject))).await.expect("created");
    assert_ne!(here.key_id, there.key_id);
}

async fn of_many_keys_at_once_one_wins(store: &Arc<dyn KeyStore>) {
    let subject = subject();
    let mut racing = JoinSet::new();
    for _ in 0..32 {
        let (store, key) = (Arc::clone(store), key(&subject));
        racing.spawn(async move { store.create(key).await.expect("created").key_id });
    }
    let winners: HashSet<_> = racing.join_all().await.into_iter().collect();
    assert_eq!(winners.len(), 1);
}
