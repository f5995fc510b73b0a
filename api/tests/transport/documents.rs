//! Trusted documents, asked for by hash.

use api::transport::{DocumentMode, Documents, document_id};
use serde_json::{Value, json};

use crate::server::{Server, code, read};

const TRUSTED: &str = "query Greet { hello }";

async fn server(mode: DocumentMode) -> Server {
    let documents = Documents::new(mode, [("greet".into(), TRUSTED.into())]).unwrap();
    Server::start_with(|config| config.documents = documents).await
}

async fn ask(mode: DocumentMode, body: Value) -> (u16, Value) {
    read(server(mode).await.post(&body).send().await.unwrap()).await
}

async fn check_answered(mode: DocumentMode, body: Value) {
    assert_eq!(ask(mode, body).await.1["data"], json!({"hello": "world"}));
}

async fn check_refused(mode: DocumentMode, body: Value, expected: &str) {
    let (status, body) = ask(mode, body).await;
    assert_eq!((status, code(&body)), (400, expected));
}

#[tokio::test]
async fn a_trusted_document_is_answered_by_its_id() {
    for mode in [DocumentMode::Allow, DocumentMode::Require] {
        check_answered(mode, json!({"documentId": document_id(TRUSTED)})).await;
        check_answered(mode, json!({"documentId": document_id(TRUSTED), "operationName": "Greet"})).await;
    }
}

#[tokio::test]
async fn a_trusted_document_is_answered_over_get() {
    let server = server(DocumentMode::Require).await;
    let query = [("documentId", document_id(TRUSTED))];
    let (status, body) = read(server.client.get(server.url("/graphql")).query(&query).send().await.unwrap()).await;
    assert_eq!((status, &body["data"]), (200, &json!({"hello": "world"})));
}

#[tokio::test]
async fn an_unknown_id_is_not_found() {
    for mode in [DocumentMode::Allow, DocumentMode::Require] {
        check_refused(mode, json!({"documentId": document_id("{ hello }")}), "DOCUMENT_NOT_FOUND").await;
        check_refused(mode, json!({"documentId": "Greet"}), "DOCUMENT_NOT_FOUND").await;
    }
}

#[tokio::test]
async fn text_is_answered_unless_trust_is_required() {
    check_answered(DocumentMode::Off, json!({"query": "{ hello }"})).await;
    check_answered(DocumentMode::Allow, json!({"query": "{ hello }"})).await;
    check_refused(DocumentMode::Require, json!({"query": "{ hello }"}), "DOCUMENT_NOT_FOUND").await;
    check_answered(DocumentMode::Require, json!({"query": TRUSTED})).await;
}

#[tokio::test]
async fn an_id_is_refused_where_it_means_nothing() {
    check_refused(DocumentMode::Off, json!({"documentId": document_id(TRUSTED)}), "BAD_REQUEST").await;
    let both = json!({"documentId": document_id(TRUSTED), "query": TRUSTED});
    check_refused(DocumentMode::Allow, both, "BAD_REQUEST").await;
}
