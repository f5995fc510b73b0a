//! Proofs over GraphQL hold for whoever has the key, and are given to those who may have them.

use api::auth::{Principal, Role};
use ledger::cosignature::Quorum;
use ledger::proof::check_consistency;
use ledger::tlog_proof::TlogProof;
use ledger::{Hash, Note, Signer as _};
use serde_json::{Value, json};

use super::{go_on, number};
use crate::support::seal::{ORIGIN, cosigned, log_keys, witness};
use crate::support::*;

const PROOF: &str = "leafIndex leafHash hashes entry tlogProof checkpoint { size root note witnessed }";

async fn prove(stack: &Stack, position: u64) -> Value {
    let document = format!("query ($at: Position!) {{ inclusionProof(position: $at) {{ {PROOF} }} }}");
    stack.read(Role::Auditor, &document, json!({"at": position})).await["inclusionProof"].take()
}

/// Checks the file of a proof, and that the fields say the same; what it commits to.
fn check(proof: &Value, quorum: &Quorum) -> Value {
    let (entry, file) = (proof["entry"].as_str().unwrap(), proof["tlogProof"].as_str().unwrap());
    let read = TlogProof::parse(file.as_bytes()).unwrap();
    let (checkpoint, _) = read.check(entry.as_bytes(), ORIGIN, &log_keys(), quorum).unwrap();
    assert_eq!(checkpoint.head.size, number(&proof["checkpoint"]["size"]));
    assert_eq!(checkpoint.head.root.to_base64(), proof["checkpoint"]["root"].as_str().unwrap());
    assert_eq!(read.checkpoint, Note::parse(proof["checkpoint"]["note"].as_str().unwrap().as_bytes()).unwrap());
    assert_eq!(read.index, number(&proof["leafIndex"]));
    assert_eq!(Hash::leaf(entry.as_bytes()).to_base64(), proof["leafHash"].as_str().unwrap());
    let hashes: Vec<Value> = read.hashes.iter().map(|hash| json!(hash.to_base64())).collect();
    assert_eq!(&Value::Array(hashes), &proof["hashes"]);
    serde_json::from_str(entry).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_event_is_proved_to_be_what_was_sealed() {
    let stack = Stack::set().await;
    stack.seal.now().await;
    let head = stack.services.store.head().await.unwrap();
    for event in stack.services.store.read_all(0, 100).await.unwrap() {
        let entry = check(&prove(&stack, event.position).await, &Quorum::default());
        assert_eq!(number(&entry["pos"]), event.position);
        assert_eq!(entry["event_id"], event.event_id.to_string());
        assert_eq!(entry["body_sha256"], Hash::of(&event.body).to_string());
    }
    go_on(&stack, 1).await;
    assert_eq!(prove(&stack, head + 1).await, Value::Null, "it is not sealed yet");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_leads_to_a_checkpoint_that_the_required_witnesses_have_seen() {
    let stack = Stack::set().await;
    let (first, known) = (stack.seal.now().await, witness("w.example"));
    go_on(&stack, 1).await;
    let second = stack.seal.now().await;
    let quorum = Quorum { witnesses: vec![known.vkey().clone()], required: 1 };
    assert_eq!(prove(&stack, 1).await["checkpoint"]["witnessed"], false);
    stack.seal.service.cosign(&cosigned(&first.note.text, &known)).await.unwrap();
    let proof = prove(&stack, 1).await;
    assert_eq!(number(&proof["checkpoint"]["size"]), first.head.size);
    check(&proof, &quorum);
    assert_eq!(number(&prove(&stack, second.head.size).await["checkpoint"]["size"]), second.head.size);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_turn_of_a_conversation_is_proved() {
    let stack = Stack::set().await;
    go_on(&stack, 2).await;
    let document = format!("query ($id: ID!) {{ conversationProof(conversationId: $id) {{ {PROOF} }} }}");
    let ask = async |id: uuid::Uuid| stack.ask(Role::Supervisor, &document, json!({"id": id})).await;
    assert_eq!(ask(CONVERSATION).await["data"], json!({"conversationProof": null}), "it is not sealed yet");
    stack.seal.now().await;
    let entry = check(&ask(CONVERSATION).await["data"]["conversationProof"], &Quorum::default());
    assert_eq!(entry["type"], "conversation.turn_recorded");
    assert_eq!(entry["stream"], format!("conversation-{CONVERSATION}"));
    assert_eq!(ask(ELSEWHERE).await["data"], json!({"conversationProof": null}), "nobody spoke in it");
    assert_eq!(code(&ask(NOBODY).await), "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread")]
async fn proofs_are_of_ones_own_tenant_and_for_those_who_watch_over_it() {
    let stack = Stack::set().await;
    stack.seal.now().await;
    let documents =
        ["{ inclusionProof(position: 1) { entry } }", "{ conversationProof(conversationId: \"ID\") { entry } }"]
            .map(|document| document.replace("ID", &CONVERSATION.to_string()));
    for document in &documents {
        for role in ROLES {
            let allowed = matches!(role, Role::Admin | Role::Supervisor | Role::Auditor);
            let answer = stack.ask(role, document, json!({})).await;
            assert_eq!(code(&answer), if allowed { "no code" } else { "FORBIDDEN" }, "{role:?}: {document}");
        }
        let other = Principal { tenant: "other".to_owned(), ..caller(Role::Auditor) };
        assert_eq!(code(&stack.ask_as(Some(other), document, json!({})).await), "NOT_FOUND");
    }
    for position in ["0", "1000", "18446744073709551615"] {
        let document = format!("{{ inclusionProof(position: \"{position}\") {{ entry }} }}");
        assert_eq!(code(&stack.ask(Role::Auditor, &document, json!({})).await), "NOT_FOUND");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn checkpoints_are_listed_and_each_goes_on_from_the_one_before() {
    let stack = Stack::set().await;
    let document = "query ($after: Position!) { checkpoint { size } checkpoints(after: $after, first: 2) {
        position origin size root sealedAt note } }";
    let nothing = stack.read(Role::Customer, document, json!({"after": 0})).await;
    assert_eq!(nothing, json!({"checkpoint": null, "checkpoints": []}));
    let mut sealed = vec![stack.seal.now().await];
    for _ in 0..2 {
        go_on(&stack, 3).await;
        sealed.push(stack.seal.now().await);
    }
    let listed = stack.read(Role::Customer, document, json!({"after": 0})).await;
    let first = &sealed[0];
    let size = first.head.size.to_string();
    let expected = json!({
        "position": size, "origin": ORIGIN, "size": size, "root": first.head.root.to_base64(),
        "sealedAt": "2026-03-02T12:00:00+00:00", "note": first.note.to_string(),
    });
    assert_eq!((&listed["checkpoints"][0], listed["checkpoints"].as_array().unwrap().len()), (&expected, 2));
    assert_eq!(number(&listed["checkpoint"]["size"]), sealed[2].head.size);

    let document =
        "query ($from: Position!, $to: Position!) { consistencyProof(from: $from, to: $to) { from to hashes } }";
    for (old, new) in [(0, 1), (0, 2), (1, 2), (2, 2)] {
        let (old, new) = (sealed[old].head, sealed[new].head);
        let proof = stack.read(Role::Agent, document, json!({"from": old.size, "to": new.size})).await;
        let hashes = proof["consistencyProof"]["hashes"].as_array().unwrap().iter();
        let hashes: Vec<Hash> = hashes.map(|hash| Hash::from_base64(hash.as_str().unwrap()).unwrap()).collect();
        assert_eq!(check_consistency(old.size, old.root, new.size, new.root, &hashes), Ok(()));
    }
    let last = sealed[2].head.size;
    for (from, to) in [(2, 1), (1, last + 1)] {
        assert_eq!(code(&stack.ask(Role::Agent, document, json!({"from": from, "to": to})).await), "BAD_REQUEST");
    }
}
