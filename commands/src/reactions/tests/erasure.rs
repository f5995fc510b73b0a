//! An erased Customer's keys are destroyed, with those of whoever was merged into them.

use vault::Subject;

use super::*;
use crate::Error;
use crate::customer::{self, EraseCustomer, MergeCustomer, UnlinkIdentity, UnmergeCustomer, claim};
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

async fn merges_are_followed(house: &House) {
    let mut merges = Started::new(house, FollowMerges);
    merges.catches_up(house).await;
    merges.stops().await;
}

#[tokio::test]
async fn an_erasure_is_whole_when_it_returns_and_the_reaction_finds_nothing_to_do() {
    let house = House::new().await;
    house.register(ADA).await;
    house.register(BOB).await;
    house.register(EVE).await;
    house.ask(1, MergeCustomer { customer: EVE, into: ADA }).await;
    house.ask(2, MergeCustomer { customer: BOB, into: ADA }).await;
    merges_are_followed(&house).await;
    customer::erase(&house.executor, request(3, erase(ADA))).await.unwrap();
    for who in [ADA, BOB, EVE] {
        assert!(is_erased(&house, who).await, "{who}");
    }
    let before = house.log().await;
    let mut started = Started::new(&house, DestroyKeys);
    started.catches_up(&house).await;
    started.stops().await;
    assert_eq!(house.log().await, before);

    assert!(customer::erase(&house.executor, request(3, erase(ADA))).await.unwrap().repeated);
    let again = customer::erase(&house.executor, request(4, erase(ADA))).await;
    assert!(matches!(again, Err(Error::Refused(refusal)) if refusal.code() == "CUSTOMER_ERASED"));
}

#[tokio::test]
async fn whoever_was_unmerged_is_not_erased_though_the_other_side_has_not_heard() {
    let house = House::new().await;
    house.register(ADA).await;
    house.register(BOB).await;
    house.ask(1, MergeCustomer { customer: BOB, into: ADA }).await;
    merges_are_followed(&house).await;
    house.ask(2, UnmergeCustomer { customer: BOB }).await;
    customer::erase(&house.executor, request(3, erase(ADA))).await.unwrap();
    assert!(is_erased(&house, ADA).await && !is_erased(&house, BOB).await);
}

#[tokio::test]
async fn whoever_was_merged_into_the_erased_before_they_heard_is_erased_too() {
    let house = House::new().await;
    house.register(ADA).await;
    house.register(BOB).await;
    house.ask(1, MergeCustomer { customer: BOB, into: ADA }).await;
    house.ask(2, erase(ADA)).await;
    merges_are_followed(&house).await;
    assert_eq!(house.count(StreamId::Customer(BOB), "customer.erased").await, 1);
    assert_eq!(house.count(StreamId::Customer(BOB), "customer.unmerged").await, 0);
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
