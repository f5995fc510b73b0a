//! Methods, media types, ids and callers over HTTP.

use reqwest::header;
use serde_json::json;

use crate::server::{Server, TOKEN, code, read};

#[tokio::test]
async fn a_query_is_answered_with_its_cost() {
    let (status, body) = Server::start().await.ask("query A { node { many(count: 3) { id } } }").await;
    assert_eq!(status, 200);
    assert_eq!(body["data"]["node"]["many"].as_array().unwrap().len(), 3);
    assert_eq!(body["extensions"]["cost"], json!({"complexity": 4, "depth": 3}));
}

#[tokio::test]
async fn fields_are_answered_in_the_order_in_which_they_are_asked_for() {
    let server = Server::start().await;
    let query = "query A { late { id } hello first: late { same: id id } } query B { hello late { id } }";
    for (operation, expected) in [
        ("A", r#"{"late":{"id":"1"},"hello":"world","first":{"same":"1","id":"1"}}"#),
        ("B", r#"{"hello":"world","late":{"id":"1"}}"#),
    ] {
        let body = json!({"query": query, "operationName": operation});
        let answer = server.post(&body).send().await.unwrap().text().await.unwrap();
        assert!(answer.contains(&format!("\"data\":{expected}")), "{answer}");
    }
}

#[tokio::test]
async fn a_response_names_its_type_and_is_not_cached() {
    let server = Server::start().await;
    let response = server.post(&json!({"query": "{hello}"})).send().await.unwrap();
    let value = |name| response.headers()[name].to_str().unwrap();
    assert_eq!(value(header::CONTENT_TYPE), "application/graphql-response+json; charset=utf-8");
    assert_eq!(value(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn a_get_request_asks_with_a_query_string() {
    let server = Server::start().await;
    let pairs = [("query", "query A($n: Int!) { atMostTen(count: $n) }"), ("variables", r#"{"n":3}"#)];
    let (status, body) = read(server.client.get(server.url("/graphql")).query(&pairs).send().await.unwrap()).await;
    assert_eq!((status, &body["data"]), (200, &json!({"atMostTen": 3})));
}

#[tokio::test]
async fn a_mutation_runs_over_post_and_never_over_get() {
    let server = Server::start().await;
    let query = [("query", "mutation { run }")];
    for path in ["/graphql", "/graphql/stream"] {
        let request = server.client.get(server.url(path)).header(header::ACCEPT, "text/event-stream, */*");
        let response = request.query(&query).send().await.unwrap();
        assert_eq!(response.headers()[header::ALLOW], "POST");
        let (status, body) = read(response).await;
        assert_eq!((status, code(&body)), (405, "BAD_REQUEST"));
    }
    assert_eq!(server.runs.count(), 0);
    assert_eq!(server.ask("mutation { run }").await.1["data"], json!({"run": 1}));
}

#[tokio::test]
async fn a_body_of_another_type_is_not_read() {
    let server = Server::start().await;
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let request = server.client.post(server.url("/graphql")).header(header::CONTENT_TYPE, content_type);
        let (status, body) = read(request.body(r#"{"query":"mutation{run}"}"#).send().await.unwrap()).await;
        assert_eq!((status, code(&body)), (415, "BAD_REQUEST"), "{content_type}");
    }
    assert_eq!(server.runs.count(), 0);
}

#[tokio::test]
async fn a_client_that_accepts_neither_type_is_told() {
    let server = Server::start().await;
    for path in ["/graphql", "/graphql/stream"] {
        let request = server.client.post(server.url(path)).header(header::ACCEPT, "image/png");
        let (status, body) = read(request.json(&json!({"query": "{hello}"})).send().await.unwrap()).await;
        assert_eq!((status, code(&body)), (406, "BAD_REQUEST"), "{path}");
    }
}

#[tokio::test]
async fn an_unknown_method_is_refused() {
    let server = Server::start().await;
    let response = server.client.delete(server.url("/graphql")).send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()[header::ALLOW]),
        (405, &"GET,HEAD,POST".parse().unwrap())
    );
}

#[tokio::test]
async fn a_subscription_is_sent_to_its_transports() {
    let (status, body) = Server::start().await.ask("subscription { waits { position } }").await;
    assert_eq!((status, code(&body)), (400, "BAD_REQUEST"));
}

#[tokio::test]
async fn a_token_names_the_caller_and_an_unknown_one_is_refused() {
    let server = Server::start().await;
    let ask = |authorization: String| {
        let request = server.post(&json!({"query": "{ whoami }"})).header(header::AUTHORIZATION, authorization);
        async { request.send().await.unwrap() }
    };
    assert_eq!(server.ask("{ whoami }").await.1["data"]["whoami"], "nobody");
    assert_eq!(read(ask(format!("Bearer {TOKEN}")).await).await.1["data"]["whoami"], "sue@acme");
    for wrong in ["Bearer guess", "Bearer ", "Basic c3VlOnB3", "guess"] {
        let response = ask(wrong.into()).await;
        assert_eq!(response.headers()[header::WWW_AUTHENTICATE], "Bearer");
        let (status, body) = read(response).await;
        assert_eq!((status, code(&body)), (401, "UNAUTHENTICATED"), "{wrong}");
    }
}

#[tokio::test]
async fn a_request_keeps_the_ids_it_came_with() {
    let server = Server::start().await;
    let (request_id, trace) = ("018f5c4e-0000-7000-8000-000000000001", "4bf92f3577b34da6a3ce929d0e0e4736");
    let request = server.post(&json!({"query": "{ ids }"})).header("x-request-id", request_id);
    let request = request.header("traceparent", format!("00-{trace}-00f067aa0ba902b7-01"));
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["x-request-id"], request_id);
    let (_, body) = read(response).await;
    assert_eq!(body["data"]["ids"], json!([request_id, "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"]));
}

#[tokio::test]
async fn a_request_without_an_id_gets_one() {
    let server = Server::start().await;
    let response = server.post(&json!({"query": "{ ids }"})).header("x-request-id", "nonsense").send().await.unwrap();
    let given = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let (_, body) = read(response).await;
    assert_eq!(body["data"]["ids"], json!([given, given]));
}

#[tokio::test]
async fn the_process_is_live() {
    let server = Server::start().await;
    assert_eq!(server.client.get(server.url("/livez")).send().await.unwrap().status(), 204);
}
