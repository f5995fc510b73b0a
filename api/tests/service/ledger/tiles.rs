//! `/v1/log`: checkpoints, tiles and entries, from which the whole log is verified.

use std::collections::BTreeMap;

use api::auth::Role;
use axum::body::Body;
use axum::http::Response;
use ledger::verifier::{Verifier, compare};
use ledger::{Bundle, Checkpoint, Note, Tile, bundle};
use serde_json::{Value, json};

use super::go_on;
use crate::support::seal::{ORIGIN, log_keys};
use crate::support::server::{Server, text};
use crate::support::*;

const FOR_EVER: &str = "max-age=31536000, immutable";

async fn bytes(response: Response<Body>) -> Vec<u8> {
    axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_the_key_verifies_all_of_it() {
    let stack = Stack::set().await;
    go_on(&stack, 260).await;
    let sealed = stack.seal.now().await;
    let server = Server::over(&stack);

    let response = server.get("/v1/log/checkpoint", None).await;
    assert_eq!(header(&response, "content-type"), "text/plain; charset=utf-8");
    assert_eq!(header(&response, "cache-control"), "public, max-age=1");
    let note = Note::parse(&bytes(response).await).unwrap();
    let head = Checkpoint::open(&note, ORIGIN, &log_keys()).unwrap().head;
    assert_eq!(head, sealed.head);
    assert!(head.size > 256, "there is a full tile and a partial one");

    let mut verifier = Verifier::new();
    for wanted in Bundle::all(head.size) {
        let response = server.get(&format!("/v1/log/{wanted}"), Some(Role::Auditor)).await;
        assert_eq!(header(&response, "content-type"), "application/octet-stream");
        assert_eq!(header(&response, "cache-control"), format!("private, {FOR_EVER}"));
        let bytes = bytes(response).await;
        bundle::entries(&bytes).for_each(|entry| _ = verifier.entry(entry.unwrap()));
    }
    assert_eq!(verifier.checkpoint(head), Ok(()));
    let expected: BTreeMap<Tile, Vec<u8>> = verifier.take_full().into_iter().chain(verifier.edge()).collect();
    for tile in Tile::all(head.size) {
        let response = server.get(&format!("/v1/log/{tile}"), None).await;
        assert_eq!(header(&response, "content-type"), "application/octet-stream");
        assert_eq!(header(&response, "cache-control"), format!("public, {FOR_EVER}"));
        assert_eq!(compare(tile, &expected[&tile], &bytes(response).await), Ok(()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_checkpoint_covers_or_is_no_path_is_told_and_not_cached() {
    let stack = Stack::set().await;
    let server = Server::over(&stack);
    assert_eq!(server.get("/v1/log/checkpoint", None).await.status(), 404);
    assert_eq!(server.get("/v1/log/tile/0/000.p/1", None).await.status(), 404);
    let size = stack.seal.now().await.head.size;
    go_on(&stack, 1).await;
    let cases = [
        (format!("tile/0/000.p/{size}"), 200),
        ("tile/0/000.p/1".to_owned(), 200),
        (format!("tile/entries/000.p/{size}"), 200),
        (format!("tile/0/000.p/{}", size + 1), 404),
        (format!("tile/entries/000.p/{}", size + 1), 404),
        ("tile/0/000".to_owned(), 404),
        ("tile/0/001.p/1".to_owned(), 404),
        ("tile/1/000.p/1".to_owned(), 404),
        ("tile/63/000.p/1".to_owned(), 404),
        ("tile/entries/x999/999".to_owned(), 404),
        ("tile/0/0".to_owned(), 400),
        ("tile/64/000".to_owned(), 400),
        ("tile/0/000.p/256".to_owned(), 400),
        ("tile/0/000.p/0".to_owned(), 400),
        ("tile/0/00%30.p/1".to_owned(), 400),
        ("tile/entries/1000".to_owned(), 400),
        ("tile/0/../0/000".to_owned(), 400),
    ];
    for (path, status) in cases {
        let response = server.get(&format!("/v1/log/{path}"), Some(Role::Admin)).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert!(status == 200 || header(&response, "cache-control") == "no-store", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_node_that_seals_is_heard_of_at_once() {
    let stack = Stack::set().await;
    let size = stack.seal.now().await.head.size;
    go_on(&stack, 1).await;
    let server = Server::over(&stack);
    let path = format!("/v1/log/tile/0/000.p/{}", size + 1);
    assert_eq!(server.get(&path, None).await.status(), 404);
    stack.seal.unheard().await;
    assert_eq!(server.get(&path, None).await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_and_the_list_of_checkpoints_are_for_those_who_may_read_the_log() {
    let stack = Stack::set().await;
    stack.seal.now().await;
    let server = Server::over(&stack);
    let stranger = Some("Bearer of another tenant".to_owned());
    for (path, others) in [("/v1/log/tile/entries/000.p/1", 403), ("/v1/log/checkpoints", 200)] {
        assert_eq!(server.get(path, None).await.status(), 401, "{path}");
        assert_eq!(server.get_with(path, stranger.clone()).await.status().as_u16(), others, "{path}");
        for role in ROLES {
            let allowed = matches!(role, Role::Admin | Role::Auditor);
            let status = server.get(path, Some(role)).await.status();
            assert_eq!(status.as_u16(), if allowed { 200 } else { 403 }, "{path} {role:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_checkpoint_is_taken_away_in_order() {
    let stack = Stack::set().await;
    let mut sealed = vec![stack.seal.now().await];
    for _ in 0..2 {
        go_on(&stack, 2).await;
        sealed.push(stack.seal.now().await);
    }
    let server = Server::over(&stack);
    let ask = async |query: &str| {
        let response = server.get(&format!("/v1/log/checkpoints{query}"), Some(Role::Auditor)).await;
        (response.status().as_u16(), text(response).await)
    };
    let sizes = |body: &str| -> Vec<u64> {
        body.lines().map(|line| super::number(&serde_json::from_str::<Value>(line).unwrap()["size"])).collect()
    };
    let all: Vec<u64> = sealed.iter().map(|sealed| sealed.head.size).collect();
    let (_, body) = ask("").await;
    assert_eq!(sizes(&body), all);
    let line: Value = serde_json::from_str(body.lines().next().unwrap()).unwrap();
    let first = &sealed[0];
    let expected = json!({
        "size": all[0].to_string(), "root": first.head.root.to_base64(), "sealed_at": "2026-03-02T12:00:00.000000Z",
        "note": first.note.to_string(),
    });
    assert_eq!(line, expected);
    assert_eq!(sizes(&ask(&format!("?after={}&limit=1", all[0])).await.1), all[1..2]);
    assert_eq!(ask(&format!("?after={}", all[2])).await, (200, String::new()));
    for query in [format!("?after={}", all[2] + 1), "?limit=0".into(), "?after=x".into(), "?size=1".into()] {
        assert_eq!(ask(&query).await.0, 400, "{query}");
    }
}
