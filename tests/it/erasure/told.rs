//! Everything personal that can be told of a customer, told once, with the same canary in all of it.

use serde_json::{Value, json};
use tests::graphql::{Client, fresh_id};

/// Where it was told.
pub(super) struct Told {
    pub(super) canary: &'static str,
    pub(super) customer: Value,
    /// Opaque, for GraphQL.
    pub(super) conversation: Value,
    /// The UUID, for the command line.
    pub(super) conversation_uuid: String,
    pub(super) turn: Value,
    pub(super) email: String,
    /// The position of the last of it.
    pub(super) position: Value,
}

/// Registers a customer and holds a conversation with them.
pub(super) async fn tell(client: &Client, canary: &'static str) -> Told {
    let email = format!("{canary}@example.org");
    let identity = json!({"kind": "EMAIL", "value": email});
    let register = json!({
        "identity": identity, "verifiedBy": "code_sent", "source": "web",
        "name": format!("{canary} name"), "remark": format!("{canary} remark"),
    });
    let customer = client.act("registerCustomer", register).await["customer"]["id"].take();
    let phone = json!({"kind": "EXTERNAL", "system": "crm", "value": format!("{canary}-crm")});
    client.act("linkIdentity", json!({"customerId": customer, "identity": phone, "verifiedBy": "desk"})).await;

    let id = fresh_id();
    let open = json!({"id": id, "customerId": customer, "channel": "web", "subject": format!("{canary} subject")});
    let conversation = client.act("openConversation", open).await["conversationId"].take();
    let turn = speak(client, canary, &conversation).await;
    let position = settle(client, canary, &conversation).await;
    Told { canary, customer, conversation, conversation_uuid: id.to_string(), turn, email, position }
}

async fn on(client: &Client, conversation: &Value, name: &'static str, mut input: Value) -> Value {
    input["conversationId"] = conversation.clone();
    client.act(name, input).await
}

/// What is said and written down; returns the id of the customer's turn.
async fn speak(client: &Client, canary: &str, conversation: &Value) -> Value {
    let attachment = json!({
        "id": fresh_id(), "mediaType": "image/png", "size": 7,
        "reference": format!("s3://{canary}"), "name": format!("{canary}.png"),
    });
    let turn = json!({
        "author": {"kind": "CUSTOMER"}, "text": format!("{canary} said this"), "attachments": [attachment],
        "externalId": format!("{canary}-message-1"),
    });
    let turn = on(client, conversation, "recordTurn", turn).await["turnId"].take();
    let request = fresh_id();
    let query = fresh_id();
    for (name, input) in [
        ("recordTurn", json!({"author": {"kind": "ASSISTANT"}, "text": format!("yes, {canary}")})),
        ("setField", json!({"field": "plate", "value": {"text": format!("{canary} plate")}})),
        ("queryKnowledge", json!({"queryId": query, "source": "orders", "constraints": format!("of {canary}")})),
        (
            "returnKnowledge",
            json!({"queryId": query, "source": "orders", "total": 1, "item": format!("{canary} order")}),
        ),
        ("selectKnowledge", json!({"slot": "primary", "item": format!("{canary} order")})),
    ] {
        on(client, conversation, name, input).await;
    }
    let agent = client.act("registerAgent", json!({"name": "An agent"})).await["agent"]["id"].take();
    on(client, conversation, "assignConversation", json!({"agentId": agent})).await;
    let author = json!({"kind": "AGENT", "id": agent});
    for (name, input) in [
        ("recordTurn", json!({"author": author, "visibility": "INTERNAL", "text": format!("{canary} is upset")})),
        ("requestSuggestions", json!({"requestId": request, "agentId": agent, "text": format!("for {canary}")})),
    ] {
        on(client, conversation, name, input).await;
    }
    turn
}

/// How it goes on and ends; returns the position of the last event.
async fn settle(client: &Client, canary: &str, conversation: &Value) -> Value {
    let target = json!({"skill": {"skill": "refunds"}});
    for (name, input) in [
        ("requestHandoff", json!({"target": target, "reason": "asked", "note": format!("handing {canary} over")})),
        (
            "escalateConversation",
            json!({"tier": 1, "urgency": "HIGH", "reason": "angry", "note": format!("{canary}!")}),
        ),
        ("resolveConversation", json!({"code": "refunded", "note": format!("{canary} was refunded")})),
    ] {
        on(client, conversation, name, input).await;
    }
    let comment = format!("{canary} is content");
    let rate = json!({"by": {"kind": "CUSTOMER"}, "scale": "CSAT", "score": 5, "comment": comment});
    on(client, conversation, "rateConversation", rate).await["position"].take()
}
