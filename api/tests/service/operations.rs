//! What operators ask: `/readyz`, `/version`, `/metrics`, and `/livez` beside them.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::Stack;
use crate::support::server::{Server, text};

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_can_read_and_follow_the_log_is_ready() {
    let stack = Stack::set().await;
    let response = Server::over(&stack).get("/readyz", None).await;
    assert_eq!(response.status(), StatusCode::OK);
    let body: Value = serde_json::from_str(&text(response).await).unwrap();
    assert_eq!((&body["ready"], &body["checks"][0]), (&json!(true), &json!({"name": "log", "ok": true})));
    assert!(body["checks"].as_array().unwrap().iter().any(|check| check["name"] == "view:transcript"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_whose_reaction_does_badly_is_not_ready() {
    let stack = Stack::new().await;
    let well = Server::reacting(&stack, || vec![("waker".to_owned(), true)]).get("/readyz", None).await;
    assert_eq!(well.status(), StatusCode::OK);
    let badly = Server::reacting(&stack, || vec![("waker".to_owned(), false)]).get("/readyz", None).await;
    assert_eq!(badly.status(), StatusCode::SERVICE_UNAVAILABLE);
    let body: Value = serde_json::from_str(&text(badly).await).unwrap();
    let check = json!({"name": "reaction:waker", "ok": false, "reason": "it fails or stands still"});
    assert!(body["checks"].as_array().unwrap().contains(&check), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_version_and_life_are_told_to_anyone() {
    let stack = Stack::new().await;
    let server = Server::over(&stack);
    assert_eq!(text(server.get("/version", None).await).await, r#"{"name":"colloquy","version":"0.0.0-test"}"#);
    assert_eq!(server.get("/livez", None).await.status(), StatusCode::NO_CONTENT);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_metrics_hold_the_log_and_its_views() {
    let stack = Stack::set().await;
    let server = Server::over(&stack);
    stack.settled().await;
    let metrics = text(server.get("/metrics", None).await).await;
    for name in ["colloquy_log_head_position", "colloquy_view_position{view=\"transcript\"}", "colloquy_view_live"] {
        assert!(metrics.contains(name), "{name} is missing:\n{metrics}");
    }
    assert!(!metrics.contains("carla") && !metrics.contains("parcel"));
}
