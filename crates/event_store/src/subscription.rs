//! Catch up, then live: the log from a position on, without gap or repeat.

use std::sync::Arc;

use tokio::sync::watch;

use crate::{Error, EventStore, Position, RecordedEvent};

/// How many events a subscription asks for at once.
const BATCH: usize = 500;

/// A reader that never ends. Because positions have no gaps and become visible in order, the seam between the
/// past and the present is no special case: it is one more read after the last position.
#[derive(Debug)]
pub struct Subscription {
    store: Arc<dyn EventStore>,
    after: Position,
    head: watch::Receiver<Position>,
}

/// Subscribes to all events after `after`; 0 for the whole log.
#[must_use]
pub fn subscribe(store: Arc<dyn EventStore>, after: Position) -> Subscription {
    let head = store.watch();
    Subscription { store, after, head }
}

impl Subscription {
    /// The next events in order, at least one; waits for them. Cancel safe: what was not returned is read again.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the log is away; the subscription stays where it was and can be asked again.
    pub async fn next(&mut self) -> Result<Vec<RecordedEvent>, Error> {
        loop {
            let head = *self.head.borrow_and_update();
            if head > self.after {
                let events = self.store.read_all(self.after, BATCH).await?;
                if let Some(last) = events.last() {
                    self.after = last.position;
                    return Ok(events);
                }
            }
            if self.head.changed().await.is_err() {
                return Err(Error::Unavailable { reason: "the log was closed".into(), source: None });
            }
        }
    }

    /// The position after which the next call reads.
    #[must_use]
    pub fn position(&self) -> Position {
        self.after
    }
}
