//! What the service tells through its router: wrong scalars, and strangers.

use api::auth::Role;
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::Stack;
use crate::support::server::{Server, text};

async fn ask(server: &Server, role: Option<Role>, document: &str) -> (u16, Value) {
    let encoded: String = document.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let response = server.get(&format!("/graphql?query={encoded}"), role).await;
    (response.status().as_u16(), serde_json::from_str(&text(response).await).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scalar_that_is_not_one_of_its_kind_is_told_with_code_and_message() {
    let server = Server::over(&Stack::new().await);
    let documents = [
        "{ conversations(filter: { tags: [\"two words\"] }) { edges { cursor } } }",
        "{ conversations(filter: { languages: [\"not a language\"] }) { edges { cursor } } }",
        "{ conversationCount(filter: { tags: [5] }) }",
        "{ conversations(order: SIDEWAYS) { edges { cursor } } }",
        "{ events(after: \"-1\") { endPosition } }",
        "{ events(first: 0) { endPosition } }",
        "{ events(first: 101) { endPosition } }",
        "{ activity(hours: { from: \"yesterday\" }) { opened } }",
        "{ conversation(id: \"x\", asOf: { position: \"1\", time: \"2026-01-01T00:00:00Z\" }) { id } }",
        "{ conversation { id } }",
        "{ weather { id } }",
        "{ ",
    ];
    let mut told = Vec::new();
    for document in documents {
        let (status, answer) = ask(&server, Some(Role::Admin), document).await;
        let error = &answer["errors"][0];
        let (code, message) = (error["extensions"]["code"].as_str().unwrap(), error["message"].as_str().unwrap());
        told.push(format!("{status} {code} {}", message.trim().lines().next().unwrap_or_default()));
    }
    expect![[r#"
        200 BAD_REQUEST Failed to parse "Code": a code has 1 to 64 letters, digits or any of _ - . : / + and begins with a letter or digit
        200 BAD_REQUEST Failed to parse "Language": a language is a tag such as en, zh-Hant or pt-BR
        200 BAD_REQUEST Failed to parse "Code": a code has 1 to 64 letters, digits or any of _ - . : / + and begins with a letter or digit
        200 GRAPHQL_VALIDATION_FAILED Invalid value for argument "order", enumeration type "ConversationOrder" does not contain the value "SIDEWAYS"
        200 BAD_REQUEST Failed to parse "Position": a position is a whole number from 0, as a string or as a number
        200 BAD_REQUEST Failed to parse "Int": the value is 0, must be greater than or equal to 1
        200 BAD_REQUEST Failed to parse "Int": the value is 101, must be less than or equal to 100
        200 BAD_REQUEST Failed to parse "DateTime": it takes a time with its offset as a string, such as "2026-03-02T12:00:00Z"
        200 GRAPHQL_VALIDATION_FAILED Invalid value for argument "asOf", Oneof input objects requires have exactly one field
        200 GRAPHQL_VALIDATION_FAILED Field "conversation" argument "id" of type "Query" is required but not provided
        200 GRAPHQL_VALIDATION_FAILED Unknown field "weather" on type "Query".
        200 GRAPHQL_PARSE_FAILED --> 1:3"#]].assert_eq(&told.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_too_long_is_named() {
    let server = Server::over(&Stack::new().await);
    let many = |item: &str, count| vec![item; count].join(", ");
    let cases = [
        (format!("{{ conversationCount(filter: {{ tags: [{}] }}) }}", many("\"a\"", 11)), "tags has at most 10 items"),
        (
            format!("{{ conversationCount(filter: {{ priorities: [{}] }}) }}", many("1", 51)),
            "priorities has at most 50",
        ),
        (format!("{{ activity(channels: [{}]) {{ opened }} }}", many("\"a\"", 51)), "channels has at most 50 items"),
        (
            format!("{{ agents(presences: [{}]) {{ edges {{ cursor }} }} }}", many("BUSY", 51)),
            "presences has at most 50",
        ),
    ];
    for (document, message) in cases {
        let (_, answer) = ask(&server, Some(Role::Admin), &document).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], "BAD_REQUEST", "{answer}");
        assert!(error["message"].as_str().unwrap().contains(message), "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_hundred_is_affordable_and_pages_within_pages_are_not() {
    let server = Server::over(&Stack::new().await);
    let page = "{ conversations(first: 100) { edges { node { id channel language status answering waitingOn cycle
        epoch openedAt revision } } } }";
    let (status, answer) = ask(&server, Some(Role::Agent), page).await;
    assert_eq!((status, answer.get("errors")), (200, None));
    let within = "{ customers(first: 100) { edges { node { conversations(first: 100) { edges { node { id } } } } } } }";
    let (_, answer) = ask(&server, Some(Role::Agent), within).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
    let board = "{ queueBoard { lines { waiting(first: 100) { edges { node { conversation { id channel status
        cycle } } } } } } }";
    let (_, answer) = ask(&server, Some(Role::Agent), board).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_routes_name_their_requests_and_are_measured() {
    let stack = Stack::new().await;
    let server = Server::over(&stack);
    let response = server.get("/version", None).await;
    assert!(response.headers().contains_key("x-request-id"));
    let measured = text(server.get("/metrics", None).await).await;
    assert!(measured.contains("colloquy_http_request_seconds"), "{measured}");
    assert!(measured.contains("route=\"/version\",status=\"2xx\""), "{measured}");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_are_told_of_the_service_alone() {
    let server = Server::over(&Stack::new().await);
    let (_, answer) = ask(&server, None, "{ __typename service { name version } }").await;
    let service = json!({"name": "colloquy", "version": "0.0.0-test"});
    assert_eq!(answer["data"], json!({"__typename": "Query", "service": service}));
    for document in
        ["{ __schema { queryType { name } } }", "{ ...f } fragment f on Query { __schema { queryType { name } } }"]
    {
        let (status, answer) = ask(&server, None, document).await;
        let code = &answer["errors"][0]["extensions"]["code"];
        assert_eq!((status, code), (401, &json!("UNAUTHENTICATED")), "{document}");
        let (_, answer) = ask(&server, Some(Role::Analyst), document).await;
        assert_eq!(answer["data"]["__schema"]["queryType"]["name"], "Query");
    }
    let document = "{ ...f } fragment f on Query { __type(name: \"Turn\") { name fields { name } } }";
    let (status, answer) = ask(&server, None, document).await;
    assert_eq!((status, &answer["data"], &answer["errors"]), (200, &json!({"__type": null}), &Value::Null));
    let (_, answer) = ask(&server, Some(Role::Analyst), document).await;
    assert_eq!(answer["data"]["__type"]["name"], "Turn");
}
