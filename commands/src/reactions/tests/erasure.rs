//! An erased Customer's keys are destroyed, with those of whoever was merged into them.

use vault::Subject;

use super::*;
use crate::customer::{EraseCustomer, MergeCustomer, UnlinkIdentity, claim};
use crate::executor::fixture::tenant;
use crate::reactions::{DestroyKeys, FollowMerges, ReleaseClaims};

fn erase(customer: CustomerId) -> EraseCustomer {
    EraseCustomer { customer, reason: Code::known("request") }
}

async fn is_erased(house: &House, customer: CustomerId) -> bool {
    house.vault.is_erased(&Subject { tenant: tenant().0, id: customer.0 }).await.unwrap()
}

#[tokio::test]
async fn the_keys_of_the_erased_are_destroyed_and_those_of_others_are_not() {
    let house = House::new().await;
    house.register(ADA).await;
    house.register(BOB).await;
    house.ask(1, erase(ADA)).await;
    let mut started = Started::new(&house, DestroyKeys);
    started.catches_up(&house).await;
    started.stops().await;
    assert!(is_erased(&house, ADA).await);
    assert!(!is_erased(&house, BOB).await);
}

#[tokio::test]
async fn whoever_was_merged_into_the_erased_is_erased_too() {
    let house = House::new().await;
    house.register(ADA).await;
    house.register(BOB).await;
    house.ask(1, MergeCustomer { customer: BOB, into: ADA }).await;
    let mut merges = Started::new(&house, FollowMerges);
    merges.catches_up(&house).await;
    merges.stops().await;
    house.ask(2, erase(ADA)).await;
    for _ in 0..2 {
        let mut started = Started::new(&house, DestroyKeys);
        started.catches_up(&house).await;
        started.stops().await;
        assert!(is_erased(&house, ADA).await && is_erased(&house, BOB).await);
        assert_eq!(house.count(StreamId::Customer(BOB), "customer.erased").await, 1);
        house.lose_checkpoint("destroy_keys").await;
    }
}

#[tokio::test]
async fn the_claim_on_an_unlinked_identity_is_given_up() {
    let house = House::new().await;
    house.register(ADA).await;
    let identity = Identity::new(IdentityKind::Email, "both@example.org").unwrap();
    let (identity_id, verified_by) = (IdentityId(Uuid::from_u128(0x61)), Code::known("code_sent"));
    let linking = crate::customer::LinkIdentity { customer: ADA, identity_id, identity: identity.clone(), verified_by };
    crate::customer::link(&house.executor, request(1, linking)).await.unwrap();
    house.ask(2, UnlinkIdentity { customer: ADA, identity_id, reason: Code::known("asked_for") }).await;
    assert_eq!(claim(&house.executor, &tenant(), &identity, BOB).await.unwrap(), ADA);

    let mut started = Started::new(&house, ReleaseClaims);
    started.catches_up(&house).await;
    started.stops().await;
    assert_eq!(claim(&house.executor, &tenant(), &identity, BOB).await.unwrap(), BOB);
}
