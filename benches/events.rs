//! Events like those of real conversations, in size and in how they share streams.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use event_store::{Actor, Append, Expected, NewEvent, RecordedEvent, StreamName, Tenant};
use uuid::Uuid;

/// The size of a body, bytes: about a turn with its text sealed.
pub const BODY_BYTES: usize = 330;
const TYPE: &str = "conversation.turn_recorded";
/// How many events a stream gets.
const STREAM_EVENTS: u64 = 20;
/// A moment in 2025, microseconds since 1970. Rows are as large with one time as with another.
const MOMENT: i64 = 1_750_000_000_123_456;

/// Writes one conversation after another, one event at a time.
#[derive(Debug)]
pub struct Author {
    tenant: Tenant,
    actor: Actor,
    stream: StreamName,
    next_revision: u64,
    event_type: Arc<str>,
    body: Bytes,
}

impl Author {
    /// An author who begins a conversation.
    #[must_use]
    pub fn new() -> Self {
        Self {
            tenant: Tenant::new("main"),
            actor: actor(),
            stream: fresh_stream(),
            next_revision: 0,
            event_type: TYPE.into(),
            body: body(),
        }
    }

    /// The next event, alone.
    pub fn append(&mut self) -> Append {
        self.append_many(1)
    }

    /// The next events, together.
    pub fn append_many(&mut self, events: u64) -> Append {
        if self.next_revision >= STREAM_EVENTS {
            (self.stream, self.next_revision) = (fresh_stream(), 0);
        }
        let expected = self.next_revision.checked_sub(1).map_or(Expected::NoStream, Expected::Revision);
        self.next_revision += events;
        Append {
            tenant: self.tenant.clone(),
            stream: self.stream.clone(),
            expected,
            command_id: fresh_id(),
            digest: [7; 32],
            causation_id: None,
            correlation_id: Some(fresh_id()),
            actor: self.actor.clone(),
            events: (0..events).map(|_| self.event()).collect(),
        }
    }

    /// The next event as the row it would become.
    pub fn row(&mut self, position: u64) -> RecordedEvent {
        let append = self.append();
        RecordedEvent {
            position,
            event_id: append.events[0].event_id,
            tenant: append.tenant,
            stream: append.stream,
            revision: self.next_revision - 1,
            event_type: Arc::clone(&self.event_type),
            schema_version: 1,
            occurred_at: moment(),
            recorded_at: moment(),
            actor: append.actor,
            command_id: append.command_id,
            causation_id: append.causation_id,
            correlation_id: append.correlation_id,
            body: self.body.clone(),
        }
    }

    fn event(&self) -> NewEvent {
        NewEvent {
            event_id: fresh_id(),
            event_type: Cow::Borrowed(TYPE),
            schema_version: 1,
            occurred_at: moment(),
            body: self.body.clone(),
        }
    }
}

/// Many authors who take turns, so that rows of one group belong to as many streams as when each has a writer of its own.
#[derive(Debug)]
pub struct Authors {
    authors: Vec<Author>,
    position: u64,
}

impl Authors {
    /// So many of them.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self { authors: (0..count).map(|_| Author::new()).collect(), position: 0 }
    }

    /// The next row of each.
    pub fn group(&mut self) -> Vec<RecordedEvent> {
        let first = self.position + 1;
        self.position += self.authors.len() as u64;
        self.authors.iter_mut().zip(first..).map(|(author, position)| author.row(position)).collect()
    }
}

impl Default for Author {
    fn default() -> Self {
        Self::new()
    }
}

/// Somebody who acts.
#[must_use]
pub fn actor() -> Actor {
    Actor { kind: "agent".into(), id: fresh_id().to_string().into(), on_behalf_of: None }
}

/// An id as the server makes them.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "a benchmark is an edge: it must write other ids in every run")]
pub fn fresh_id() -> Uuid {
    Uuid::now_v7()
}

fn fresh_stream() -> StreamName {
    StreamName(Arc::from(format!("conversation-{}", fresh_id())))
}

/// Text that does not compress better than what is sealed.
fn body() -> Bytes {
    let letters = std::iter::successors(Some(fresh_id().as_u128() as u64), |seed| Some(next_random(*seed)));
    letters.map(|seed| b'a' + (seed >> 33) as u8 % 26).take(BODY_BYTES).collect()
}

/// A step of a linear congruential generator.
fn next_random(seed: u64) -> u64 {
    seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407)
}

/// A time for things to happen.
#[must_use]
pub fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp_micros(MOMENT).expect("the moment lies in the range of times")
}
