//! Which code and status each failure has, and that nothing internal leaves the server.

use std::{sync::Arc, time::Duration};

use api::ErrorCode;
use reqwest::header;
use serde_json::{Value, json};

use crate::server::{Server, SignInIsDown, code, read};

/// Asks with both media types; they differ in the status alone.
async fn check(query: &str, expected: &str, strict_status: u16, json_status: u16) {
    let server = Server::start_with(|config| config.limits.execution_time = Duration::from_millis(300)).await;
    for (accept, expected_status) in
        [("application/graphql-response+json", strict_status), ("application/json", json_status)]
    {
        let request = server.client.post(server.url("/graphql")).header(header::ACCEPT, accept);
        let (status, body) = read(request.json(&json!({"query": query})).send().await.unwrap()).await;
        assert_eq!((code(&body), status), (expected, expected_status), "{accept}: {query}: {body}");
        assert!(body.get("data").is_none(), "{body}");
        assert!(!body.to_string().contains("hunter2"), "{body}");
    }
}

#[tokio::test]
async fn a_document_that_is_not_graphql() {
    check("{", "GRAPHQL_PARSE_FAILED", 400, 200).await;
}

#[tokio::test]
async fn a_document_that_does_not_fit_the_schema() {
    check("{ unknown }", "GRAPHQL_VALIDATION_FAILED", 400, 200).await;
    check("query ($n: Int!) { atMostTen(count: $n) }", "GRAPHQL_VALIDATION_FAILED", 400, 200).await;
    check("{ atMostTen(count: \"many\") }", "GRAPHQL_VALIDATION_FAILED", 400, 200).await;
    check("{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED", 400, 200).await;
}

#[tokio::test]
async fn an_operation_that_takes_too_long() {
    check("{ never }", "TIMEOUT", 504, 504).await;
}

#[tokio::test]
async fn a_resolver_that_panics() {
    check("{ panics }", "INTERNAL", 500, 500).await;
}

#[tokio::test]
async fn a_variable_of_the_wrong_type_is_found_before_execution() {
    let server = Server::start().await;
    let body = json!({"query": "query ($n: Int!) { atMostTen(count: $n) }", "variables": {"n": "x"}});
    let (status, body) = read(server.post(&body).send().await.unwrap()).await;
    assert_eq!((status, code(&body)), (400, "GRAPHQL_VALIDATION_FAILED"), "{body}");
}

#[tokio::test]
async fn a_malformed_body_is_a_bad_request_with_either_type() {
    let server = Server::start().await;
    for malformed in ["", "{", "7", "{}", r#"{"query":7}"#, r#"[{"query":"{hello}"}]"#] {
        let request = server.client.post(server.url("/graphql")).header(header::CONTENT_TYPE, "application/json");
        let (status, body) = read(request.body(malformed).send().await.unwrap()).await;
        assert_eq!((status, code(&body)), (400, "BAD_REQUEST"), "{malformed}");
    }
}

#[tokio::test]
async fn sign_in_that_is_down_is_unavailable() {
    let server = Server::start_with(|config| config.authenticate = Arc::new(SignInIsDown)).await;
    let request = server.post(&json!({"query": "{hello}"})).bearer_auth("x");
    let (status, body) = read(request.send().await.unwrap()).await;
    assert_eq!((status, code(&body)), (503, "UNAVAILABLE"));
}

#[tokio::test]
async fn a_field_fails_with_the_code_its_resolver_chose() {
    let server = Server::start().await;
    for expected in ErrorCode::ALL {
        let (status, body) = server.ask(&format!("{{ failsWith(code: \"{}\") hello }}", expected.as_str())).await;
        assert_eq!((status, code(&body)), (200, expected.as_str()));
        assert_eq!(body["data"], json!({"failsWith": null, "hello": "world"}));
        assert_eq!(body["errors"][0]["message"], "as asked");
    }
}

#[tokio::test]
async fn an_error_nobody_meant_for_clients_is_hidden() {
    let server = Server::start().await;
    for field in ["leaks", "leaksPlainly"] {
        let (_, body) = server.ask(&format!("{{ {field} }}")).await;
        let expected = json!([{
            "message": "internal error",
            "locations": [{"line": 1, "column": 3}],
            "path": [field],
            "extensions": {"code": "INTERNAL"},
        }]);
        assert_eq!(body["errors"], expected);
        assert!(!body.to_string().contains("hunter2"));
    }
}

#[tokio::test]
async fn a_wrong_argument_is_explained() {
    let (status, body) = Server::start().await.ask("{ atMostTen(count: 11) }").await;
    assert_eq!((status, code(&body), &body["data"]), (200, "BAD_REQUEST", &Value::Null));
    assert!(body["errors"][0]["message"].as_str().unwrap().contains("10"), "{body}");
}
