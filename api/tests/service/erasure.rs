//! An erased customer: nobody reads a word of them any more, and the numbers stay.

use api::auth::Role;
use serde_json::{Value, json};

use crate::support::*;

const WORDS: &str = "query ($id: ID!, $customer: ID!) {
    list: conversations { edges { node { subject { text state } } } }
    now: conversation(id: $id) { turns { edges { node { text { text state } } } } customer { name { text state } } }
    then: conversation(id: $id, asOf: { time: \"9999-01-01T00:00:00Z\" }) { turns { edges { node { text { text state } } } } }
    customer(id: $customer) { name { text state } remark { text state } identities { value { text state } } }
    log: events(first: 100) { events { turn { text { text state } } } }
}";

const NUMBERS: &str =
    "{ conversationCount activity { opened customerTurns resolutions firstResponse { count meanMs } } }";

/// Every personal text in an answer, by its state.
fn states<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(state)) = fields.get("state") {
                found.push(state);
            }
            fields.values().for_each(|value| states(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| states(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

async fn words(stack: &Stack) -> Value {
    stack.settled().await;
    stack.read(Role::Admin, WORDS, json!({"id": CONVERSATION, "customer": CUSTOMER})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_customer_is_read_nowhere_and_counted_as_before() {
    let stack = Stack::set().await;
    let (before, numbers) = (words(&stack).await, stack.read(Role::Admin, NUMBERS, json!({})).await);
    let mut found = Vec::new();
    states(&before, &mut found);
    assert!(found.len() >= 8 && found.iter().all(|state| *state == "READABLE"), "{before}");

    let erasure = json!({"customerId": CUSTOMER, "reason": "request"});
    done(&stack.mutate_for(Role::Admin, "eraseCustomer", erasure, "customer { erased }").await);
    let after = words(&stack).await;
    let mut found = Vec::new();
    states(&after, &mut found);
    assert!(!found.is_empty() && found.iter().all(|state| *state == "ERASED"), "{after}");
    assert_eq!(stack.read(Role::Admin, NUMBERS, json!({})).await, numbers);
}

#[tokio::test(flavor = "multi_thread")]
async fn others_are_untouched_and_nothing_more_is_written_of_the_erased() {
    let stack = Stack::set().await;
    let erasure = json!({"customerId": CUSTOMER, "reason": "request"});
    done(&stack.mutate(Role::Admin, "eraseCustomer", erasure).await);
    stack.settled().await;
    let other = "query ($id: ID!) { customer(id: $id) { name { text } erased } }";
    let data = stack.read(Role::Agent, other, json!({"id": STRANGER})).await;
    assert_eq!(data["customer"], json!({"name": {"text": "Carla"}, "erased": false}));
    let turn = json!({"conversationId": CONVERSATION, "author": {"kind": "CUSTOMER"}, "text": "still here"});
    assert_eq!(refusal(&stack.mutate(Role::Service, "recordTurn", turn).await), "CUSTOMER_ERASED");
    let profile = json!({"customerId": CUSTOMER, "name": "Carla"});
    assert_eq!(refusal(&stack.mutate(Role::Agent, "changeProfile", profile).await), "CUSTOMER_ERASED");
    let intents = json!({"conversationId": CONVERSATION, "turnId": TURN, "intents": ["refund.late"]});
    assert_eq!(refusal(&stack.mutate(Role::Agent, "correctIntent", intents).await), "CUSTOMER_ERASED");
}
