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
