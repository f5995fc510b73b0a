//! Articles are brought in once, and what is told of them is found, whatever dies meanwhile.

mod import;
mod index;

use serde_json::{Value, json};
use tests::graphql::Client;
use uuid::Uuid;

const SEARCH: &str = "query($text: String!, $at: Position) {
    searchKnowledge(text: $text, first: 100, minPosition: $at) { article { id } title { text } } }";

/// What an article of this title says.
fn content(title: &str) -> Value {
    json!({"language": "en", "audience": "CUSTOMER", "title": title, "body": format!("All about **{title}**.")})
}

fn with(mut input: Value, name: &str, value: impl Into<Value>) -> Value {
    input[name] = value.into();
    input
}

/// Publishes an article; the position at which it is.
async fn publish(client: &Client, id: Uuid, title: &str) -> Value {
    client.act("draftArticle", with(content(title), "id", id.to_string())).await;
    client.act("publishArticle", json!({"articleId": id})).await["position"].take()
}

/// The titles of what is found once the index has come to a position, in order.
async fn found(client: &Client, text: &str, at: &Value) -> Vec<String> {
    let data = client.query(SEARCH, &json!({"text": text, "at": at})).await;
    let hits = data["searchKnowledge"].as_array().unwrap().iter();
    let whole =
        |hit: &Value| hit["title"].as_array().unwrap().iter().map(|part| part["text"].as_str().unwrap()).collect();
    let mut titles: Vec<String> = hits.map(whole).collect();
    titles.sort_unstable();
    titles
}
