//! Search in the articles, for those who serve.

use api::auth::Role::{self, Agent, Assistant, Customer, Supervisor};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::*;

const SEARCH: &str = "query ($text: String, $conversation: ID, $language: Language, $audience: ArticleAudience,
        $position: Position) {
    searchKnowledge(text: $text, conversationId: $conversation, language: $language, audience: $audience,
        minPosition: $position) {
        article { title status } version score title { text isMatch } snippet { text isMatch } } }";

/// Publishes an article; the position at which it is.
async fn publish(stack: &Stack, id: u128, audience: &str, title: &str, body: &str) -> String {
    let id = Uuid::from_u128(id);
    let input = json!({"id": id, "language": "en", "audience": audience, "title": title, "body": body});
    done(&stack.mutate(Supervisor, "draftArticle", input).await);
    let payload = stack.mutate(Supervisor, "publishArticle", json!({"articleId": id})).await;
    done(&payload)["position"].as_str().unwrap().to_owned()
}

async fn search(stack: &Stack, role: Role, variables: Value) -> Vec<Value> {
    let data = stack.read(role, SEARCH, variables).await;
    data["searchKnowledge"].as_array().unwrap().clone()
}

fn titles(hits: &[Value]) -> Vec<&str> {
    hits.iter().map(|hit| hit["article"]["title"].as_str().unwrap()).collect()
}

/// A stage with two articles for customers and one for agents.
async fn stage() -> (Stack, String) {
    let stack = Stack::set().await;
    publish(&stack, 1, "CUSTOMER", "When a refund arrives", "A refund takes **five** days.").await;
    publish(&stack, 2, "CUSTOMER", "Where a parcel is", "Look at the *number* on the label.").await;
    let at = publish(&stack, 3, "AGENT", "Granting a refund", "Ask a supervisor above 100.").await;
    (stack, at)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_shows_what_was_asked_for() {
    let (stack, at) = stage().await;
    let hits = search(&stack, Agent, json!({"text": "where is my parcel?", "position": at})).await;
    assert_eq!(titles(&hits), ["Where a parcel is"]);
    let marked: Vec<_> = hits[0]["title"].as_array().unwrap().iter().filter(|part| part["isMatch"] == true).collect();
    assert_eq!(marked, [&json!({"text": "parcel", "isMatch": true})]);
    let snippet: String =
        hits[0]["snippet"].as_array().unwrap().iter().map(|part| part["text"].as_str().unwrap()).collect();
    assert_eq!(snippet, "Look at the number on the label.");
    assert_eq!((&hits[0]["version"], &hits[0]["article"]["status"]), (&json!(1), &json!("PUBLISHED")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_assistant_gets_what_customers_may_read_unless_it_says_otherwise() {
    let (stack, at) = stage().await;
    let ask = |audience: Value| json!({"text": "refund", "audience": audience, "position": at});
    let for_customers = search(&stack, Assistant, ask(Value::Null)).await;
    assert_eq!(titles(&for_customers), ["When a refund arrives"]);
    assert_eq!(search(&stack, Assistant, ask(json!("AGENT"))).await.len(), 2);
    assert_eq!(search(&stack, Agent, ask(Value::Null)).await.len(), 2);
    assert_eq!(search(&stack, Agent, json!({"text": "refund", "language": "de"})).await.len(), 0);
    let refused = stack.ask(Customer, SEARCH, json!({"text": "refund"})).await;
    assert_eq!(code(&refused), "FORBIDDEN");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_conversation_what_the_customer_said_last_is_asked() {
    let (stack, at) = stage().await;
    let hits = search(&stack, Agent, json!({"conversation": CONVERSATION, "position": at})).await;
    assert_eq!(titles(&hits), ["Where a parcel is"]);
    let turn = json!({"conversationId": CONVERSATION, "text": "and my refund?"});
    done(&stack.mutate(Customer, "recordTurn", turn).await);
    let note = json!({"conversationId": CONVERSATION, "text": "a parcel", "visibility": "INTERNAL"});
    done(
        &stack
            .mutate(Supervisor, "assignConversation", json!({"conversationId": CONVERSATION, "agentId": AGENT}))
            .await,
    );
    done(&stack.mutate(Agent, "recordTurn", note).await);
    stack.settled().await;
    let hits = search(&stack, Assistant, json!({"conversation": CONVERSATION})).await;
    assert_eq!(titles(&hits), ["When a refund arrives", "Where a parcel is"]);
    let nothing_said = stack.ask(Agent, SEARCH, json!({"conversation": ELSEWHERE})).await;
    assert_eq!(code(&nothing_said), "BAD_REQUEST");
    assert_eq!(code(&stack.ask(Agent, SEARCH, json!({"conversation": NOBODY})).await), "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_retired_is_not_found_and_the_status_says_how_far_the_index_is() {
    let (stack, _) = stage().await;
    let retired = json!({"articleId": Uuid::from_u128(2), "reason": "outdated"});
    let at = done(&stack.mutate(Supervisor, "retireArticle", retired).await)["position"].clone();
    assert_eq!(search(&stack, Agent, json!({"text": "parcel", "position": at})).await, [Value::Null; 0]);
    let data = stack.read(Agent, "{ status { head search { position lag state error } } }", json!({})).await;
    let head = data["status"]["head"].clone();
    let search = json!({"position": head, "lag": 0, "state": "FOLLOWING", "error": null});
    assert_eq!(data["status"]["search"], search);
}
