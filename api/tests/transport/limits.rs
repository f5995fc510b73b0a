//! What is too large, too deep or too dear.

use api::transport::{Introspection, Limits};
use reqwest::header;
use serde_json::json;

use crate::server::{Server, code, read};

async fn refusal(limits: Limits, query: &str) -> String {
    let (status, body) = Server::start_with(|config| config.limits = limits).await.ask(query).await;
    assert_eq!((status, code(&body)), (400, "LIMIT_EXCEEDED"), "{body}");
    body["errors"][0]["message"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_body_that_is_too_long() {
    let server = Server::start_with(|config| config.limits.body_bytes = 100).await;
    let (status, body) = read(server.post(&json!({"query": " ".repeat(100)})).send().await.unwrap()).await;
    assert_eq!((status, code(&body)), (413, "LIMIT_EXCEEDED"));
}

#[tokio::test]
async fn a_document_that_is_too_long() {
    let limits = Limits { document_bytes: 20, ..Limits::default() };
    assert_eq!(refusal(limits, "{ hello } # and so on").await, "the document is longer than 20 bytes");
}

#[tokio::test]
async fn an_operation_that_is_too_deep() {
    let limits = Limits { depth: 3, ..Limits::default() };
    let query = "{ node { next { next { id } } } }";
    assert_eq!(refusal(limits, query).await, "the operation is 4 levels deep; the limit is 3");
}

#[tokio::test]
async fn an_operation_that_is_too_complex() {
    let query = "{ node { many(count: 200) { many(count: 200) { id } } } }";
    let message = refusal(Limits::default(), query).await;
    assert_eq!(message, "the operation has a complexity of 40001; the limit is 10000");
}

#[tokio::test]
async fn aliases_that_multiply_a_field() {
    let query: String = (0..31).map(|n| format!("a{n}: id ")).collect();
    let message = refusal(Limits::default(), &format!("{{ node {{ {query} }} }}")).await;
    assert_eq!(message, "the document has more than 30 aliases");
}

#[tokio::test]
async fn too_many_fields_at_the_top() {
    let message = refusal(Limits::default(), &format!("{{ {} }}", "hello ".repeat(21))).await;
    assert_eq!(message, "the document has more than 20 root fields");
}

#[tokio::test]
async fn brackets_that_would_exhaust_the_stack() {
    let bomb = format!("{{ hello(x: {}", "[".repeat(90_000));
    assert_eq!(refusal(Limits::default(), &bomb).await, "the document nests more than 100 brackets");
}

#[tokio::test]
async fn the_usual_introspection_fits() {
    let server = Server::start_with(|config| config.introspection = Introspection::Anyone).await;
    let (status, body) = server.ask(&introspection()).await;
    assert_eq!((status, body.get("errors")), (200, None));
}

#[tokio::test]
async fn a_body_of_unknown_length_is_bounded_too() {
    let server = Server::start_with(|config| config.limits.body_bytes = 100).await;
    let chunks = futures_util::stream::iter((0..20).map(|_| Ok::<_, std::io::Error>("          ")));
    let request = server.client.post(server.url("/graphql")).header(header::CONTENT_TYPE, "application/json");
    let (status, _) = read(request.body(reqwest::Body::wrap_stream(chunks)).send().await.unwrap()).await;
    assert_eq!(status, 413);
}

/// What tools ask to draw a schema: every type, with references nine wrappers deep.
fn introspection() -> String {
    let reference = "ofType { kind name ".repeat(9) + &"}".repeat(9);
    format!(
        "query IntrospectionQuery {{
            __schema {{
                queryType {{ name }} mutationType {{ name }} subscriptionType {{ name }}
                types {{ ...FullType }}
                directives {{ name description locations args {{ ...Input }} }}
            }}
        }}
        fragment FullType on __Type {{
            kind name description
            fields(includeDeprecated: true) {{
                name description args {{ ...Input }} type {{ ...Reference }} isDeprecated deprecationReason
            }}
            inputFields {{ ...Input }}
            interfaces {{ ...Reference }}
            enumValues(includeDeprecated: true) {{ name description isDeprecated deprecationReason }}
            possibleTypes {{ ...Reference }}
        }}
        fragment Input on __InputValue {{ name description type {{ ...Reference }} defaultValue }}
        fragment Reference on __Type {{ kind name {reference} }}"
    )
}
