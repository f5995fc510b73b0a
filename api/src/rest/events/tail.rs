//! The log as chunks of lines, one batch at a time: what the reader does not take is not read.

use std::convert::identity;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use event_store::{Error, EventStore, Position, RecordedEvent, Subscription, Tenant, subscribe};
use futures_util::stream::{Stream, unfold};
use tokio::time::timeout;

use super::line::write_line;
use super::query::EventsQuery;
use crate::graphql::user_error::log_fault;

/// A reader of one tenant's part of the log.
pub(super) struct Tail {
    log: Subscription,
    tenant: Tenant,
    query: EventsQuery,
    /// Where a reader that does not follow stops: the end of the log when it began.
    end: Position,
    left: u64,
}

impl Tail {
    pub(super) fn new(store: Arc<dyn EventStore>, tenant: Tenant, query: EventsQuery, head: Position) -> Self {
        let end = if query.follow { Position::MAX } else { head };
        let left = query.limit.unwrap_or(u64::MAX);
        Self { log: subscribe(store, query.after), tenant, query, end, left }
    }

    /// The lines, some at a time, and an empty one after each `keep_alive` without any, so that nobody takes a reader
    /// that waits for dead. After an error the body breaks off, which tells the reader that it is not whole.
    pub(super) fn chunks(self, keep_alive: Duration) -> impl Stream<Item = Result<Bytes, Error>> + Send {
        unfold(Some(self), move |tail| async move {
            let mut tail = tail?;
            match timeout(keep_alive, tail.next()).await {
                Ok(Ok(Some(lines))) => Some((Ok(lines), Some(tail))),
                Ok(Ok(None)) => None,
                Ok(Err(error)) => {
                    log_fault(&error);
                    Some((Err(error), None))
                }
                Err(_quiet) => Some((Ok(Bytes::from_static(b"\n")), Some(tail))),
            }
        })
    }

    /// The next lines; nothing at the end. Cancel safe: what was not returned is read again.
    async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        while self.left > 0 && self.log.position() < self.end {
            let events = self.log.next().await?;
            let lines = self.lines(&events);
            if !lines.is_empty() {
                return Ok(Some(lines));
            }
        }
        Ok(None)
    }

    fn lines(&mut self, events: &[RecordedEvent]) -> Bytes {
        let most = usize::try_from(self.left).map_or(usize::MAX, identity);
        let wanted = |event: &&RecordedEvent| event.position <= self.end && self.query.wants(&self.tenant, event);
        let (mut lines, mut count) = (Vec::new(), 0);
        for event in events.iter().filter(wanted).take(most) {
            write_line(&mut lines, event);
            count += 1;
        }
        self.left -= count;
        lines.into()
    }
}
