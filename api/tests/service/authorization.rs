//! Who may ask for what, field by field; the table is a golden file.

use std::fmt::Write as _;

use api::auth::Principal;
use expect_test::expect_file;
use futures_util::{FutureExt as _, StreamExt as _};
use serde_json::{Value, json};

use crate::support::sdl::Sdl;
use crate::support::{ROLES, Stack, caller, code};

/// A sign for the table.
fn sign(answer: &Value) -> &'static str {
    match code(answer) {
        "FORBIDDEN" => "-",
        "UNAUTHENTICATED" => "!",
        _ => "yes",
    }
}

async fn ask(stack: &Stack, principal: Option<Principal>, document: &str) -> &'static str {
    if !document.starts_with("subscription") {
        return sign(&stack.ask_as(principal, document, json!({})).await);
    }
    // Whoever may not is told at once; whoever may waits for the log.
    let mut events = Box::pin(stack.schema.execute_stream(Stack::request(principal, document, json!({}))));
    match events.next().now_or_never() {
        Some(Some(response)) => sign(&serde_json::to_value(response).unwrap()),
        Some(None) | None => "yes",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_may_ask_what_the_table_says() {
    let (stack, sdl) = (Stack::new().await, Sdl::of(&api::graphql::sdl()));
    let mut table = format!("{:<36}{:<12}", "", "anonymous");
    for role in ROLES {
        write!(table, "{:<12}", role.as_str()).unwrap();
    }
    for (operation, root) in [("query", "Query"), ("mutation", "Mutation"), ("subscription", "Subscription")] {
        for field in sdl.fields(root) {
            let document = sdl.document(operation, field);
            write!(table, "\n{:<36}", format!("{operation} {}", field.name.node)).unwrap();
            write!(table, "{:<12}", ask(&stack, None, &document).await).unwrap();
            for role in ROLES {
                write!(table, "{:<12}", ask(&stack, Some(caller(role)), &document).await).unwrap();
            }
        }
    }
    let lines: Vec<_> = table.lines().map(str::trim_end).collect();
    expect_file!["authorization.txt"].assert_eq(&(lines.join("\n") + "\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_anonymous_see_the_typename_and_the_service_and_not_the_schema() {
    let stack = Stack::new().await;
    let answer = stack.ask_as(None, "{ __typename service { name version } }", json!({})).await;
    assert_eq!(
        answer["data"],
        json!({"__typename": "Query", "service": {"name": "colloquy", "version": "0.0.0-test"}})
    );
    for document in
        ["{ __schema { queryType { name } } }", "{ ...f } fragment f on Query { __schema { queryType { name } } }"]
    {
        let answer = stack.ask_as(None, document, json!({})).await;
        assert_eq!(code(&answer), "UNAUTHENTICATED", "{document}");
        assert_eq!(stack.ask(ROLES[7], document, json!({})).await["errors"], Value::Null);
    }
    let document = "{ ...f } fragment f on Query { __type(name: \"Turn\") { name fields { name } } }";
    assert_eq!(stack.ask_as(None, document, json!({})).await["data"], json!({"__type": null}));
    assert_eq!(stack.ask(ROLES[7], document, json!({})).await["data"]["__type"]["name"], "Turn");
}
