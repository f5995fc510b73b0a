//! Articles as those who serve read them.

use api::auth::Role::{Agent, Customer, Supervisor};
use serde_json::{Value, json};

use crate::support::*;

const LIST: &str = "query ($filter: ArticleFilterInput, $position: Position) {
    articles(filter: $filter, minPosition: $position) { edges { node { title status } } } }";

/// Drafts an article under a title, and publishes it when that is wanted.
async fn write(stack: &Stack, id: u128, title: &str, tag: &str, publish: bool) -> String {
    let id = uuid::Uuid::from_u128(id);
    stack.clock.advance(chrono::TimeDelta::seconds(1));
    let input = json!({"id": id, "language": "en", "audience": "CUSTOMER", "title": title, "body": "**Text**",
        "tags": [tag]});
    let mut payload = stack.mutate(Supervisor, "draftArticle", input).await;
    if publish {
        payload = stack.mutate(Supervisor, "publishArticle", json!({"articleId": id})).await;
    }
    done(&payload)["position"].as_str().unwrap().to_owned()
}

async fn titles(stack: &Stack, filter: Value, position: &str) -> Vec<String> {
    let data = stack.read(Agent, LIST, json!({"filter": filter, "position": position})).await;
    let edges = data["articles"]["edges"].as_array().unwrap().iter();
    edges.map(|edge| edge["node"]["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_filtered_and_what_changed_last_comes_first() {
    let stack = Stack::new().await;
    write(&stack, 1, "Refunds", "money", true).await;
    write(&stack, 2, "Parcels", "parcels", true).await;
    let at = write(&stack, 3, "Fees", "money", false).await;
    assert_eq!(titles(&stack, json!({}), &at).await, ["Fees", "Parcels", "Refunds"]);
    assert_eq!(titles(&stack, json!({"statuses": ["PUBLISHED"]}), &at).await, ["Parcels", "Refunds"]);
    assert_eq!(titles(&stack, json!({"tags": ["money"]}), &at).await, ["Fees", "Refunds"]);
    assert_eq!(titles(&stack, json!({"languages": ["de"]}), &at).await, [""; 0]);
    assert_eq!(titles(&stack, json!({"audience": "AGENT"}), &at).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_stands_beside_what_is_published() {
    let stack = Stack::new().await;
    write(&stack, 1, "Refunds", "money", true).await;
    let id = uuid::Uuid::from_u128(1);
    let input = json!({"articleId": id, "language": "de", "audience": "AGENT", "title": "Erstattung", "body": "Text"});
    let more = "article { id title language status published { number title } draft { number title body tags } }";
    let payload = stack.mutate_for(Supervisor, "reviseArticle", input, more).await;
    let article = &done(&payload)["article"];
    assert_eq!((&article["title"], &article["language"]), (&json!("Refunds"), &json!("en")));
    assert_eq!(article["published"], json!({"number": 1, "title": "Refunds"}));
    assert_eq!(article["draft"], json!({"number": 2, "title": "Erstattung", "body": "Text", "tags": []}));

    let document = "query ($id: ID!) { node(id: $id) { ... on Article { title } } }";
    let node = |data: Value| data["node"].clone();
    let variables = json!({"id": article["id"]});
    assert_eq!(node(stack.read(Agent, document, variables.clone()).await), json!({"title": "Refunds"}));
    assert_eq!(node(stack.read(Customer, document, variables.clone()).await), Value::Null);
    let foreigner = api::auth::Principal { tenant: "other".to_owned(), ..caller(Supervisor) };
    assert_eq!(node(stack.ask_as(Some(foreigner), document, variables).await["data"].clone()), Value::Null);
}
