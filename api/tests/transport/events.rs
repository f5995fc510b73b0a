//! GraphQL over server-sent events.

use std::{sync::Arc, time::Duration};

use reqwest::header;
use serde_json::{Value, json};

use crate::server::{Server, SignInIsDown, TOKEN, code, read};

/// Reads a whole stream and checks it.
async fn check(query: &str, expected: &str) {
    let response = Server::start().await.stream(query).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    let text = response.text().await.unwrap();
    assert_eq!(text, expected);
}

#[tokio::test]
async fn a_subscription_is_a_row_of_next_and_one_complete() {
    check(
        "subscription { count(to: 2) { position } }",
        r#"event: next
data: {"data":{"count":{"position":1}},"extensions":{"cost":{"complexity":2,"depth":2}}}
id: 1

event: next
data: {"data":{"count":{"position":2}},"extensions":{"cost":{"complexity":2,"depth":2}}}
id: 2

event: complete
data: 
data: 

"#,
    )
    .await;
}

#[tokio::test]
async fn an_event_without_a_position_has_no_id() {
    check(
        "subscription { count(to: 1) { value } }",
        r#"event: next
data: {"data":{"count":{"value":"line\nbreak"}},"extensions":{"cost":{"complexity":2,"depth":2}}}

event: complete
data: 
data: 

"#,
    )
    .await;
}

#[tokio::test]
async fn a_query_is_one_next() {
    check(
        "{ hello }",
        r#"event: next
data: {"data":{"hello":"world"},"extensions":{"cost":{"complexity":1,"depth":1}}}

event: complete
data: 
data: 

"#,
    )
    .await;
}

#[tokio::test]
async fn a_subscription_resumes_after_the_last_event_seen() {
    let server = Server::start().await;
    let query = [("query", "subscription { count(to: 9) { position } }")];
    let request = server.client.get(server.url("/graphql/stream")).query(&query);
    let request = request.header(header::ACCEPT, "text/event-stream").header("last-event-id", "7");
    let text = request.send().await.unwrap().text().await.unwrap();
    let ids: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("id: ")).collect();
    assert_eq!(ids, ["8", "9"]);
}

async fn check_refused(server: &Server, query: &str, status: u16, expected: &str) {
    let response = server.stream(query).send().await.unwrap();
    assert!(response.headers()[header::CONTENT_TYPE].to_str().unwrap().contains("json"));
    let (found, body) = read(response).await;
    assert_eq!((found, code(&body)), (status, expected), "{query}");
}

#[tokio::test]
async fn an_operation_that_cannot_run_is_answered_before_the_stream_starts() {
    let server = Server::start().await;
    check_refused(&server, "{", 400, "GRAPHQL_PARSE_FAILED").await;
    check_refused(&server, "subscription { unknown }", 400, "GRAPHQL_VALIDATION_FAILED").await;
    check_refused(&server, "subscription { members { position } }", 401, "UNAUTHENTICATED").await;
    check_refused(&server, "{ panics }", 500, "INTERNAL").await;
}

#[tokio::test]
async fn a_bad_token_or_a_bad_last_event_id_is_answered_before_the_stream_starts() {
    let server = Server::start().await;
    let request = || server.stream("subscription { waits { position } }");
    let (status, body) = read(request().bearer_auth("guess").send().await.unwrap()).await;
    assert_eq!((status, code(&body)), (401, "UNAUTHENTICATED"));
    let (status, body) = read(request().header("last-event-id", "x").send().await.unwrap()).await;
    assert_eq!((status, code(&body)), (400, "BAD_REQUEST"));
    let down = Server::start_with(|config| config.authenticate = Arc::new(SignInIsDown)).await;
    let (status, body) = read(down.stream("{ hello }").bearer_auth("x").send().await.unwrap()).await;
    assert_eq!((status, code(&body)), (503, "UNAVAILABLE"));
}

#[tokio::test]
async fn a_caller_with_a_token_subscribes() {
    let server = Server::start().await;
    let request = server.stream("subscription { members { position } }").bearer_auth(TOKEN);
    assert!(request.send().await.unwrap().text().await.unwrap().contains(r#""members":{"position":1}"#));
}

#[tokio::test]
async fn a_panic_in_mid_stream_ends_it_and_tells_nothing() {
    let text = Server::start().await.stream("subscription { panics { position } }");
    let text = text.send().await.unwrap().text().await.unwrap();
    let last = text.lines().filter_map(|line| line.strip_prefix("data: {")).next_back().unwrap();
    let last: Value = serde_json::from_str(&format!("{{{last}")).unwrap();
    assert_eq!(last, json!({"errors": [{"message": "internal error", "extensions": {"code": "INTERNAL"}}]}));
    assert!(text.trim_end().contains("event: complete\n"), "{text}");
}

#[tokio::test]
async fn a_silent_stream_starts_at_once_and_is_kept_alive_by_comments() {
    let server = Server::start_with(|config| config.sse_keep_alive = Duration::from_millis(10)).await;
    let mut response = server.stream("subscription { silent { position } }").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(&response.chunk().await.unwrap().unwrap()[..1], b":");
}

#[tokio::test]
async fn a_shutdown_ends_a_stream_without_complete() {
    let server = Server::start().await;
    let mut response = server.stream("subscription { waits { position } }").send().await.unwrap();
    assert!(response.chunk().await.unwrap().unwrap().starts_with(b"event: next"));
    server.shutdown.shut_down();
    assert_eq!(response.text().await.unwrap(), "");
}
