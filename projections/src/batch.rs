//! Events of the log, decoded once for all views.

use domain::{DecodeError, Event, StreamId};
use event_store::RecordedEvent;

use crate::{Poison, Seen};

/// How many events are folded at once into live tables: others wait for the rows as long as that takes.
pub(crate) const LIVE: usize = 2_000;

/// How many events are folded at once into tables that nobody sees yet: a row is written once for each batch that
/// touches it, so the more the faster.
pub(crate) const REBUILD: usize = 16_000;

/// An event, decoded as far as that is possible.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) recorded: RecordedEvent,
    decoded: Result<(StreamId, Event), Poison>,
}

impl Item {
    pub(crate) fn decode(recorded: RecordedEvent) -> Self {
        let decoded = decode(&recorded);
        Self { recorded, decoded }
    }

    /// As views see it.
    pub(crate) fn seen(&self) -> Result<Seen<'_>, &Poison> {
        let (stream, event) = self.decoded.as_ref()?;
        Ok(Seen { recorded: &self.recorded, event, stream: *stream })
    }

    /// Of which streams the event tells, by its name, which can be told even when the event cannot be decoded.
    pub(crate) fn category(&self) -> &str {
        self.recorded.event_type.split('.').next().unwrap_or_default()
    }
}

/// Decodes events.
pub(crate) fn decode_all(events: Vec<RecordedEvent>) -> Vec<Item> {
    events.into_iter().map(Item::decode).collect()
}

fn decode(recorded: &RecordedEvent) -> Result<(StreamId, Event), Poison> {
    let event = Event::decode(&recorded.event_type, recorded.schema_version, &recorded.body)
        .map_err(|error| Poison::Undecodable(reason(&error)))?;
    let stream: StreamId = recorded.stream.as_str().parse().map_err(|_| Poison::Misplaced)?;
    let category = match &event {
        Event::Conversation(_) => "conversation",
        Event::Customer(_) => "customer",
        Event::Agent(_) => "agent",
        Event::Queue(_) => "queue",
        Event::Ledger(_) => "ledger",
        Event::Article(_) => "article",
    };
    if stream.category() == category { Ok((stream, event)) } else { Err(Poison::Misplaced) }
}

/// Names the place and kind of the fault, not what stands there: serde's own words would repeat parts of the body.
fn reason(error: &DecodeError) -> String {
    match error {
        DecodeError::Unknown { .. } => error.to_string(),
        DecodeError::Malformed { source, .. } => {
            let kind = source.classify();
            format!("{error}: a {kind:?} fault at line {}, column {}", source.line(), source.column())
        }
    }
}
