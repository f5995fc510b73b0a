//! Every event says whether and where it is sealed.

use api::auth::Role;
use api::graphql::lookups::Lookups;
use serde_json::{Value, json};

use super::{go_on, number};
use crate::support::*;

const EVENTS: &str = "{ events(first: 100) { events { position seal { sealed leafIndex checkpointSize sealedAt } } } }";

async fn seals(stack: &Stack) -> Vec<(u64, Value)> {
    // As the transport asks, with what one query remembers.
    let request = Stack::request(Some(caller(Role::Auditor)), EVENTS, json!({})).data(Lookups::default());
    let answer = serde_json::to_value(stack.schema.execute(request).await).unwrap();
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    let events = answer["data"]["events"]["events"].as_array().unwrap().iter();
    events.map(|event| (number(&event["position"]), event["seal"].clone())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_tells_the_first_checkpoint_that_covers_it() {
    let stack = Stack::set().await;
    let first = stack.seal.now().await.head.size;
    go_on(&stack, 2).await;
    let second = stack.seal.now().await.head.size;
    go_on(&stack, 1).await;
    let seals = seals(&stack).await;
    assert_eq!(seals.len() as u64, second + 1);
    for (position, seal) in seals {
        let covering = [first, second].into_iter().find(|size| *size >= position);
        let expected = json!({
            "sealed": covering.is_some(),
            "leafIndex": (position - 1).to_string(),
            "checkpointSize": covering.map(|size| size.to_string()),
            "sealedAt": covering.map(|_| "2026-03-02T12:00:00+00:00"),
        });
        assert_eq!(seal, expected, "{position}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_without_what_a_query_remembers_too() {
    let stack = Stack::set().await;
    let size = stack.seal.now().await.head.size;
    let document =
        "query ($id: ID!) { conversation(id: $id) { events { edges { node { seal { checkpointSize } } } } } }";
    let data = stack.read(Role::Customer, document, json!({"id": CONVERSATION})).await;
    let edges = data["conversation"]["events"]["edges"].as_array().unwrap();
    assert!(!edges.is_empty());
    assert!(edges.iter().all(|edge| number(&edge["node"]["seal"]["checkpointSize"]) == size));
}
