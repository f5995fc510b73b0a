//! What customers agree to, and what a provider says then of their turns.

use api::auth::Role::{self, Agent, Customer};
use commands::Clock as _;
use commands::conversation::ProposeIntent;
use serde_json::{Value, json};

use crate::support::*;

const CONSENTS: &str = "query ($id: ID!, $at: Position) { conversation(id: $id, minPosition: $at) {
    customer { consents { purpose given notice at } } } }";

async fn consents(stack: &Stack, role: Role, at: &str) -> Value {
    let data = stack.read(role, CONSENTS, json!({"id": CONVERSATION, "at": at})).await;
    data["conversation"]["customer"]["consents"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_say_themselves_what_they_agree_to_and_see_it() {
    let stack = Stack::set().await;
    let agreed = json!({"customerId": CUSTOMER, "purpose": "external_processing", "notice": "privacy/3"});
    done(&stack.mutate(Customer, "giveConsent", agreed).await);
    let refused = json!({"customerId": CUSTOMER, "purpose": "survey"});
    let payload = stack.mutate(Agent, "withdrawConsent", refused).await;
    let at = done(&payload)["position"].as_str().unwrap().to_owned();
    let now = stack.clock.now();
    let now = now.to_rfc3339();
    let expected = json!([
        {"purpose": "external_processing", "given": true, "notice": "privacy/3", "at": now},
        {"purpose": "survey", "given": false, "notice": null, "at": now},
    ]);
    for role in [Customer, Agent] {
        assert_eq!(consents(&stack, role, &at).await, expected, "{role:?}");
    }
    let payload = stack
        .mutate(Customer, "withdrawConsent", json!({"customerId": CUSTOMER, "purpose": "external_processing"}))
        .await;
    let at = done(&payload)["position"].as_str().unwrap().to_owned();
    assert_eq!(consents(&stack, Customer, &at).await[0]["given"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_provider_proposes_is_shown_found_and_counted() {
    let stack = Stack::listening().await;
    stack.customers().await;
    stack.open(CONVERSATION, CUSTOMER).await;
    let input = json!({"id": TURN, "conversationId": CONVERSATION, "text": "my quokka swallowed the umbrella"});
    done(&stack.mutate(Customer, "recordTurn", input).await);
    let code = |name: &'static str| domain::Code::known(name);
    let command = ProposeIntent {
        conversation: domain::ConversationId(CONVERSATION),
        turn: domain::TurnId(TURN),
        intents: vec![code("complaint")],
        model: code("small-chat-1"),
        tokens: 412,
    };
    let at = stack.command(0x77, command).await.to_string();
    let query = "query ($id: ID!, $at: Position) {
        conversation(id: $id, minPosition: $at) { intent turns(first: 1) { nodes { understanding {
            intents { intent } correctedIntents proposal { intents model tokens } } } } }
        conversations(filter: { intents: [\"complaint\"] }, minPosition: $at) { nodes { intent } }
        understandingActivity(minPosition: $at) { intents { name turns proposed } } }";
    let data = stack.read(Role::Supervisor, query, json!({"id": CONVERSATION, "at": at})).await;
    assert_eq!(data["conversation"]["intent"], "complaint");
    let understanding = json!({"intents": [], "correctedIntents": null,
        "proposal": {"intents": ["complaint"], "model": "small-chat-1", "tokens": 412}});
    assert_eq!(data["conversation"]["turns"]["nodes"][0]["understanding"], understanding);
    assert_eq!(data["conversations"]["nodes"], json!([{"intent": "complaint"}]));
    let counted = json!([{"name": null, "turns": 1, "proposed": 0}, {"name": "complaint", "turns": 0, "proposed": 1}]);
    assert_eq!(data["understandingActivity"][0]["intents"], counted);
}
