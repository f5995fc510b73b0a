//! What is turned down about customers.

use api::auth::Role::{Admin, Agent, Customer, Service};
use serde_json::{Value, json};
use uuid::Uuid;

use super::step::Step::{self, Done, Follows, Refused};
use crate::support::*;

const REGISTRATION: Uuid = Uuid::from_u128(0x71);
const OTHER: Uuid = Uuid::from_u128(0x72);

fn email(value: &str) -> Value {
    json!({"kind": "EMAIL", "value": value})
}

fn link(value: &str) -> Value {
    json!({"customerId": CUSTOMER, "identity": email(value), "verifiedBy": "sso"})
}

fn register() -> Value {
    json!({"commandId": REGISTRATION, "id": OTHER, "identity": email("otto@example.org"), "verifiedBy": "sso",
        "source": "web"})
}

pub fn known() -> Vec<Step> {
    let customer = |id: Uuid| json!({"customerId": id, "reason": "abuse"});
    let profile = |id: Uuid, name: String| json!({"customerId": id, "name": name});
    let unlink = |id: Uuid, identity: Uuid| json!({"customerId": id, "identityId": identity, "reason": "wrong"});
    vec![
        Refused(Agent, "changeProfile", profile(NOBODY, "Otto".to_owned()), "CUSTOMER_NOT_FOUND"),
        Refused(Agent, "changeProfile", profile(CUSTOMER, "x".repeat(201)), "TEXT_TOO_LONG"),
        Refused(Agent, "linkIdentity", link("stan@example.org"), "IDENTITY_TAKEN"),
        Refused(Agent, "linkIdentity", link("carla@example.org"), "IDENTITY_LINKED_ALREADY"),
        Refused(Agent, "unlinkIdentity", unlink(CUSTOMER, NOBODY), "IDENTITY_NOT_FOUND"),
        Done(Service, "registerCustomer", register()),
        Refused(Agent, "unlinkIdentity", unlink(OTHER, Uuid::new_v5(&REGISTRATION, b"identity")), "LAST_IDENTITY"),
        Refused(Agent, "unblockCustomer", customer(OTHER), "NOT_BLOCKED"),
        Done(Agent, "blockCustomer", customer(OTHER)),
        Refused(Agent, "blockCustomer", customer(OTHER), "ALREADY_BLOCKED"),
        Refused(Service, "openConversation", json!({"customerId": OTHER, "channel": "web"}), "CUSTOMER_BLOCKED"),
        Refused(Service, "openConversation", json!({"customerId": NOBODY, "channel": "web"}), "CUSTOMER_UNAVAILABLE"),
        Done(Admin, "eraseCustomer", customer(OTHER)),
        Refused(Agent, "changeProfile", profile(OTHER, "Otto".to_owned()), "CUSTOMER_ERASED"),
    ]
}

pub fn agreeing() -> Vec<Step> {
    let purpose = |id: Uuid, number: u32| json!({"customerId": id, "purpose": format!("purpose_{number}")});
    let mut steps: Vec<Step> = (0..50).map(|number| Done(Agent, "giveConsent", purpose(STRANGER, number))).collect();
    steps.push(Refused(Agent, "giveConsent", purpose(STRANGER, 50), "TOO_MANY_CONSENTS"));
    let nobody = json!({"customerId": CUSTOMER, "purpose": "张伟"});
    steps.push(Refused(Customer, "giveConsent", nobody, "INVALID_CONSENT"));
    steps.push(Refused(Customer, "giveConsent", purpose(STRANGER, 0), "NOT_THE_CUSTOMER"));
    steps.push(Refused(Customer, "withdrawConsent", purpose(STRANGER, 0), "NOT_THE_CUSTOMER"));
    steps
}

pub fn merged() -> Vec<Step> {
    let merge = |id: Uuid, into: Uuid| json!({"customerId": id, "intoCustomerId": into});
    vec![
        Refused(Agent, "mergeCustomer", merge(CUSTOMER, CUSTOMER), "MERGE_INTO_ITSELF"),
        Refused(Agent, "mergeCustomer", merge(CUSTOMER, NOBODY), "MERGE_TARGET_UNAVAILABLE"),
        Refused(Agent, "unmergeCustomer", json!({"customerId": CUSTOMER}), "NOT_MERGED"),
        Done(Agent, "mergeCustomer", merge(STRANGER, CUSTOMER)),
        Follows("customer.merge_received"),
        Refused(Agent, "changeProfile", json!({"customerId": STRANGER, "name": "Stan"}), "CUSTOMER_MERGED"),
        Done(Service, "registerCustomer", register()),
        Refused(Agent, "mergeCustomer", merge(CUSTOMER, OTHER), "HOLDS_MERGED"),
    ]
}
