//! The people and events that the tests of Customer commands have in common.

use domain::customer::event::{Blocked, ConsentGiven, Erased, IdentityLinked, MergeReceived, Merged, Registered};
use domain::customer::{CustomerEvent, Identity, IdentityKind};
use domain::ids::IdentityId;
use domain::{Code, CustomerId};
use uuid::Uuid;
use vault::Personal;

pub(super) const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(0x10));
pub(super) const OTHER: CustomerId = CustomerId(Uuid::from_u128(0x11));
pub(super) const EMAIL: IdentityId = IdentityId(Uuid::from_u128(0x60));
pub(super) const PHONE: IdentityId = IdentityId(Uuid::from_u128(0x61));

pub(super) fn code(text: &'static str) -> Code {
    Code::known(text)
}

pub(super) fn text(text: &str) -> Personal<String> {
    Personal::clear(text.to_owned())
}

pub(super) fn email(address: &str) -> Identity {
    Identity::new(IdentityKind::Email, address).unwrap()
}

pub(super) fn registered() -> CustomerEvent {
    Registered { source: code("web") }.into()
}

pub(super) fn linked(identity: IdentityId, address: &str) -> CustomerEvent {
    IdentityLinked { identity, kind: IdentityKind::Email, value: text(address), verified_by: code("code_sent") }.into()
}

/// Registered under one address.
pub(super) fn known() -> Vec<CustomerEvent> {
    vec![registered(), linked(EMAIL, "someone@example.org")]
}

/// As many addresses as one may have.
pub(super) fn many_identities() -> Vec<CustomerEvent> {
    let addresses = (0..50).map(|n| linked(IdentityId(Uuid::from_u128(0x1000 + n)), &format!("a{n}@example.org")));
    std::iter::once(registered()).chain(addresses).collect()
}

/// Agreements to as many purposes as there is room for.
pub(super) fn many_consents() -> Vec<CustomerEvent> {
    let purpose = |number: u32| format!("p{number}").parse().unwrap();
    (0..50).map(|number| ConsentGiven { purpose: purpose(number), notice: None }.into()).collect()
}

/// Merged into [`OTHER`].
pub(super) fn merged() -> CustomerEvent {
    Merged { into: OTHER }.into()
}

/// [`OTHER`] was merged into them.
pub(super) fn merge_received() -> CustomerEvent {
    MergeReceived { source: OTHER }.into()
}

pub(super) fn blocked() -> CustomerEvent {
    Blocked { reason: code("abuse") }.into()
}

pub(super) fn erased() -> CustomerEvent {
    Erased { reason: code("request") }.into()
}
