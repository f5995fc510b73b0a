//! A Conversation as it stood: by place in the log and by time.

use api::auth::Role;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::*;

const THEN: &str = "query ($id: ID!, $then: AsOfInput) {
    conversation(id: $id, asOf: $then) { tags turns { edges { node { text { text state } redactionReason } } } } }";

async fn then(stack: &Stack, moment: Value) -> Value {
    stack.read(Role::Agent, THEN, json!({"id": CONVERSATION, "then": moment})).await["conversation"].take()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_shown_as_it_stood_at_a_place_or_a_time() {
    let stack = Stack::set().await;
    let before = stack.settled().await.to_string();
    stack.clock.advance(TimeDelta::hours(1));
    done(&stack.mutate(Role::Agent, "addTag", json!({"conversationId": CONVERSATION, "tag": "late"})).await);
    assert_eq!(then(&stack, json!({"position": before})).await["tags"], json!([]));
    assert_eq!(then(&stack, json!({"time": "2026-03-02T12:30:00Z"})).await["tags"], json!([]));
    assert_eq!(then(&stack, json!({"time": "2026-03-02T13:00:00Z"})).await["tags"], json!(["late"]));
    assert_eq!(then(&stack, json!({"time": "2026-03-02T11:00:00Z"})).await, Value::Null);
    assert_eq!(then(&stack, json!({"position": "0"})).await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn how_it_will_stand_nobody_knows() {
    let stack = Stack::set().await;
    let head = stack.settled().await;
    assert_eq!(then(&stack, json!({"position": head.to_string()})).await["tags"], json!([]));
    let beyond = json!({"id": CONVERSATION, "then": {"position": (head + 1).to_string()}});
    let answer = stack.ask(Role::Agent, THEN, beyond).await;
    assert_eq!((code(&answer), &answer["data"]["conversation"]), ("BAD_REQUEST", &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_redacted_later_is_not_shown_as_it_stood_before() {
    let stack = Stack::set().await;
    let before = stack.settled().await.to_string();
    let redaction = json!({"conversationId": CONVERSATION, "turnId": TURN, "reason": "card_number"});
    done(&stack.mutate(Role::Agent, "redactTurn", redaction).await);
    let shown = then(&stack, json!({"position": before})).await;
    let turn = &shown["turns"]["edges"][0]["node"];
    assert_eq!(turn["text"], json!({"text": null, "state": "REDACTED"}));
    assert_eq!(turn["redactionReason"], "card_number");
}
