//! Erasure: final, idempotent, and about one subject only.

use std::sync::Arc;

use chrono::{SubsecRound, TimeDelta};
use tokio::task::JoinSet;

use super::{blind, date, elsewhere, key, subject};
use crate::{ErasureOutcome, Error, KeyRecord, KeyStore, SubjectKey};

pub(super) async fn check(store: &Arc<dyn KeyStore>) {
    an_erased_key_is_gone_and_known_to_be(&**store).await;
    a_repeated_erasure_reports_the_first(&**store).await;
    who_was_erased_before_their_first_key_never_gets_one(&**store).await;
    others_keep_their_keys(&**store).await;
    no_key_survives_an_erasure_that_raced_its_creation(store).await;
}

async fn an_erased_key_is_gone_and_known_to_be(store: &dyn KeyStore) {
    let key = store.create(key(&subject())).await.expect("created");
    let outcome = store.erase(&key.subject, date(1)).await.expect("erased");
    assert_eq!(outcome, ErasureOutcome::Erased { keys: vec![key.key_id] });
    assert_eq!(store.key_of(&key.subject).await.expect("asked"), SubjectKey::Erased);
    let records = store.keys(&[key.key_id]).await.expect("asked");
    assert_eq!(records, [KeyRecord::Destroyed { key_id: key.key_id }]);
    assert!(matches!(store.create(key).await, Err(Error::Erased)));
}

async fn a_repeated_erasure_reports_the_first(store: &dyn KeyStore) {
    let key = store.create(key(&subject())).await.expect("created");
    assert_eq!(store.erased_at(&key.subject).await.expect("asked"), None);
    store.erase(&key.subject, date(1)).await.expect("erased");
    let at = date(1).trunc_subsecs(6);
    assert_eq!(store.erased_at(&key.subject).await.expect("asked"), Some(at));
    let later = date(1) + TimeDelta::days(1);
    assert_eq!(store.erase(&key.subject, later).await.expect("repeated"), ErasureOutcome::AlreadyErased { at });
}

async fn who_was_erased_before_their_first_key_never_gets_one(store: &dyn KeyStore) {
    let subject = subject();
    assert_eq!(store.erase(&subject, date(1)).await.expect("erased"), ErasureOutcome::NothingHeld);
    assert!(matches!(store.create(key(&subject)).await, Err(Error::Erased)));
    assert!(matches!(store.claim(&blind(), &subject).await, Err(Error::Erased)));
    assert_eq!(store.key_of(&subject).await.expect("asked"), SubjectKey::Erased);
}

async fn others_keep_their_keys(store: &dyn KeyStore) {
    let erased = store.create(key(&subject())).await.expect("created");
    let neighbour = store.create(key(&subject())).await.expect("created");
    let namesake = store.create(key(&elsewhere(&erased.subject))).await.expect("created");
    store.erase(&erased.subject, date(1)).await.expect("erased");
    for kept in [neighbour, namesake] {
        assert_eq!(store.key_of(&kept.subject).await.expect("asked"), SubjectKey::Held(kept));
    }
}

async fn no_key_survives_an_erasure_that_raced_its_creation(store: &Arc<dyn KeyStore>) {
    let mut racing = JoinSet::new();
    for _ in 0..16 {
        let (subject, creator, eraser) = (subject(), Arc::clone(store), Arc::clone(store));
        let key = key(&subject);
        racing.spawn(async move {
            let creation = tokio::spawn(async move { creator.create(key).await.is_ok() });
            eraser.erase(&subject, date(1)).await.expect("erased");
            creation.await.expect("created or refused");
            assert_eq!(eraser.key_of(&subject).await.expect("asked"), SubjectKey::Erased);
        });
    }
    racing.join_all().await;
}
