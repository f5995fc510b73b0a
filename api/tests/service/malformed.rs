//! Input that is not as it must be: each kind with its code and message.

use api::auth::Role;
use serde_json::{Value, json};

use crate::support::*;

/// Told at once: the stack's patience is longer than anyone waits for a test.
const BEYOND: &str = "minPosition is beyond the end of the log";

async fn told(stack: &Stack, document: &str, variables: Value) -> (String, String) {
    let answer = stack.ask(Role::Admin, document, variables).await;
    let error = &answer["errors"][0];
    let code = error["extensions"]["code"].as_str().unwrap_or("-").to_owned();
    (code, error["message"].as_str().unwrap_or_else(|| panic!("{document}: {answer}")).to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_with_wrong_arguments_is_told_which() {
    let stack = Stack::new().await;
    let size = "first is a number from 1 to 100";
    let cursor = "the cursor is not one of this list in this order";
    let cases = [
        ("{ conversations(first: 0) { edges { cursor } } }", size),
        ("{ conversations(first: 101) { edges { cursor } } }", size),
        ("{ conversations(last: -1) { edges { cursor } } }", "last is a number from 1 to 100"),
        ("{ conversations(first: 1, last: 1) { edges { cursor } } }", "ask for first or last, not both"),
        ("{ conversations(after: \"x\") { edges { cursor } } }", cursor),
        ("{ agents(after: \"x\") { edges { cursor } } }", cursor),
        ("{ customers(before: \"x\") { edges { cursor } } }", cursor),
        ("{ conversation(id: \"x\") { id } }", "id is not the id of a conversation"),
        ("{ customer(id: \"x\") { id } }", "id is not the id of a customer"),
        ("{ agent(id: \"x\") { id } }", "id is not the id of an agent"),
        ("{ queue(id: \"x\") { id } }", "id is not the id of a queue"),
        ("{ node(id: \"x\") { id } }", "not an id of this api"),
        ("{ conversations(filter: { queueId: \"x\" }) { edges { cursor } } }", "queueId is not the id of a queue"),
        (
            "{ events(after: \"1\") { endPosition } }",
            "after is beyond the end of the log; read again from the beginning",
        ),
        ("{ conversations(minPosition: \"1\") { edges { cursor } } }", BEYOND),
        ("{ searchKnowledge(text: \"x\", minPosition: \"1\") { article { id } } }", BEYOND),
        ("{ activity(groupBy: HOUR) { opened } }", "groupBy HOUR takes hours with both ends, at most 31 days apart"),
        (
            "{ activity(groupBy: DAY, hours: { from: \"2020-01-01T00:00:00Z\", to: \"2023-01-01T00:00:00Z\" }) { opened } }",
            "groupBy DAY takes hours with both ends, at most 731 days apart",
        ),
        (
            "{ customerByIdentity(identity: { kind: EMAIL, value: \"x\" }) { id } }",
            "an e-mail address has the form local@domain",
        ),
    ];
    for (document, message) in cases {
        assert_eq!(
            told(&stack, document, json!({})).await,
            ("BAD_REQUEST".to_owned(), message.to_owned()),
            "{document}"
        );
    }
}

fn on(mut input: Value) -> Value {
    input["conversationId"] = json!(CONVERSATION);
    input
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mutation_with_a_wrong_field_is_told_which() {
    let stack = Stack::set().await;
    let long = |length| "x".repeat(length);
    let cases = [
        ("addTag", json!({"conversationId": "x", "tag": "late"}), "conversationId", "not the id of a conversation"),
        (
            "recordTurn",
            on(json!({"text": long(65_537), "author": {"kind": "ASSISTANT"}})),
            "text",
            "at most 65536 characters",
        ),
        (
            "recordTurn",
            on(json!({"text": "x"})),
            "author",
            "say who by a kind: CUSTOMER, ASSISTANT, or AGENT with an id",
        ),
        ("recordTurn", on(json!({"text": "x", "author": {"kind": "AGENT"}})), "author", "say who by their id"),
        (
            "recordTurn",
            on(json!({"text": "x", "author": {"kind": "ASSISTANT"}, "replyToId": "x"})),
            "replyToId",
            "not the id of a turn",
        ),
        ("resolveConversation", on(json!({"code": "a", "note": long(10_001)})), "note", "at most 10000 characters"),
        (
            "openConversation",
            json!({"channel": "web"}),
            "customerId",
            "say whose matter it is; register strangers first",
        ),
        (
            "openConversation",
            json!({"channel": "web", "customerId": CUSTOMER, "subject": long(501)}),
            "subject",
            "at most 500 characters",
        ),
        (
            "openConversation",
            json!({"channel": "web", "customerId": CUSTOMER, "priority": 6}),
            "priority",
            "a priority is a number from 1, the most pressing, to 5",
        ),
        ("assignConversation", on(json!({})), "agentId", "say which agent"),
        ("assignConversation", on(json!({"agentId": "x"})), "agentId", "not the id of an agent"),
        (
            "releaseConversation",
            on(json!({"to": {"agentId": AGENT}, "reason": "a"})),
            "to",
            "a queue, a skill or the assistant",
        ),
        (
            "releaseConversation",
            on(json!({"to": {"assistant": false}, "reason": "a"})),
            "to",
            "assistant is true or absent",
        ),
        ("requestHandoff", on(json!({"target": {"queueId": "x"}, "reason": "a"})), "target", "not the id of a queue"),
        ("acceptHandoff", on(json!({"handoffId": "x", "agentId": AGENT})), "handoffId", "not the id of a handoff"),
        ("snoozeConversation", on(json!({"until": {"nextTurn": false}})), "until", "nextTurn is true or absent"),
        (
            "rateConversation",
            on(json!({"by": {"kind": "CUSTOMER"}, "scale": "YES_NO", "score": 1})),
            "question",
            "say which question was answered",
        ),
        (
            "rateConversation",
            on(json!({"by": {"kind": "CUSTOMER"}, "scale": "CSAT", "question": "q", "score": 1})),
            "question",
            "only a yes or no has a question",
        ),
        (
            "linkIdentity",
            json!({"customerId": CUSTOMER, "identity": {"kind": "EXTERNAL", "value": "1"}, "verifiedBy": "sso"}),
            "system",
            "say which system the id is from",
        ),
        ("eraseCustomer", json!({"customerId": "x", "reason": "a"}), "customerId", "not the id of a customer"),
        ("changeQueue", json!({"queueId": "x", "name": "a"}), "queueId", "not the id of a queue"),
        ("changePresence", json!({"agentId": "x", "presence": "BUSY"}), "agentId", "not the id of an agent"),
    ];
    for (name, input, field, message) in cases {
        let payload = stack.mutate(Role::Admin, name, input).await;
        let error = &payload["userErrors"][0];
        assert_eq!(error["code"], "INVALID_INPUT", "{name}: {payload}");
        assert_eq!(
            (&error["kind"], &error["field"], &error["message"]),
            (&json!("INVALID"), &json!(field), &json!(message)),
            "{name}"
        );
        assert_eq!(payload["position"], Value::Null);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_acts_for_no_other() {
    let stack = Stack::set().await;
    let cases = [
        ("assignConversation", on(json!({"agentId": COLLEAGUE}))),
        ("changePresence", json!({"agentId": COLLEAGUE, "presence": "BUSY"})),
    ];
    for (name, input) in cases {
        let answer = stack.mutate_as(caller(Role::Agent), name, input, "").await;
        assert_eq!(
            (code(&answer), &answer["errors"][0]["message"]),
            ("FORBIDDEN", &json!("agents act for themselves"))
        );
    }
}
