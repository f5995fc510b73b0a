//! `docs/graphql.md`: every step can be sent as it stands, in order.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tests::graphql::{Client, fresh_id};
use tests::home::{Home, token};
use tests::repository;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_step_of_the_page_can_be_sent_as_it_stands() {
    let page = std::fs::read_to_string(repository::root().join("docs/graphql.md")).unwrap();
    let home = Home::sqlite();
    let server = home.serve();
    let client = Client::new(&server.url, token("supervisor"));
    let mut known = BTreeMap::new();
    let mut last = Value::Null;
    for step in steps(&page) {
        known.insert("command".to_owned(), json!(fresh_id()));
        last = client.query(step, &Value::Object(variables(step, &known))).await;
        let payload = last.as_object().unwrap().values().next().unwrap();
        assert!(payload["userErrors"].as_array().is_none_or(Vec::is_empty), "{step}{last}");
        learn(&last, &mut known);
    }
    let end = &last["conversations"]["nodes"][0];
    assert_eq!(
        (&end["status"], &end["turnCount"], &end["ratings"][0]["score"]),
        (&json!("RESOLVED"), &json!(2), &json!(5))
    );
}

fn steps(page: &str) -> impl Iterator<Item = &str> {
    page.split("```graphql\n").skip(1).filter_map(|rest| rest.split("```").next())
}

/// The variables a step declares; each must be known from the steps before.
fn variables(step: &str, known: &BTreeMap<String, Value>) -> Map<String, Value> {
    let declared = step.lines().next().unwrap().split('$').skip(1).filter_map(|rest| rest.split(':').next());
    declared
        .map(|name| (name.to_owned(), known.get(name).unwrap_or_else(|| panic!("{step}\n{name}?")).clone()))
        .collect()
}

/// As the page says: `customer { id }` is `$customer`, `turnId` is `$turn`, `position` is `$position`.
fn learn(answer: &Value, known: &mut BTreeMap<String, Value>) {
    for (name, value) in answer.as_object().into_iter().flatten() {
        if let Some(id) = value.get("id") {
            known.insert(name.clone(), id.clone());
        }
        if let Some(object) = name.strip_suffix("Id").or((name == "position").then_some("position")) {
            known.insert(object.to_owned(), value.clone());
        }
        learn(value, known);
    }
}
