//! The ledger as it is served and proved, checked with what an outsider has: keys, and the verifier.

mod proofs;
mod seals;
mod subscription;
mod tiles;
mod witnesses;

use serde_json::{Value, json};

use crate::support::*;

/// Adds this many events to the log.
async fn go_on(stack: &Stack, count: u64) {
    let from = stack.services.store.head().await.unwrap();
    for number in from..from + count {
        // Each value is new, so each is an event.
        let field = json!({"conversationId": CONVERSATION, "field": "sum", "value": {"number": number}});
        done(&stack.mutate(api::auth::Role::Agent, "setField", field).await);
    }
}

/// A number that stands as a string.
fn number(value: &Value) -> u64 {
    value.as_str().unwrap().parse().unwrap()
}
