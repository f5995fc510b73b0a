//! The contract that every key store must pass. Panics where it does not.

mod claims;
mod erasure;
mod keys;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{BlindIndex, KeyStore, RootFingerprint, Subject, WrappedKey, random};

/// Puts an unused store through the whole contract.
///
/// # Panics
/// Where the store breaks it.
pub async fn check(unused: Arc<dyn KeyStore>) {
    the_first_root_stays(&*unused).await;
    keys::check(&unused).await;
    erasure::check(&unused).await;
    claims::check(&unused).await;
}

async fn the_first_root_stays(store: &dyn KeyStore) {
    let (first, second) = (RootFingerprint::from_bytes([1; 32]), RootFingerprint::from_bytes([2; 32]));
    assert_eq!(store.root().await.expect("root"), None);
    assert_eq!(store.adopt_root(first).await.expect("adopted"), first);
    assert_eq!(store.adopt_root(second).await.expect("kept"), first);
    assert_eq!(store.root().await.expect("root"), Some(first));
}

/// Somebody nobody has heard of.
fn subject() -> Subject {
    Subject { tenant: "tenant".into(), id: random::id() }
}

/// The same person in another tenant.
fn elsewhere(subject: &Subject) -> Subject {
    Subject { tenant: "another tenant".into(), id: subject.id }
}

fn key(subject: &Subject) -> WrappedKey {
    let mut wrapped = vec![0; 60];
    random::fill(&mut wrapped);
    WrappedKey { key_id: random::id(), subject: subject.clone(), wrapped }
}

fn blind() -> BlindIndex {
    let mut bytes = [0; 32];
    random::fill(&mut bytes);
    BlindIndex::from_bytes(bytes)
}

fn date(day: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(day * 86_400, 123_456_789).expect("a date within range")
}
