//! The log as its readers get it: one JSON object an event, from GraphQL or from `/v1/events`.

use std::collections::HashMap;

use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::graphql::Client;

/// The whole log; panics when it has a gap in its positions or in the revisions of a stream.
pub async fn whole(client: &Client) -> Vec<Value> {
    let events: Vec<Value> = client.lines("after=0").await.collect().await;
    let head = client.query("{ status { head } }", &json!({})).await;
    assert_eq!(head["status"]["head"], events.len().to_string(), "the log was read to its end");
    assert_gapless(&events);
    events
}

/// Panics when positions do not run from 1, or the revisions of a stream not from 0, each without gap or repeat.
pub fn assert_gapless(events: &[Value]) {
    let mut revisions: HashMap<&str, u64> = HashMap::new();
    for (event, expected) in events.iter().zip(1..) {
        assert_eq!(position(event), expected, "{event}");
        let next = revisions.entry(text(event, "stream")).or_default();
        assert_eq!(event["revision"], *next, "{event}");
        *next += 1;
    }
}

/// The position of an event, which is a text in GraphQL and a number elsewhere; panics when it has none.
#[must_use]
pub fn position(event: &Value) -> u64 {
    let position = &event["position"];
    let number = position.as_u64().or_else(|| position.as_str()?.parse().ok());
    number.unwrap_or_else(|| panic!("an event has a position: {event}"))
}

/// A text of an event; panics when it has none of that name.
#[must_use]
pub fn text<'a>(event: &'a Value, name: &str) -> &'a str {
    event[name].as_str().unwrap_or_else(|| panic!("an event has a {name}: {event}"))
}
