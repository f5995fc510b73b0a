//! Operations over a WebSocket.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    server::{Server, TOKEN},
    socket::Socket,
};

async fn check_data(socket: &mut Socket, id: &str, data: Value) {
    let message = socket.receive().await;
    assert_eq!((&message["type"], &message["id"]), (&json!("next"), &json!(id)), "{message}");
    assert_eq!(message["payload"]["data"], data);
}

async fn check_complete(socket: &mut Socket, id: &str) {
    assert_eq!(socket.receive().await, json!({"type": "complete", "id": id}));
}

/// An `error` message, instead of any `next`.
async fn check_error(socket: &mut Socket, id: &str, code: &str) {
    let message = socket.receive().await;
    assert_eq!((&message["type"], &message["id"]), (&json!("error"), &json!(id)), "{message}");
    assert_eq!(message["payload"][0]["extensions"]["code"], code, "{message}");
    assert!(!message.to_string().contains("hunter2"));
}

#[tokio::test]
async fn queries_mutations_and_subscriptions_share_a_connection() {
    let server = Server::start().await;
    let mut socket = Socket::ready(&server).await;
    socket.subscribe("q", "{ hello }").await;
    check_data(&mut socket, "q", json!({"hello": "world"})).await;
    check_complete(&mut socket, "q").await;
    socket.subscribe("m", "mutation { run }").await;
    check_data(&mut socket, "m", json!({"run": 1})).await;
    check_complete(&mut socket, "m").await;
    socket.subscribe("s", "subscription { count(to: 2) { position } }").await;
    check_data(&mut socket, "s", json!({"count": {"position": 1}})).await;
    check_data(&mut socket, "s", json!({"count": {"position": 2}})).await;
    check_complete(&mut socket, "s").await;
}

#[tokio::test]
async fn an_operation_that_cannot_run_is_an_error_and_not_a_next() {
    let server = Server::start_with(|config| config.limits.execution_time = Duration::from_millis(50)).await;
    let mut socket = Socket::ready(&server).await;
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription ($n: Int!) { count(to: $n) { position } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { members { position } }", "UNAUTHENTICATED"),
        ("{ node { many(count: 20000) { id } } }", "LIMIT_EXCEEDED"),
        ("{ never }", "TIMEOUT"),
        ("{ panics }", "INTERNAL"),
    ] {
        socket.subscribe("1", query).await;
        check_error(&mut socket, "1", code).await;
    }
    socket.subscribe("1", "{ hello }").await;
    check_data(&mut socket, "1", json!({"hello": "world"})).await;
}

#[tokio::test]
async fn a_panic_in_mid_stream_ends_one_operation_and_no_other() {
    let mut socket = Socket::ready(&Server::start().await).await;
    socket.subscribe("1", "subscription { panics { position } }").await;
    check_data(&mut socket, "1", json!({"panics": {"position": 1}})).await;
    check_error(&mut socket, "1", "INTERNAL").await;
    socket.subscribe("2", "{ hello }").await;
    check_data(&mut socket, "2", json!({"hello": "world"})).await;
}

#[tokio::test]
async fn an_event_that_fails_does_not_end_its_subscription() {
    let mut socket = Socket::ready(&Server::start().await).await;
    socket.subscribe("1", "subscription { stumbles(to: 2) { position } }").await;
    let first = socket.receive().await;
    assert_eq!(
        (&first["type"], &first["payload"]["errors"][0]["extensions"]["code"]),
        (&json!("next"), &json!("NOT_FOUND"))
    );
    check_data(&mut socket, "1", json!({"stumbles": {"position": 2}})).await;
    check_complete(&mut socket, "1").await;
}

#[tokio::test]
async fn a_completed_operation_stops_and_its_id_is_free_again() {
    let mut socket = Socket::ready(&Server::start().await).await;
    socket.subscribe("1", "subscription { waits { position } }").await;
    check_data(&mut socket, "1", json!({"waits": {"position": 1}})).await;
    socket.send(&json!({"type": "complete", "id": "1"})).await;
    socket.send(&json!({"type": "complete", "id": "unknown"})).await;
    socket.subscribe("1", "{ hello }").await;
    check_data(&mut socket, "1", json!({"hello": "world"})).await;
    check_complete(&mut socket, "1").await;
}

#[tokio::test]
async fn a_ping_is_answered_with_its_payload() {
    let mut socket = Socket::open(&Server::start().await).await;
    socket.send(&json!({"type": "ping", "payload": {"n": 1}})).await;
    assert_eq!(socket.receive().await, json!({"type": "pong", "payload": {"n": 1}}));
    socket.send(&json!({"type": "pong"})).await;
    socket.send(&json!({"type": "ping"})).await;
    assert_eq!(socket.receive().await, json!({"type": "pong"}));
}

#[tokio::test]
async fn the_token_of_the_payload_names_the_caller() {
    let server = Server::start().await;
    for payload in [json!({"authorization": format!("Bearer {TOKEN}")}), json!({"token": TOKEN})] {
        let mut socket = Socket::open(&server).await;
        socket.initialise(&payload).await;
        socket.subscribe("1", "{ whoami }").await;
        check_data(&mut socket, "1", json!({"whoami": "sue@acme"})).await;
    }
}

#[tokio::test]
async fn the_token_of_the_upgrade_names_the_caller_too() {
    let server = Server::start().await;
    let authorization = format!("Bearer {TOKEN}");
    let headers = [("sec-websocket-protocol", "graphql-transport-ws"), ("authorization", authorization.as_str())];
    let mut socket = Socket::connect(&server, &headers).await.unwrap();
    socket.initialise(&json!({})).await;
    socket.subscribe("1", "{ whoami }").await;
    check_data(&mut socket, "1", json!({"whoami": "sue@acme"})).await;
}

#[tokio::test]
async fn operations_at_once_are_limited_per_connection() {
    let server = Server::start_with(|config| config.websocket.max_operations = 2).await;
    let mut socket = Socket::ready(&server).await;
    for id in ["1", "2"] {
        socket.subscribe(id, "subscription { silent { position } }").await;
    }
    socket.subscribe("3", "{ hello }").await;
    check_error(&mut socket, "3", "LIMIT_EXCEEDED").await;
    socket.send(&json!({"type": "complete", "id": "1"})).await;
    socket.subscribe("3", "{ hello }").await;
    check_data(&mut socket, "3", json!({"hello": "world"})).await;
}

#[tokio::test]
async fn a_client_slower_than_its_subscription_misses_nothing() {
    let server = Server::start_with(|config| config.websocket.outgoing_buffer = 1).await;
    let mut socket = Socket::ready(&server).await;
    socket.subscribe("1", "subscription { count(to: 5000) { position value } }").await;
    for position in 1..=5000 {
        assert_eq!(socket.receive().await["payload"]["data"]["count"]["position"], position);
    }
    check_complete(&mut socket, "1").await;
}

#[tokio::test]
async fn each_operation_has_a_request_id_of_its_own() {
    let mut socket = Socket::ready(&Server::start().await).await;
    let mut seen = Vec::new();
    for id in ["1", "2"] {
        socket.subscribe(id, "{ ids }").await;
        seen.push(socket.receive().await["payload"]["data"]["ids"].clone());
        check_complete(&mut socket, id).await;
    }
    assert_ne!(seen[0][0], seen[1][0]);
    assert_eq!(seen[0][1], seen[1][1], "the connection correlates them");
}
