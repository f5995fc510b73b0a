//! `/v1/log/cosignature`: what witnesses bring, and where it is shown.

use api::auth::Role;
use axum::http::StatusCode;
use ledger::cosignature::cosignatures;
use ledger::{Checkpoint, Hash, Head, Note, Signer as _};
use proofs::sealer::SealerState;
use serde_json::{Value, json};

use super::go_on;
use crate::support::seal::{ORIGIN, cosigned, witness};
use crate::support::server::{Server, text};
use crate::support::*;

const COSIGNATURE: &str = "/v1/log/cosignature";

#[tokio::test(flavor = "multi_thread")]
async fn a_cosignature_is_taken_and_served_with_the_checkpoint() {
    let stack = Stack::set().await;
    let sealed = stack.seal.now().await;
    let (server, known) = (Server::over(&stack), witness("w.example"));
    let document = "{ checkpoint { size witnessed cosignatures { witness at } } }";
    let before = stack.read(Role::Analyst, document, json!({})).await;
    assert_eq!(before["checkpoint"]["witnessed"], false);

    let note = cosigned(&sealed.note.text, &known).to_string();
    for _ in 0..2 {
        assert_eq!(server.post(COSIGNATURE, &note).await.status(), StatusCode::NO_CONTENT);
    }
    let served = text(server.get("/v1/log/checkpoint", None).await).await;
    let served = Note::parse(served.as_bytes()).unwrap();
    assert_eq!(cosignatures(&served, &[known.vkey().clone()]).len(), 1);
    let shown = stack.read(Role::Analyst, document, json!({})).await;
    let by = json!([{"witness": "w.example", "at": "2023-11-14T22:13:20+00:00"}]);
    assert_eq!((&shown["checkpoint"]["witnessed"], &shown["checkpoint"]["cosignatures"]), (&json!(true), &by));
    let ready: Value = serde_json::from_str(&text(server.get("/readyz", None).await).await).unwrap();
    assert_eq!(ready["ledger"]["cosignatures"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_cosignature_of_this_log_is_turned_down() {
    let stack = Stack::set().await;
    let sealed = stack.seal.now().await;
    let (server, known) = (Server::over(&stack), witness("w.example"));
    let text_of = |size| Checkpoint::new(ORIGIN, Head { size, root: Hash::of(b"forged") }).to_string();
    let ours = &sealed.note.text;
    let forged_line = {
        let mut note = cosigned(ours, &known);
        note.signatures[0].payload[20] ^= 1;
        note.to_string()
    };
    let cases = [
        (String::new(), 400, "BAD_REQUEST"),
        ("not a note".to_owned(), 400, "BAD_REQUEST"),
        (cosigned("words\n", &known).to_string(), 400, "BAD_REQUEST"),
        (sealed.note.to_string(), 403, "FORBIDDEN"),
        (cosigned(ours, &witness("stranger.example")).to_string(), 403, "FORBIDDEN"),
        (cosigned(&text_of(sealed.head.size + 1), &known).to_string(), 404, "NOT_FOUND"),
        (cosigned(&text_of(sealed.head.size), &known).to_string(), 409, "BAD_REQUEST"),
        (forged_line, 422, "BAD_REQUEST"),
    ];
    for (note, status, code) in cases {
        let response = server.post(COSIGNATURE, &note).await;
        assert_eq!(response.status().as_u16(), status, "{note}");
        let body: Value = serde_json::from_str(&text(response).await).unwrap();
        assert_eq!(body["code"], code, "{note}");
    }
    assert_eq!(server.post(COSIGNATURE, &"x".repeat(1 << 17)).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(stack.seal.service.last().await.unwrap().unwrap(), sealed);
}

#[tokio::test(flavor = "multi_thread")]
async fn readiness_tells_how_far_the_log_is_sealed() {
    let stack = Stack::set().await;
    let server = Server::over(&stack);
    let ask = async || {
        let response = server.get("/readyz", None).await;
        (response.status(), serde_json::from_str::<Value>(&text(response).await).unwrap())
    };
    let head = stack.settled().await;
    let unsealed = json!({"sealed": 0, "lag": head, "last_checkpoint_at": null, "cosignatures": 0});
    assert_eq!(ask().await.1["ledger"], unsealed);
    stack.seal.now().await;
    go_on(&stack, 1).await;
    let sealed = json!({"sealed": head, "lag": 1, "last_checkpoint_at": "2026-03-02T12:00:00Z", "cosignatures": 0});
    let (status, body) = ask().await;
    assert_eq!((status, &body["ledger"]), (StatusCode::OK, &sealed));
    let metrics = text(server.get("/metrics", None).await).await;
    assert!(metrics.contains(&format!("colloquy_ledger_sealed_position {head}")), "{metrics}");

    stack.seal.tell(SealerState::Refusing("root x was signed".to_owned()), None);
    let (status, body) = ask().await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    let check = json!({"name": "ledger", "ok": false, "reason": "what is to be sealed contradicts what was signed"});
    assert!(body["checks"].as_array().unwrap().contains(&check), "{body}");
}
