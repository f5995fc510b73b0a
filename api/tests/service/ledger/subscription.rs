//! Checkpoints as they are signed: caught up, live, resumed.

use std::pin::Pin;
use std::time::Duration;

use api::auth::Role;
use api::transport::ResumeAfter;
use futures_util::{Stream, StreamExt as _};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{go_on, number};
use crate::support::*;

type Watched = Pin<Box<dyn Stream<Item = Value> + Send>>;

fn watch(stack: &Stack, after: Option<u64>, resume: Option<u64>) -> Watched {
    let document = "subscription ($after: Position) { checkpoints(after: $after) { position size note } }";
    let request = Stack::request(Some(caller(Role::Analyst)), document, json!({"after": after}));
    let responses = stack.schema.execute_stream(request.data(ResumeAfter(resume)));
    Box::pin(responses.map(|response| serde_json::to_value(response).unwrap()))
}

async fn size(watched: &mut Watched) -> u64 {
    let response = timeout(Duration::from_secs(30), watched.next()).await.unwrap().unwrap();
    assert_eq!(response["errors"], Value::Null, "{response}");
    number(&response["data"]["checkpoints"]["size"])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_catches_up_and_goes_on_live() {
    let stack = Stack::set().await;
    let first = stack.seal.now().await.head.size;
    go_on(&stack, 1).await;
    let second = stack.seal.now().await.head.size;
    let mut watched = watch(&stack, Some(0), None);
    assert_eq!((size(&mut watched).await, size(&mut watched).await), (first, second));
    let mut resumed = watch(&stack, None, Some(first));
    assert_eq!(size(&mut resumed).await, second);

    let waiting = tokio::spawn(async move { (size(&mut watched).await, size(&mut resumed).await) });
    go_on(&stack, 1).await;
    let third = stack.seal.now().await.head.size;
    assert_eq!(waiting.await.unwrap(), (third, third));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_size_that_was_never_signed_is_turned_down() {
    let stack = Stack::set().await;
    let size = stack.seal.now().await.head.size;
    let answer = watch(&stack, Some(size + 1), None).next().await.unwrap();
    assert_eq!(code(&answer), "BAD_REQUEST");
}
