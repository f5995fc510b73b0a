//! Claims over a real log and a real vault.

use domain::Code;
use domain::customer::IdentityKind;
use uuid::Uuid;
use vault::Personal;

use super::*;
use crate::executor::fixture::{House, request, tenant};

const ADA: CustomerId = CustomerId(Uuid::from_u128(0x10));
const BOB: CustomerId = CustomerId(Uuid::from_u128(0x11));
/// Whom an identity would belong to that nobody has claimed.
const NOBODY: CustomerId = CustomerId(Uuid::from_u128(0xdead));
const FIRST: IdentityId = IdentityId(Uuid::from_u128(0x60));
const SECOND: IdentityId = IdentityId(Uuid::from_u128(0x61));

fn email(address: &str) -> Identity {
    Identity::new(IdentityKind::Email, address).unwrap()
}

fn registration(customer: CustomerId, address: &str) -> RegisterCustomer {
    RegisterCustomer {
        customer,
        identity_id: FIRST,
        identity: email(address),
        verified_by: Code::known("code_sent"),
        name: None,
        remark: None,
        language: None,
        channel: None,
        source: Code::known("web"),
    }
}

fn linking(customer: CustomerId, address: &str) -> LinkIdentity {
    LinkIdentity { customer, identity_id: SECOND, identity: email(address), verified_by: Code::known("code_sent") }
}

fn unlinking(customer: CustomerId, identity_id: IdentityId) -> UnlinkIdentity {
    UnlinkIdentity { customer, identity_id, reason: Code::known("asked_for") }
}

async fn ada_and_bob() -> House {
    let house = House::new().await;
    register(&house.executor, request(1, registration(ADA, "ada@example.org"))).await.unwrap();
    register(&house.executor, request(2, registration(BOB, "bob@example.org"))).await.unwrap();
    house
}

async fn owner(house: &House, address: &str) -> CustomerId {
    let owner = claim(&house.executor, &tenant(), &email(address), NOBODY).await.unwrap();
    let blind = house.vault.blind(tenant().as_str(), &email(address).realm(), email(address).value());
    house.vault.release(tenant().as_str(), &blind, NOBODY.0).await.unwrap();
    owner
}

fn is_refused<T>(result: &Result<T, Error>, code: &str) -> bool {
    matches!(result, Err(Error::Refused(refusal)) if refusal.code() == code)
}

#[tokio::test]
async fn two_registrations_of_one_address_become_one_customer() {
    let house = House::new().await;
    let (first, second) = tokio::join!(
        register(&house.executor, request(1, registration(ADA, "Ada@Example.org"))),
        register(&house.executor, request(2, registration(BOB, "ada@example.org"))),
    );
    assert_eq!(first.unwrap().0, second.unwrap().0);
    assert_eq!(house.log().await.len(), 2);
}

#[tokio::test]
async fn an_identity_of_another_is_not_linked() {
    let house = ada_and_bob().await;
    let taken = link(&house.executor, request(3, linking(ADA, "bob@example.org"))).await;
    assert!(is_refused(&taken, "IDENTITY_TAKEN"), "{taken:?}");
    assert_eq!(owner(&house, "bob@example.org").await, BOB);
}

#[tokio::test]
async fn an_unlinked_identity_can_become_anothers() {
    let house = ada_and_bob().await;
    link(&house.executor, request(3, linking(ADA, "both@example.org"))).await.unwrap();
    unlink(&house.executor, request(4, unlinking(ADA, SECOND))).await.unwrap();
    link(&house.executor, request(5, linking(BOB, "both@example.org"))).await.unwrap();
    assert_eq!(owner(&house, "both@example.org").await, BOB);

    let repeated = link(&house.executor, request(3, linking(ADA, "both@example.org"))).await.unwrap();
    assert!(repeated.repeated);
    assert!(unlink(&house.executor, request(4, unlinking(ADA, SECOND))).await.unwrap().repeated);
    assert_eq!(owner(&house, "both@example.org").await, BOB);
}

#[tokio::test]
async fn a_refused_link_leaves_no_claim_behind() {
    let house = ada_and_bob().await;
    let stranger = CustomerId(Uuid::from_u128(0x99));
    let refused = link(&house.executor, request(3, linking(stranger, "new@example.org"))).await;
    assert!(is_refused(&refused, "CUSTOMER_NOT_FOUND"), "{refused:?}");
    link(&house.executor, request(4, linking(ADA, "new@example.org"))).await.unwrap();

    let again = LinkIdentity { identity_id: IdentityId(Uuid::from_u128(0x62)), ..linking(ADA, "new@example.org") };
    let refused = link(&house.executor, request(5, again)).await;
    assert!(is_refused(&refused, "IDENTITY_LINKED_ALREADY"), "{refused:?}");
    assert_eq!(owner(&house, "new@example.org").await, ADA);
}

#[tokio::test]
async fn an_identity_linked_again_is_not_given_up() {
    let house = ada_and_bob().await;
    link(&house.executor, request(3, linking(ADA, "both@example.org"))).await.unwrap();
    house.executor.execute(request(4, unlinking(ADA, SECOND))).await.unwrap();
    let again = LinkIdentity { identity_id: IdentityId(Uuid::from_u128(0x62)), ..linking(ADA, "both@example.org") };
    link(&house.executor, request(5, again)).await.unwrap();
    release(&house.executor, &tenant(), ADA, SECOND).await.unwrap();
    assert_eq!(owner(&house, "both@example.org").await, ADA);
}

#[tokio::test]
async fn a_registration_that_cannot_happen_leaves_no_claim_behind() {
    let house = ada_and_bob().await;
    let stranger = CustomerId(Uuid::from_u128(0x99));
    let too_long = Personal::clear("x".repeat(201));
    let nameless = RegisterCustomer { name: Some(too_long), ..registration(stranger, "new@example.org") };
    let refused = register(&house.executor, request(3, nameless)).await;
    assert!(is_refused(&refused, "TEXT_TOO_LONG"), "{refused:?}");
    assert_eq!(owner(&house, "new@example.org").await, NOBODY);
    let reused = register(&house.executor, request(1, registration(stranger, "new@example.org"))).await;
    assert!(matches!(reused, Err(Error::CommandReused)), "{reused:?}");
    assert_eq!(owner(&house, "new@example.org").await, NOBODY);
}

#[tokio::test]
async fn a_link_that_cannot_happen_leaves_no_claim_behind() {
    let house = ada_and_bob().await;
    let reused = link(&house.executor, request(1, linking(ADA, "new@example.org"))).await;
    assert!(matches!(reused, Err(Error::CommandReused)), "{reused:?}");
    assert_eq!(owner(&house, "new@example.org").await, NOBODY);
    let late = Request { expected_revision: Some(0), ..request(3, linking(ADA, "new@example.org")) };
    let conflict = link(&house.executor, late).await;
    assert!(matches!(conflict, Err(Error::Conflict { .. })), "{conflict:?}");
    assert_eq!(owner(&house, "new@example.org").await, NOBODY);
}

#[tokio::test]
async fn a_failure_does_not_cost_a_customer_what_is_linked() {
    let house = ada_and_bob().await;
    let late = Request { expected_revision: Some(0), ..request(3, registration(ADA, "ada@example.org")) };
    let conflict = register(&house.executor, late).await;
    assert!(matches!(conflict, Err(Error::Conflict { .. })), "{conflict:?}");
    assert_eq!(owner(&house, "ada@example.org").await, ADA);
}
