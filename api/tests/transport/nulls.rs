//! What becomes of the data around a field that failed.

use serde_json::{Value, json};

use crate::server::{Server, code};

async fn check(query: &str, data: Value) {
    let (status, body) = Server::start().await.ask(query).await;
    assert_eq!((status, code(&body), &body["data"]), (200, "NOT_FOUND", &data), "{query}");
    assert_eq!(body["errors"].as_array().unwrap().len(), 1, "{body}");
    assert!(body.as_object().unwrap().contains_key("data"));
}

#[tokio::test]
async fn a_field_that_may_be_null_becomes_null() {
    check("{ node { id mayFail } }", json!({"node": {"id": "1", "mayFail": null}})).await;
    check("{ node { mayFail } }", json!({"node": {"mayFail": null}})).await;
}

#[tokio::test]
async fn a_field_that_must_not_be_null_takes_its_object_with_it() {
    check("{ node { id perhaps { id fails } } }", json!({"node": {"id": "1", "perhaps": null}})).await;
    check("{ node { id perhaps { next { id fails } } } }", json!({"node": {"id": "1", "perhaps": null}})).await;
}

#[tokio::test]
async fn an_item_that_may_be_null_saves_its_list() {
    let query = "{ node { perhapsMany { id fails } } }";
    check(query, json!({"node": {"perhapsMany": [null, null]}})).await;
}

#[tokio::test]
async fn an_item_that_must_not_be_null_takes_its_list_with_it() {
    let query = "{ hello node { perhaps { many(count: 1) { id fails } } } }";
    check(query, json!({"hello": "world", "node": {"perhaps": null}})).await;
}

#[tokio::test]
async fn nothing_is_left_when_nothing_may_be_null() {
    check("{ hello node { next { fails } } }", Value::Null).await;
}
