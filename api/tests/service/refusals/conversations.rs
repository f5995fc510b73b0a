//! What is turned down about opening, speaking and marking.

use api::auth::Role::{Agent, Assistant, Customer, Service};
use serde_json::{Value, json};
use uuid::Uuid;

use super::step::Step::{self, Done, Refused};
use crate::support::*;

const THEIRS: Uuid = Uuid::from_u128(0x80);
const NOTE: Uuid = Uuid::from_u128(0x81);

pub fn on(mut input: Value) -> Value {
    input["conversationId"] = json!(CONVERSATION);
    input
}

pub fn begun() -> Vec<Step> {
    let tag = |command: Uuid, tag: &str| on(json!({"commandId": command, "tag": tag}));
    vec![
        Refused(Agent, "addTag", json!({"conversationId": NOBODY, "tag": "late"}), "CONVERSATION_NOT_FOUND"),
        Refused(Agent, "addTag", json!({"conversationId": "x", "tag": "late"}), "INVALID_INPUT"),
        Refused(
            Service,
            "openConversation",
            json!({"id": CONVERSATION, "customerId": CUSTOMER, "channel": "web"}),
            "CONVERSATION_ALREADY_OPENED",
        ),
        Done(Agent, "addTag", tag(NOBODY, "late")),
        Refused(Agent, "addTag", tag(NOBODY, "lost"), "COMMAND_REUSED"),
        Refused(Agent, "addTag", on(json!({"tag": "lost", "expectedRevision": "0"})), "CONFLICT"),
    ]
}

pub fn spoken() -> Vec<Step> {
    let theirs = json!({"id": THEIRS, "customerId": STRANGER, "channel": "web"});
    let note = json!({"text": "x", "visibility": "INTERNAL"});
    let as_colleague = json!({"text": "x", "author": {"kind": "AGENT", "id": COLLEAGUE}});
    vec![
        Done(Service, "openConversation", theirs),
        Refused(Customer, "recordTurn", json!({"conversationId": THEIRS, "text": "x"}), "NOT_THE_CUSTOMER"),
        Refused(Customer, "recordTurn", on(note), "NOTE_BY_CUSTOMER"),
        Refused(Customer, "recordTurn", on(json!({"text": ""})), "EMPTY_TURN"),
        Refused(Agent, "recordTurn", on(json!({"text": "x"})), "NOT_ANSWERING"),
        Refused(Agent, "recordTurn", on(as_colleague), "NOT_THE_AUTHOR"),
        Refused(Assistant, "recordTurn", on(json!({"text": "x", "epoch": 9})), "STALE_EPOCH"),
        Refused(Assistant, "recordTurn", on(json!({"id": TURN, "text": "x"})), "TURN_EXISTS"),
        Done(Customer, "recordTurn", on(json!({"text": "x", "externalId": "m-1"}))),
        Refused(Customer, "recordTurn", on(json!({"text": "y", "externalId": "m-1"})), "DUPLICATE_TURN"),
        Refused(Agent, "correctIntent", on(json!({"turnId": TURN, "intents": ["a", "a"]})), "INVALID_INTENTS"),
        Done(Agent, "recordTurn", on(json!({"id": NOTE, "text": "x", "visibility": "INTERNAL"}))),
        Refused(Agent, "correctIntent", on(json!({"turnId": NOTE, "intents": ["a"]})), "NOT_A_CUSTOMERS_TURN"),
        Refused(Agent, "redactTurn", on(json!({"turnId": NOBODY, "reason": "secret"})), "TURN_NOT_FOUND"),
        Done(Agent, "redactTurn", on(json!({"turnId": TURN, "reason": "secret"}))),
        Refused(Agent, "redactTurn", on(json!({"turnId": TURN, "reason": "secret"})), "ALREADY_REDACTED"),
        Refused(Customer, "rateConversation", on(json!({"scale": "CSAT", "score": 6})), "SCORE_OFF_SCALE"),
    ]
}

pub fn marked() -> Vec<Step> {
    let colleague = || json!({"participant": {"kind": "AGENT", "id": COLLEAGUE}, "role": "expert"});
    let gone = json!({"participant": {"kind": "AGENT", "id": COLLEAGUE}});
    let pick = json!({"requestId": NOBODY, "option": "a", "agentId": AGENT});
    vec![
        Refused(Service, "removeParticipant", on(gone), "NOT_PARTICIPANT"),
        Done(Service, "addParticipant", on(colleague())),
        Refused(Service, "addParticipant", on(colleague()), "ALREADY_PARTICIPANT"),
        Refused(Service, "pickSuggestion", on(pick), "SUGGESTION_NOT_FOUND"),
        Refused(Service, "returnKnowledge", on(json!({"queryId": NOBODY, "source": "kb"})), "QUERY_NOT_FOUND"),
    ]
}
