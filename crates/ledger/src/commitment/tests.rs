//! Entries are canonical, and only entries are read.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn commitment() -> Commitment {
    Commitment {
        tenant: "acme".into(),
        stream: "conversation-0190b0a1".into(),
        revision: 3,
        position: 17,
        event_id: "0190b0a1-0000-7000-8000-000000000001".into(),
        event_type: "conversation.turn_recorded".into(),
        schema: 1,
        occurred_at: DateTime::from_timestamp_micros(1_750_000_000_000_000).unwrap(),
        recorded_at: DateTime::from_timestamp_micros(1_750_000_000_000_001).unwrap(),
        command_id: "0190b0a1-0000-7000-8000-000000000002".into(),
        causation_id: None,
        correlation_id: Some("0190b0a1-0000-7000-8000-000000000003".into()),
        actor: Actor { kind: "agent".into(), id: "a-1".into(), on_behalf_of: None },
        previous: Some(Hash([1; 32])),
        body: Hash::of(b"{}"),
    }
}

/// The same by a general encoder.
fn by_library(commitment: &Commitment) -> Vec<u8> {
    let mut actor = json!({ "kind": commitment.actor.kind, "id": commitment.actor.id });
    if let Some(on_behalf_of) = &commitment.actor.on_behalf_of {
        actor["on_behalf_of"] = json!(on_behalf_of);
    }
    let value = json!({
        "v": VERSION, "tenant": commitment.tenant, "stream": commitment.stream, "rev": commitment.revision.to_string(),
        "pos": commitment.position.to_string(), "event_id": commitment.event_id, "type": commitment.event_type,
        "schema": commitment.schema, "actor": actor,
        "at": commitment.recorded_at.to_rfc3339_opts(SecondsFormat::Micros, true),
        "occurred": commitment.occurred_at.to_rfc3339_opts(SecondsFormat::Micros, true),
        "command": commitment.command_id, "cause": commitment.causation_id, "correlation": commitment.correlation_id,
        "prev": commitment.previous.map(|hash| hash.to_string()), "body_sha256": commitment.body.to_string(),
    });
    serde_json_canonicalizer::to_vec(&value).unwrap()
}

#[test]
fn an_entry_reads_as_this() {
    let text = String::from_utf8(commitment().encode().unwrap()).unwrap();
    let expected = format!(
        r#"{{"actor":{{"id":"a-1","kind":"agent"}},"at":"2025-06-15T15:06:40.000001Z","body_sha256":"{}","cause":null,"command":"0190b0a1-0000-7000-8000-000000000002","correlation":"0190b0a1-0000-7000-8000-000000000003","event_id":"0190b0a1-0000-7000-8000-000000000001","occurred":"2025-06-15T15:06:40.000000Z","pos":"17","prev":"{}","rev":"3","schema":1,"stream":"conversation-0190b0a1","tenant":"acme","type":"conversation.turn_recorded","v":1}}"#,
        Hash::of(b"{}"),
        "01".repeat(32),
    );
    assert_eq!(text, expected);
}

#[test]
fn an_entry_too_long_for_a_bundle_is_refused() {
    let long = Commitment { tenant: "x".repeat(MAX_ENTRY), ..commitment() };
    assert!(matches!(long.encode(), Err(TooLong { bytes }) if bytes > MAX_ENTRY));
}

#[test]
fn other_spellings_of_the_same_are_not_read() {
    let entry = String::from_utf8(commitment().encode().unwrap()).unwrap();
    let others = [
        entry.replace(":1,", ": 1,"),
        entry.replace("acme", "\\u0061cme"),
        entry.replace("\"17\"", "\"017\""),
        entry.replace("\"17\"", "17"),
        entry.replace(".000001Z", ".000001+00:00"),
        entry.replace("\"v\":1", "\"v\":2"),
        entry.replace("\"schema\":1", "\"schema\":01"),
        format!("{entry}\n"),
        format!(" {entry}"),
        entry.replace("\"tenant\"", "\"tenants\""),
    ];
    for other in others {
        assert_ne!(other, entry);
        assert_eq!(Commitment::decode(other.as_bytes()), Err(NotACommitment), "{other}");
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[\\x00-\\x7f]{0,20}", "[\u{7f}-\u{a0}\u{2028}\u{d7ff}\u{e000}\u{fffd}\u{1f600}]{0,8}"]
}

prop_compose! {
    fn any_commitment()(
        texts in prop::array::uniform7(text()),
        optional in prop::array::uniform3(prop::option::of(text())),
        numbers in any::<(u64, u64, u32)>(),
        micros in prop::array::uniform2(0..4_000_000_000_000_000_i64),
        previous in prop::option::of(any::<[u8; 32]>()),
        body in any::<[u8; 32]>(),
    ) -> Commitment {
        let [tenant, stream, event_id, event_type, command_id, kind, id] = texts;
        let [on_behalf_of, causation_id, correlation_id] = optional;
        let [occurred_at, recorded_at] = micros.map(|micros| DateTime::from_timestamp_micros(micros).unwrap());
        let (revision, position, schema) = numbers;
        Commitment {
            tenant, stream, revision, position, event_id, event_type, schema,
            occurred_at, recorded_at, command_id, causation_id, correlation_id,
            actor: Actor { kind, id, on_behalf_of },
            previous: previous.map(Hash),
            body: Hash(body),
        }
    }
}

proptest! {
    #[test]
    fn an_entry_is_what_a_general_encoder_makes(commitment in any_commitment()) {
        prop_assert_eq!(commitment.encode().unwrap(), by_library(&commitment));
    }

    #[test]
    fn an_entry_is_read_back(commitment in any_commitment()) {
        let entry = commitment.encode().unwrap();
        prop_assert_eq!(Commitment::decode(&entry), Ok(commitment));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>()) {
        let _ = Commitment::decode(&bytes);
        let mut entry = commitment().encode().unwrap();
        let place = at.index(entry.len());
        entry.splice(place..place + 1, bytes);
        if let Ok(read) = Commitment::decode(&entry) {
            prop_assert_eq!(read.encode().unwrap(), entry);
        }
    }
}
