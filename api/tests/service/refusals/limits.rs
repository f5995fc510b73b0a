//! How many there may be of things.

use api::auth::Role::{Agent, Service, Supervisor};
use serde_json::{Value, json};
use uuid::Uuid;

use super::conversations::on;
use super::step::Step::{self, Done, Refused};
use crate::support::*;

/// As many as there may be, and one more.
fn up_to(
    most: u128,
    role: api::auth::Role,
    name: &'static str,
    input: impl Fn(u128) -> Value,
    code: &'static str,
) -> Vec<Step> {
    let fit = (0..most).map(|number| Done(role, name, input(number)));
    let steps: Vec<_> = fit.collect();
    steps.into_iter().chain([Refused(role, name, input(most), code)]).collect()
}

pub fn conversation() -> Vec<Step> {
    let participant = |number: u128| {
        let id = Uuid::from_u128(0x500 + number);
        on(json!({"participant": {"kind": "CUSTOMER", "id": id}, "role": "copied"}))
    };
    let field = |number| on(json!({"field": format!("f{number}"), "value": {"flag": true}}));
    [
        up_to(50, Agent, "addTag", |number| on(json!({"tag": format!("t{number}")})), "TOO_MANY_TAGS"),
        up_to(100, Agent, "setField", field, "TOO_MANY_FIELDS"),
        up_to(50, Agent, "addParticipant", participant, "TOO_MANY_PARTICIPANTS"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub fn people() -> Vec<Step> {
    let skill = |number| json!({"agentId": AGENT, "skill": format!("s{number}"), "level": 1});
    let identity = |number| {
        let identity = json!({"kind": "EXTERNAL", "system": "crm", "value": format!("id-{number}")});
        json!({"customerId": CUSTOMER, "identity": identity, "verifiedBy": "import"})
    };
    let languages: Vec<_> = ('a'..='u').map(|letter| format!("a{letter}")).collect();
    let many =
        Refused(Supervisor, "changeLanguages", json!({"agentId": AGENT, "languages": languages}), "TOO_MANY_LANGUAGES");
    [
        up_to(50, Supervisor, "grantSkill", skill, "TOO_MANY_SKILLS"),
        up_to(49, Service, "linkIdentity", identity, "TOO_MANY_IDENTITIES"),
        vec![many],
    ]
    .into_iter()
    .flatten()
    .collect()
}
