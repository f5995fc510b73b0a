//! One who holds conversations until the server is gone, and remembers what was sent and what was answered.

use std::collections::HashMap;

use serde_json::{Value, json};
use tests::graphql::{Client, Failure, Mutation, fresh_id};
use tests::log::{position, text};
use tokio::sync::watch;

/// A mutation that was sent, and its payload if one came.
pub(super) struct Sent {
    pub(super) mutation: Mutation,
    pub(super) answer: Option<Value>,
}

/// Holds one conversation after the other until an answer does not come.
pub(super) async fn write_until_away(client: Client, acknowledged: watch::Sender<usize>) -> Vec<Sent> {
    let mut sent = Vec::new();
    loop {
        for mutation in conversation() {
            let answer = match client.send(&mutation).await {
                Ok(payload) => Some(payload),
                Err(Failure::Unknown(_)) => None,
                Err(Failure::Refused(code)) => panic!("{mutation:?}: {code}"),
            };
            let is_away = answer.is_none();
            sent.push(Sent { mutation, answer });
            if is_away {
                return sent;
            }
            acknowledged.send_modify(|count| *count += 1);
        }
    }
}

/// A customer with a matter that is handed off and settled. Every id is chosen here, so that all can be sent again.
fn conversation() -> Vec<Mutation> {
    let (customer, id) = (fresh_id(), fresh_id());
    let identity = json!({"kind": "EMAIL", "value": format!("{customer}@example.org")});
    let register = json!({"id": customer, "identity": identity, "verifiedBy": "code_sent", "source": "web"});
    let open = json!({"id": id, "customerId": customer, "channel": "web", "language": "en", "subject": "a matter"});
    let on = |name, mut input: Value| {
        input["conversationId"] = json!(id);
        Mutation::new(name, input)
    };
    let says = |kind: &str, text: &str| on("recordTurn", json!({"author": {"kind": kind}, "text": text}));
    vec![
        Mutation::new("registerCustomer", register),
        Mutation::new("openConversation", open),
        says("CUSTOMER", "where is it?"),
        says("ASSISTANT", "on its way"),
        on("addTag", json!({"tag": "late"})),
        on("setField", json!({"field": "order", "value": {"text": "A-17"}})),
        says("CUSTOMER", "a person, please"),
        on("requestHandoff", json!({"target": {"skill": {"skill": "parcels"}}, "reason": "asked_for_a_person"})),
        on("resolveConversation", json!({"code": "settled", "note": "called back"})),
        on("rateConversation", json!({"by": {"kind": "CUSTOMER"}, "scale": "CSAT", "score": 4})),
    ]
}

/// The event that a mutation stands for.
fn event_of(mutation: &str) -> &'static str {
    match mutation {
        "registerCustomer" => "customer.registered",
        "openConversation" => "conversation.opened",
        "recordTurn" => "conversation.turn_recorded",
        "addTag" => "conversation.tag_added",
        "setField" => "conversation.field_set",
        "requestHandoff" => "conversation.handoff_requested",
        "resolveConversation" => "conversation.resolved",
        "rateConversation" => "conversation.rated",
        other => panic!("nobody sends {other}"),
    }
}

/// Every command has its event once, in one piece that ends at the position that was acknowledged.
pub(super) fn assert_each_stands_once(sent: &[Sent], log: &[Value]) {
    let mut by_command: HashMap<&str, Vec<&Value>> = HashMap::new();
    for event in log {
        by_command.entry(text(event, "command_id")).or_default().push(event);
    }
    for Sent { mutation, answer } in sent {
        let command = mutation.command.to_string();
        let events = by_command.get(command.as_str()).unwrap_or_else(|| panic!("{mutation:?} is not in the log"));
        let of_its_kind = events.iter().filter(|event| event["type"] == event_of(mutation.name)).count();
        assert_eq!(of_its_kind, 1, "{mutation:?}: {events:?}");
        let positions: Vec<u64> = events.iter().map(|event| position(event)).collect();
        assert!(positions.is_sorted_by(|a, b| a + 1 == *b), "{mutation:?} stands in pieces: {positions:?}");
        let acknowledged = position(answer.as_ref().expect("all were answered in the end"));
        assert_eq!(positions.last(), Some(&acknowledged), "{mutation:?}");
    }
}
