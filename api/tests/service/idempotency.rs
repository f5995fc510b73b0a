//! Commands sent twice, late, or on what has changed since.

use api::auth::Role;
use serde_json::{Value, json};

use crate::support::*;

fn tag(command: u128, tag: &str) -> Value {
    json!({"commandId": uuid::Uuid::from_u128(command), "conversationId": CONVERSATION, "tag": tag})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_returns_the_first_result() {
    let stack = Stack::set().await;
    let first = stack.mutate(Role::Agent, "addTag", tag(7, "late")).await;
    stack.mutate(Role::Agent, "removeTag", json!({"conversationId": CONVERSATION, "tag": "late"})).await;
    let again = stack.mutate(Role::Agent, "addTag", tag(7, "late")).await;
    assert_eq!((&first["repeated"], &again["repeated"]), (&json!(false), &json!(true)));
    assert_eq!((&first["position"], &first["revision"]), (&again["position"], &again["revision"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_input_under_the_same_command_id_is_turned_down() {
    let stack = Stack::set().await;
    done(&stack.mutate(Role::Agent, "addTag", tag(7, "late")).await);
    let payload = stack.mutate(Role::Agent, "addTag", tag(7, "lost")).await;
    let error = &payload["userErrors"][0];
    assert_eq!(
        (&error["kind"], &error["code"], &error["field"]),
        (&json!("CONFLICT"), &json!("COMMAND_REUSED"), &json!("commandId"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_names_the_revision_to_read_again() {
    let stack = Stack::set().await;
    let at =
        |revision: &str, tag: &str| json!({"conversationId": CONVERSATION, "tag": tag, "expectedRevision": revision});
    let payload = stack.mutate(Role::Agent, "addTag", at("0", "late")).await;
    assert_eq!(refusal(&payload), "CONFLICT");
    let actual = payload["userErrors"][0]["revision"].as_str().unwrap();
    done(&stack.mutate(Role::Agent, "addTag", at(actual, "late")).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_services_say_when_something_happened() {
    let stack = Stack::set().await;
    let then = |tag: &str| json!({"conversationId": CONVERSATION, "tag": tag, "occurredAt": "2026-01-01T00:00:00Z"});
    let payload = stack.mutate(Role::Agent, "addTag", then("late")).await;
    assert_eq!(payload["userErrors"][0]["field"], "occurredAt");
    done(&stack.mutate(Role::Service, "addTag", then("late")).await);
    for (at, taken) in
        [("1969-12-31T23:59:59Z", false), ("2026-03-02T12:05:01Z", false), ("2026-03-02T12:05:00Z", true)]
    {
        let input = json!({"conversationId": CONVERSATION, "tag": "at", "occurredAt": at});
        let error = &stack.mutate(Role::Service, "addTag", input).await["userErrors"][0];
        let field = if taken { Value::Null } else { json!("occurredAt") };
        assert_eq!(error["field"], field, "{at}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_read_behind_its_position() {
    let stack = Stack::set().await;
    let document = "query ($id: ID!, $at: Position) { conversation(id: $id, minPosition: $at) { tags } }";
    for number in 0..20 {
        let payload = stack.mutate(Role::Agent, "addTag", tag(100 + number, &format!("t{number}"))).await;
        let variables = json!({"id": CONVERSATION, "at": payload["position"]});
        let data = stack.read(Role::Agent, document, variables).await;
        assert_eq!(data["conversation"]["tags"].as_array().unwrap().len() as u128, number + 1);
    }
}
