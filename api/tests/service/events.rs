//! `/v1/events`: the log to take away and to follow.

use std::time::Duration;

use api::auth::Role;
use axum::http::StatusCode;
use futures_util::StreamExt as _;
use serde_json::{Value, json};

use crate::support::server::{Server, text};
use crate::support::*;

fn lines(body: &str) -> Vec<Value> {
    body.lines().filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

async fn export(server: &Server, query: &str) -> Vec<Value> {
    let response = server.get(&format!("/v1/events{query}"), Some(Role::Auditor)).await;
    assert_eq!(
        (response.status(), &response.headers()["content-type"]),
        (StatusCode::OK, &"application/x-ndjson".parse().unwrap())
    );
    lines(&text(response).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_log_is_taken_away_in_order_and_sealed() {
    let stack = Stack::set().await;
    let server = Server::over(&stack);
    let events = export(&server, "").await;
    let positions: Vec<_> = events.iter().map(|event| event["position"].as_u64().unwrap()).collect();
    let head = stack.services.store.head().await.unwrap();
    assert_eq!(positions, (1..=head).collect::<Vec<_>>());
    let turn = events.iter().find(|event| event["type"] == "conversation.turn_recorded").unwrap();
    assert_eq!((&turn["body"]["index"], &turn["actor"]["kind"]), (&json!(0), &json!("customer")));
    assert!(!json!(events).to_string().contains("parcel"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_stands_in_the_log_as_one() {
    let stack = Stack::set().await;
    let server = Server::over(&stack);
    let erasure = json!({"customerId": CUSTOMER, "reason": "request"});
    for (role, mutation, input) in [
        (Role::Supervisor, "grantSkill", json!({"agentId": AGENT, "skill": "refunds", "level": 3})),
        (Role::Admin, "eraseCustomer", erasure),
    ] {
        let payload = stack.mutate(role, mutation, input).await;
        assert_eq!(payload["userErrors"], json!([]), "{payload}");
    }
    let events = export(&server, "?types=agent.skill_granted,customer.erased").await;
    let actors: Vec<_> = events.iter().map(|event| &event["actor"]["kind"]).collect();
    assert_eq!(actors, ["supervisor", "admin"], "{events:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_was_cut_off_goes_on_behind_the_last_position() {
    let stack = Stack::set().await;
    let server = Server::over(&stack);
    let all = export(&server, "").await;
    let first = export(&server, "?limit=3").await;
    let rest = export(&server, &format!("?after={}", first[2]["position"])).await;
    assert_eq!([first, rest].concat(), all);
    let head = stack.services.store.head().await.unwrap();
    assert_eq!(export(&server, &format!("?after={head}")).await, Vec::<Value>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn types_and_a_stream_narrow_it() {
    let stack = Stack::set().await;
    let server = Server::over(&stack);
    let staff = export(&server, "?types=agent.,queue.defined").await;
    assert_eq!(
        staff.iter().map(|event| event["type"].as_str().unwrap()).collect::<Vec<_>>(),
        ["agent.registered", "agent.registered", "queue.defined"]
    );
    let stream = format!("conversation-{CONVERSATION}");
    let one = export(&server, &format!("?stream={stream}")).await;
    assert!(one.len() == 2 && one.iter().all(|event| event["stream"] == stream));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_gets_what_is_to_come_until_the_server_ends() {
    let stack = Stack::set().await;
    let server = Server::over(&stack);
    let head = stack.services.store.head().await.unwrap();
    let response = server.get(&format!("/v1/events?follow=true&after={head}"), Some(Role::Auditor)).await;
    let mut chunks = response.into_body().into_data_stream();
    done(&stack.mutate(Role::Agent, "addTag", json!({"conversationId": CONVERSATION, "tag": "late"})).await);
    let chunk = chunks.next().await.unwrap().unwrap();
    assert_eq!(lines(std::str::from_utf8(&chunk).unwrap())[0]["type"], "conversation.tag_added");
    server.shutdown.shut_down();
    assert!(chunks.next().await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_hears_an_empty_line_while_nothing_happens() {
    let stack = Stack::new().await;
    let server = Server::over_with(&stack, |config| config.sse_keep_alive = Duration::from_millis(5));
    let response = server.get("/v1/events?follow=true", Some(Role::Auditor)).await;
    let mut chunks = response.into_body().into_data_stream();
    for _ in 0..2 {
        assert_eq!(chunks.next().await.unwrap().unwrap(), "\n");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_gets_its_own_part() {
    let stack = Stack::set().await;
    let response = Server::over(&stack).get_with("/v1/events", Some("Bearer of another tenant".to_owned())).await;
    assert_eq!((response.status(), text(response).await.as_str()), (StatusCode::OK, ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_or_asks_wrongly_is_told() {
    let stack = Stack::new().await;
    let server = Server::over(&stack);
    let bad = "`limit` is a whole number from 1";
    let beyond = "`after` is beyond the end of the log; read again from the beginning";
    let cases = [
        ("/v1/events", None, 401, "UNAUTHENTICATED", "sign in first: send a bearer token"),
        ("/v1/events", Some("Bearer x"), 401, "UNAUTHENTICATED", "the bearer token is not valid"),
        ("/v1/events", Some("Basic x"), 401, "UNAUTHENTICATED", "the bearer token is not valid"),
        ("/v1/events", Some("Bearer the token of agent"), 403, "FORBIDDEN", "your role does not allow this"),
        ("/v1/events?limit=0", Some("Bearer the token of auditor"), 400, "BAD_REQUEST", bad),
        ("/v1/events?after=1", Some("Bearer the token of auditor"), 400, "BAD_REQUEST", beyond),
    ];
    for (path, authorization, status, code, message) in cases {
        let response = server.get_with(path, authorization.map(str::to_owned)).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(response.headers().contains_key("www-authenticate"), status == 401);
        let body: Value = serde_json::from_str(&text(response).await).unwrap();
        assert_eq!(body, json!({"code": code, "message": message}));
    }
}
