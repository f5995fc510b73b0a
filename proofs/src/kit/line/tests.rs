//! A line gives back the event it was written from, and no other line does.

use bytes::Bytes;
use chrono::DateTime;
use event_store::{Actor, StreamName, Tenant};
use ledger::Hash;

use super::*;
use crate::entry;

fn event(body: &'static [u8], on_behalf_of: Option<&str>) -> RecordedEvent {
    RecordedEvent {
        position: 17,
        event_id: Uuid::from_u128(1),
        tenant: Tenant::new("acme \"ltd\""),
        stream: StreamName::new("conversation-é\u{1}"),
        revision: 3,
        event_type: "conversation.turn_recorded".into(),
        schema_version: 2,
        occurred_at: DateTime::from_timestamp_micros(1_700_000_000_000_001).unwrap(),
        recorded_at: DateTime::from_timestamp_micros(1_700_000_000_000_000).unwrap(),
        actor: Actor { kind: "agent".into(), id: "a\n1".into(), on_behalf_of: on_behalf_of.map(Into::into) },
        command_id: Uuid::from_u128(2),
        causation_id: None,
        correlation_id: Some(Uuid::from_u128(3)),
        body: Bytes::from_static(body),
    }
}

fn written(event: &RecordedEvent) -> String {
    let mut out = Vec::new();
    write(&mut out, event);
    assert_eq!(out.pop(), Some(b'\n'));
    String::from_utf8(out).unwrap()
}

fn all() -> [RecordedEvent; 3] {
    [event(b"{\"a\": 1.50,\n\t\"b\":\"\\u00e9\"}", None), event(b"", Some("customer:c-1")), event(b"\xff\x00", None)]
}

#[test]
fn an_event_comes_back_with_the_exact_bytes_of_its_body() {
    for event in all() {
        let line = written(&event);
        assert!(!line.contains('\n'));
        assert_eq!(read(&line).unwrap().to_event().as_ref(), Ok(&event), "{line}");
    }
}

#[test]
fn a_line_leads_to_the_entry_of_its_event() {
    for event in all() {
        let (line, mut text) = (written(&event), String::new());
        for previous in [None, Some(Hash([7; 32]))] {
            read(&line).unwrap().entry(previous, &mut text);
            assert_eq!(text.as_bytes(), entry::encode(&event, previous).unwrap());
        }
    }
}

#[test]
fn a_line_is_json_of_the_documented_fields() {
    let value: serde_json::Value = serde_json::from_str(&written(&all()[0])).unwrap();
    assert_eq!(
        (&value["position"], &value["revision"], &value["schema_version"]),
        (&"17".into(), &"3".into(), &2.into())
    );
    assert_eq!(value["occurred_at"], "2023-11-14T22:13:20.000001Z");
    assert_eq!(value["body"], "{\"a\": 1.50,\n\t\"b\":\"\\u00e9\"}");
}

#[test]
fn no_flipped_bit_gives_the_same_event() {
    for event in all() {
        let line = written(&event).into_bytes();
        for bit in 0..line.len() * 8 {
            let mut other = line.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            let Ok(text) = str::from_utf8(&other) else { continue };
            if let Ok(row) = read(text) {
                assert_ne!(row, read(str::from_utf8(&line).unwrap()).unwrap(), "{text}");
            }
        }
    }
}

#[test]
fn other_spellings_are_not_read() {
    let line = written(&all()[0]);
    for (from, to) in
        [("{\"position\"", "{ \"position\""), ("\"17\"", "17"), ("\"17\"", "\"017\""), ("\\u0001", "\\u0001 \\u0041")]
    {
        assert!(read(&line.replacen(from, to, 1)).is_err(), "{to}");
    }
    assert!(read(&format!("{line} ")).is_err());
    assert!(read("").is_err());
    let utf8 = written(&all()[1]).replace("\"body\":\"\"", "\"body_base64\":\"e30=\"");
    assert!(read(&utf8).is_err(), "{utf8}");
    let upper = line.replace("0000-0000-000000000001", "0000-0000-00000000000A");
    assert_eq!(read(&upper).unwrap().to_event(), Err("event_id"));
}
