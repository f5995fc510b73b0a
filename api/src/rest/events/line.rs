//! An event as one line of JSON: its envelope, and its body as the very bytes that are stored.

use chrono::{DateTime, Utc};
use event_store::{Actor, RecordedEvent, StreamName, Tenant};
use serde::Serialize;
use serde::de::IgnoredAny;
use uuid::Uuid;

#[derive(Serialize)]
struct Envelope<'a> {
    position: u64,
    event_id: Uuid,
    tenant: &'a Tenant,
    stream: &'a StreamName,
    revision: u64,
    #[serde(rename = "type")]
    event_type: &'a str,
    schema_version: u32,
    occurred_at: DateTime<Utc>,
    recorded_at: DateTime<Utc>,
    actor: &'a Actor,
    command_id: Uuid,
    causation_id: Option<Uuid>,
    correlation_id: Option<Uuid>,
}

impl<'a> From<&'a RecordedEvent> for Envelope<'a> {
    fn from(event: &'a RecordedEvent) -> Self {
        Self {
            position: event.position,
            event_id: event.event_id,
            tenant: &event.tenant,
            stream: &event.stream,
            revision: event.revision,
            event_type: &event.event_type,
            schema_version: event.schema_version,
            occurred_at: event.occurred_at,
            recorded_at: event.recorded_at,
            actor: &event.actor,
            command_id: event.command_id,
            causation_id: event.causation_id,
            correlation_id: event.correlation_id,
        }
    }
}

/// The line, without a line break.
#[must_use]
pub fn line(event: &RecordedEvent) -> Vec<u8> {
    let mut line = Vec::new();
    write_line(&mut line, event);
    line.pop();
    line
}

/// Writes the line and a line break.
pub(super) fn write_line(out: &mut Vec<u8>, event: &RecordedEvent) {
    serde_json::to_writer(&mut *out, &Envelope::from(event)).expect("an envelope is JSON, and memory takes it");
    // The body goes in as it is, so that its bytes can be checked against the log's proofs.
    out.pop();
    out.extend_from_slice(b",\"body\":");
    write_body(out, &event.body);
    out.extend_from_slice(b"}\n");
}

/// A body that is no JSON, which only a damaged log holds, is written as the text it is.
fn write_body(out: &mut Vec<u8>, body: &[u8]) {
    let one_line = !body.contains(&b'\n') && !body.contains(&b'\r');
    if one_line && serde_json::from_slice::<IgnoredAny>(body).is_ok() {
        out.extend_from_slice(body);
    } else {
        serde_json::to_writer(out, &String::from_utf8_lossy(body)).expect("a text is JSON, and memory takes it");
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use serde_json::Value;

    use super::*;

    fn event(body: &'static [u8]) -> RecordedEvent {
        RecordedEvent {
            position: 7,
            event_id: Uuid::from_u128(1),
            tenant: Tenant::new("acme"),
            stream: StreamName::new("queue-00000000-0000-0000-0000-000000000002"),
            revision: 0,
            event_type: "queue.retired".into(),
            schema_version: 1,
            occurred_at: DateTime::from_timestamp(1_700_000_000, 0).unwrap(),
            recorded_at: DateTime::from_timestamp(1_700_000_001, 0).unwrap(),
            actor: Actor { kind: "supervisor".into(), id: "lead".into(), on_behalf_of: None },
            command_id: Uuid::from_u128(3),
            causation_id: None,
            correlation_id: None,
            body: Bytes::from_static(body),
        }
    }

    #[test]
    fn the_body_stands_in_the_line_as_it_is_stored() {
        let line = String::from_utf8(line(&event(br#"{"b":1, "a":2.50}"#))).unwrap();
        assert!(line.ends_with(r#","body":{"b":1, "a":2.50}}"#), "{line}");
        let value: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&value["position"], &value["type"]), (&7.into(), &"queue.retired".into()));
        assert_eq!(value["occurred_at"], "2023-11-14T22:13:20Z");
    }

    #[test]
    fn a_damaged_body_is_still_one_line() {
        let line = line(&event(b"{\n"));
        assert!(!line.contains(&b'\n'));
        assert_eq!(serde_json::from_slice::<Value>(&line).unwrap()["body"], "{\n");
    }
}
