//! The blind index: one owner for each identifier of a tenant.

use std::{collections::HashSet, sync::Arc};

use tokio::task::JoinSet;

use super::{blind, date, elsewhere, subject};
use crate::KeyStore;

pub(super) async fn check(store: &Arc<dyn KeyStore>) {
    an_identifier_has_one_owner(&**store).await;
    tenants_do_not_share_identifiers(&**store).await;
    only_the_owner_releases(&**store).await;
    the_claims_of_the_erased_are_gone(&**store).await;
    of_many_claims_at_once_one_wins(store).await;
}

async fn an_identifier_has_one_owner(store: &dyn KeyStore) {
    let (blind, first, second) = (blind(), subject(), subject());
    assert_eq!(store.find(&first.tenant, &blind).await.expect("asked"), None);
    assert_eq!(store.claim(&blind, &first).await.expect("claimed"), first.id);
    assert_eq!(store.claim(&blind, &second).await.expect("taken"), first.id);
    assert_eq!(store.claim(&blind, &first).await.expect("repeated"), first.id);
    assert_eq!(store.find(&first.tenant, &blind).await.expect("asked"), Some(first.id));
}

async fn tenants_do_not_share_identifiers(store: &dyn KeyStore) {
    let (blind, here) = (blind(), subject());
    let there = elsewhere(&subject());
    store.claim(&blind, &here).await.expect("claimed");
    assert_eq!(store.find(&there.tenant, &blind).await.expect("asked"), None);
    assert_eq!(store.claim(&blind, &there).await.expect("claimed"), there.id);
}

async fn only_the_owner_releases(store: &dyn KeyStore) {
    let (blind, owner, other) = (blind(), subject(), subject());
    store.claim(&blind, &owner).await.expect("claimed");
    assert!(!store.release(&blind, &other).await.expect("refused"));
    assert!(store.release(&blind, &owner).await.expect("released"));
    assert!(!store.release(&blind, &owner).await.expect("nothing left"));
    assert_eq!(store.claim(&blind, &other).await.expect("claimed"), other.id);
}

async fn the_claims_of_the_erased_are_gone(store: &dyn KeyStore) {
    let (theirs, ours, erased, other) = (blind(), blind(), subject(), subject());
    store.claim(&theirs, &erased).await.expect("claimed");
    store.claim(&ours, &other).await.expect("claimed");
    store.erase(&erased, date(1)).await.expect("erased");
    assert_eq!(store.find(&erased.tenant, &theirs).await.expect("asked"), None);
    assert_eq!(store.find(&other.tenant, &ours).await.expect("asked"), Some(other.id));
}

async fn of_many_claims_at_once_one_wins(store: &Arc<dyn KeyStore>) {
    let blind = blind();
    let mut racing = JoinSet::new();
    for _ in 0..32 {
        let (store, subject) = (Arc::clone(store), subject());
        racing.spawn(async move { store.claim(&blind, &subject).await.expect("claimed or taken") });
    }
    let owners: HashSet<_> = racing.join_all().await.into_iter().collect();
    assert_eq!(owners.len(), 1);
}
