//! Who did not sign in sees the schema over no transport.

use api::transport::{DocumentMode, Documents, document_id};
use serde_json::{Value, json};

use crate::server::{Server, TOKEN, code, read};
use crate::socket::Socket;

const SCHEMA: &str = "{ __schema { queryType { name } } }";
const TYPE: &str = "{ __type(name: \"Query\") { name } }";
/// The fragment is used nowhere, which is a fault of its own.
const SUBSCRIPTION: &str =
    "subscription { count(to: 1) { position } } fragment f on Query { __schema { queryType { name } } }";

async fn check(request: reqwest::RequestBuilder) {
    let (status, body) = read(request.send().await.unwrap()).await;
    assert_eq!((status, code(&body)), (401, "UNAUTHENTICATED"), "{body}");
}

#[tokio::test]
async fn over_http_and_as_an_event_stream() {
    let documents = Documents::new(DocumentMode::Allow, [("schema".into(), SCHEMA.into())]).unwrap();
    let server = Server::start_with(|config| config.documents = documents).await;
    check(server.post(&json!({"query": SCHEMA}))).await;
    check(server.post(&json!({"documentId": document_id(SCHEMA)}))).await;
    check(server.client.get(server.url("/graphql")).query(&[("query", SCHEMA)])).await;
    check(server.stream(SCHEMA)).await;
    check(server.stream(SUBSCRIPTION)).await;
    let (_, body) = read(server.post(&json!({"query": TYPE})).send().await.unwrap()).await;
    assert_eq!((&body["data"], &body["errors"]), (&json!({"__type": null}), &Value::Null));
    let (_, body) = read(server.post(&json!({"query": SCHEMA})).bearer_auth(TOKEN).send().await.unwrap()).await;
    assert_eq!(body["data"]["__schema"]["queryType"]["name"], "Query");
}

#[tokio::test]
async fn over_a_websocket() {
    let server = Server::start().await;
    let mut socket = Socket::ready(&server).await;
    for document in [SCHEMA, SUBSCRIPTION] {
        socket.subscribe("1", document).await;
        let message = socket.receive().await;
        assert_eq!((&message["type"], &message["id"]), (&json!("error"), &json!("1")), "{message}");
        assert_eq!(message["payload"][0]["extensions"]["code"], "UNAUTHENTICATED");
    }
    socket.subscribe("2", TYPE).await;
    assert_eq!(socket.receive().await["payload"]["data"], json!({"__type": null}));
}
