//! Small makers of what the cases need, all deterministic.

use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Actor, Append, AppendError, Appended, Error, EventStore, Expected, NewEvent, Position, RecordedEvent, StreamName,
    Tenant,
};

/// An id that no other call of this process gives.
pub fn id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u64_pair(0x0190_0000_0000_7000, NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A moment, in seconds after some other.
pub fn time(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros((1_700_000_000 + seconds) * 1_000_000 + 123_456).expect("it is in the calendar")
}

/// The tenant of cases that need only one.
pub fn tenant() -> Tenant {
    Tenant::new("acme")
}

/// A stream by number.
pub fn stream(number: usize) -> StreamName {
    StreamName::new(&format!("conversation-{number}"))
}

/// An event with this body.
pub fn event(body: impl Into<Bytes>) -> NewEvent {
    NewEvent {
        event_id: id(),
        event_type: "conversation.turn_said".into(),
        schema_version: 1,
        occurred_at: time(0),
        body: body.into(),
    }
}

/// An append of `count` events by a new command.
pub fn append(stream: StreamName, expected: Expected, count: usize) -> Append {
    let command_id = id();
    Append {
        tenant: tenant(),
        stream,
        expected,
        command_id,
        digest: [7; 32],
        causation_id: None,
        correlation_id: None,
        actor: Actor { kind: "agent".into(), id: "a-1".into(), on_behalf_of: None },
        events: (0..count).map(|n| event(format!(r#"{{"n":{n}}}"#))).collect(),
    }
}

/// Appends `count` single events to one stream, one after the other.
pub async fn fill(store: &dyn EventStore, to: &StreamName, count: usize) {
    for _ in 0..count {
        must(store, append(to.clone(), Expected::Any, 1)).await;
    }
}

/// Appends what must succeed.
pub async fn must(store: &dyn EventStore, append: Append) -> Appended {
    store.append(append).await.expect("nothing stands against this append")
}

/// Appends what must conflict; tells where the stream is.
pub async fn conflict(store: &dyn EventStore, append: Append) -> Option<u64> {
    match store.append(append).await {
        Err(AppendError::Conflict { actual }) => actual,
        other @ (Ok(_) | Err(AppendError::CommandReused | AppendError::Store(_))) => panic!("no conflict: {other:?}"),
    }
}

/// Whether an answer says that the engine is away.
pub fn is_unavailable(answer: &Result<Appended, AppendError>) -> bool {
    matches!(answer, Err(AppendError::Store(Error::Unavailable { .. })))
}

/// The whole log, page by page.
pub async fn whole(store: &dyn EventStore) -> Vec<RecordedEvent> {
    let mut events: Vec<RecordedEvent> = Vec::new();
    loop {
        let after = events.last().map_or(0, |event| event.position);
        let page = store.read_all(after, 700).await.expect("the log can be read");
        if page.is_empty() {
            return events;
        }
        events.extend(page);
    }
}

/// Checks that positions follow each other from `after + 1` without gap or repeat.
pub fn assert_gapless(events: &[RecordedEvent], after: Position) {
    let positions: Vec<Position> = events.iter().map(|event| event.position).collect();
    let wanted: Vec<Position> = (after + 1..).take(events.len()).collect();
    assert_eq!(positions, wanted);
}
