//! What is watched: caught up, live, resumed; and only what one may see.

use std::pin::Pin;

use api::auth::Role;
use api::transport::ResumeAfter;
use futures_util::{Stream, StreamExt as _};
use serde_json::{Value, json};

use crate::support::*;

type Watched = Pin<Box<dyn Stream<Item = Value>>>;

fn watch(stack: &Stack, role: Role, document: &str, variables: Value, resume: Option<u64>) -> Watched {
    let request = Stack::request(Some(caller(role)), document, variables).data(ResumeAfter(resume));
    let responses = stack.schema.execute_stream(request);
    Box::pin(responses.map(|response| serde_json::to_value(response).unwrap()))
}

const CONVERSATION_EVENTS: &str = "subscription ($id: ID!, $after: Position) {
    conversationEvents(conversationId: $id, after: $after) { position type turn { text { text } } actor { kind id } } }";

async fn next(watched: &mut Watched) -> Value {
    let response = watched.next().await.unwrap();
    assert_eq!(response["errors"], Value::Null, "{response}");
    response["data"]["conversationEvents"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_catches_up_and_goes_on_live() {
    let stack = Stack::set().await;
    let variables = json!({"id": CONVERSATION, "after": "0"});
    let mut watched = watch(&stack, Role::Agent, CONVERSATION_EVENTS, variables, None);
    assert_eq!(next(&mut watched).await["type"], "conversation.opened");
    let turn = next(&mut watched).await;
    assert_eq!(turn["turn"]["text"]["text"], "where is my parcel?");
    done(&stack.mutate(Role::Agent, "addTag", json!({"conversationId": CONVERSATION, "tag": "late"})).await);
    assert_eq!(next(&mut watched).await["type"], "conversation.tag_added");

    let from: u64 = turn["position"].as_str().unwrap().parse().unwrap();
    let mut resumed = watch(&stack, Role::Agent, CONVERSATION_EVENTS, json!({"id": CONVERSATION}), Some(from));
    assert_eq!(next(&mut resumed).await["type"], "conversation.tag_added");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_watches_their_own_and_is_not_told_of_notes() {
    let stack = Stack::set().await;
    stack.assign(CONVERSATION).await;
    for input in [json!({"text": "she shouts", "visibility": "INTERNAL"}), json!({"text": "on its way"})] {
        let mut input = input;
        input["conversationId"] = json!(CONVERSATION);
        done(&stack.mutate(Role::Agent, "recordTurn", input).await);
    }
    let variables = json!({"id": CONVERSATION, "after": "0"});
    let mut watched = watch(&stack, Role::Customer, CONVERSATION_EVENTS, variables, None);
    let mut types = Vec::new();
    for _ in 0..4 {
        let event = next(&mut watched).await;
        assert_eq!(event["actor"]["id"], Value::Null);
        types.push((event["type"].as_str().unwrap().to_owned(), event["turn"]["text"]["text"].clone()));
    }
    assert_eq!(types[2].0, "conversation.assigned");
    assert_eq!(types[3], ("conversation.turn_recorded".to_owned(), json!("on its way")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_told_of_a_redacted_answer_and_not_of_a_redacted_note() {
    let stack = Stack::set().await;
    let note = uuid::Uuid::from_u128(0x51);
    let input = json!({"conversationId": CONVERSATION, "id": note, "text": "rude", "visibility": "INTERNAL",
        "author": {"kind": "ASSISTANT"}});
    done(&stack.mutate(Role::Supervisor, "recordTurn", input).await);
    for turn in [note, TURN] {
        let input = json!({"conversationId": CONVERSATION, "turnId": turn, "reason": "rude"});
        done(&stack.mutate(Role::Supervisor, "redactTurn", input).await);
    }
    let document = "subscription ($id: ID!, $after: Position) {
        conversationEvents(conversationId: $id, after: $after) { type details { turnId reason } } }";
    let told = |role: Role| watch(&stack, role, document, json!({"id": CONVERSATION, "after": "0"}), None);
    let mut seen = Vec::new();
    let mut watched = told(Role::Customer);
    for _ in 0..3 {
        seen.push(next(&mut watched).await);
    }
    let turn = async_graphql::ID::from(api::graphql::node_id::NodeId::Turn(
        domain::ConversationId(CONVERSATION),
        domain::TurnId(TURN),
    ));
    assert_eq!(seen[2]["type"], "conversation.turn_redacted");
    assert_eq!(seen[2]["details"], json!({"turnId": turn.as_str(), "reason": null}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_who_has_seen_more_than_the_log_holds_is_told() {
    let stack = Stack::set().await;
    let variables = json!({"id": CONVERSATION, "after": "9999"});
    let mut watched = watch(&stack, Role::Agent, CONVERSATION_EVENTS, variables, None);
    assert_eq!(code(&watched.next().await.unwrap()), "BAD_REQUEST");
    let mut resumed = watch(&stack, Role::Auditor, "subscription { log { type } }", json!({}), Some(9999));
    assert_eq!(code(&resumed.next().await.unwrap()), "BAD_REQUEST");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_does_not_watch_another() {
    let stack = Stack::set().await;
    let theirs = uuid::Uuid::from_u128(0x99);
    stack.open(theirs, STRANGER).await;
    let mut watched = watch(&stack, Role::Customer, CONVERSATION_EVENTS, json!({"id": theirs}), None);
    assert_eq!(code(&watched.next().await.unwrap()), "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread")]
async fn queues_agents_and_the_log_are_watched() {
    let stack = Stack::set().await;
    let handoff = json!({"conversationId": CONVERSATION, "target": {"queueId": QUEUE}, "reason": "asked_for"});
    done(&stack.mutate(Role::Assistant, "requestHandoff", handoff).await);
    stack.assign(CONVERSATION).await;
    let cases = [
        (Role::Agent, "queueEvents(queueId: $queue, after: \"0\")", "conversation.handoff_requested"),
        (Role::Agent, "agentEvents(after: \"0\")", "agent.registered"),
        (Role::Auditor, "log(after: \"0\", types: [\"queue.\"])", "queue.defined"),
    ];
    for (role, field, first) in cases {
        let unused = if field.contains("$queue") { "($queue: ID!)" } else { "" };
        let document = format!("subscription {unused} {{ event: {field} {{ type }} }}");
        let mut watched = watch(&stack, role, &document, json!({"queue": QUEUE}), None);
        assert_eq!(watched.next().await.unwrap()["data"]["event"]["type"], first, "{field}");
    }
}
