//! The past of one stream, read from the stream: a Conversation is short, the log is long.

use event_store::{Error, EventStore, Position, RecordedEvent, StreamName, Tenant};

/// How many events are read at once.
const BATCH: usize = 500;

/// What is still to be read of a stream's past.
#[derive(Debug)]
pub(super) struct Backlog {
    stream: StreamName,
    /// The next revision.
    next: u64,
    /// Only what is behind this place.
    after: Position,
    /// Only what is up to this place; what comes later is read live.
    until: Position,
    is_read: bool,
}

impl Backlog {
    pub(super) fn new(stream: &str, after: Position, until: Position) -> Self {
        Self { stream: StreamName::new(stream), next: 0, after, until, is_read: after >= until }
    }

    /// Some of it, perhaps none; nothing when all of it is read.
    pub(super) async fn next(
        &mut self,
        store: &dyn EventStore,
        tenant: &Tenant,
    ) -> Result<Option<Vec<RecordedEvent>>, Error> {
        if self.is_read {
            return Ok(None);
        }
        let mut events = store.read_stream(tenant, &self.stream, self.next, BATCH).await?;
        self.next += events.len() as u64;
        self.is_read = events.last().is_none_or(|last| last.position >= self.until);
        events.retain(|event| event.position > self.after && event.position <= self.until);
        Ok(Some(events))
    }
}
