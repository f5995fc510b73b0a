//! The end of the log in memory: the last events and the head, shared by everything in a process that follows it.

use std::collections::VecDeque;
use std::sync::{PoisonError, RwLock};

use tokio::sync::watch;

use crate::{Position, RecordedEvent};

/// How many events the tail keeps at most.
pub(crate) const MAX_EVENTS: usize = 8_192;
/// How many bytes the tail keeps at most.
const MAX_BYTES: usize = 16 << 20;
/// What an event weighs besides its body, bytes; about right.
const ENVELOPE_BYTES: usize = 256;

/// The tail and the head that wakes readers. Events enter the tail before the head tells of them, so whoever the
/// head wakes finds them in memory.
pub(crate) struct Feed {
    tail: RwLock<Tail>,
    head: watch::Sender<Position>,
}

impl Feed {
    /// The feed of a log whose last position is `head`.
    pub(crate) fn new(head: Position) -> Self {
        Self { tail: RwLock::new(Tail::after(head)), head: watch::Sender::new(head) }
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Position> {
        self.head.subscribe()
    }

    /// The last position this process has heard of.
    pub(crate) fn head(&self) -> Position {
        *self.head.borrow()
    }

    /// The position after which the tail goes on.
    pub(crate) fn last(&self) -> Position {
        self.tail.read().unwrap_or_else(PoisonError::into_inner).last
    }

    /// Adds durable events. `false` when there is a gap between them and the tail; then nothing was added.
    pub(crate) fn publish(&self, events: Vec<RecordedEvent>) -> bool {
        let last = {
            let mut tail = self.tail.write().unwrap_or_else(PoisonError::into_inner);
            if !tail.extend(events) {
                return false;
            }
            tail.last
        };
        self.announce(last);
        true
    }

    /// Starts the tail anew behind `position`, when following without a gap would take too long.
    pub(crate) fn skip_to(&self, position: Position) {
        let mut tail = self.tail.write().unwrap_or_else(PoisonError::into_inner);
        if position > tail.last {
            *tail = Tail::after(position);
        }
    }

    /// Starts anew behind `position`, because the log itself has less than was heard of: it was turned back.
    pub(crate) fn turn_back(&self, position: Position) {
        *self.tail.write().unwrap_or_else(PoisonError::into_inner) = Tail::after(position);
        self.head.send_replace(position);
    }

    /// Wakes readers, when `position` is news.
    pub(crate) fn announce(&self, position: Position) {
        self.head.send_if_modified(|head| {
            let news = position > *head;
            *head = position.max(*head);
            news
        });
    }

    /// At most `limit` events after `after`; `None` when the tail does not reach back so far, or not so far ahead.
    pub(crate) fn read(&self, after: Position, limit: usize) -> Option<Vec<RecordedEvent>> {
        self.tail.read().unwrap_or_else(PoisonError::into_inner).read(after, limit)
    }
}

impl std::fmt::Debug for Feed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Feed").field("head", &self.head()).finish_non_exhaustive()
    }
}

/// The last events, without a gap among them.
struct Tail {
    events: VecDeque<RecordedEvent>,
    bytes: usize,
    last: Position,
}

impl Tail {
    fn after(last: Position) -> Self {
        Self { events: VecDeque::new(), bytes: 0, last }
    }

    fn extend(&mut self, events: Vec<RecordedEvent>) -> bool {
        if events.first().is_some_and(|first| first.position > self.last + 1) {
            return false;
        }
        for event in events {
            if event.position > self.last {
                self.last = event.position;
                self.bytes += weight(&event);
                self.events.push_back(event);
            }
        }
        self.shrink();
        true
    }

    fn shrink(&mut self) {
        while self.events.len() > MAX_EVENTS || self.bytes > MAX_BYTES {
            let Some(oldest) = self.events.pop_front() else { return };
            self.bytes -= weight(&oldest);
        }
    }

    fn read(&self, after: Position, limit: usize) -> Option<Vec<RecordedEvent>> {
        let before_first = self.last - self.events.len() as u64;
        if after < before_first || after > self.last {
            return None;
        }
        let from = (after - before_first) as usize;
        Some(self.events.range(from..).take(limit).cloned().collect())
    }
}

fn weight(event: &RecordedEvent) -> usize {
    event.body.len() + ENVELOPE_BYTES
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use chrono::DateTime;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{Actor, StreamName, Tenant};

    fn event(position: Position, bytes: usize) -> RecordedEvent {
        RecordedEvent {
            position,
            event_id: Uuid::from_u128(position.into()),
            tenant: Tenant::new("acme"),
            stream: StreamName::new("conversation-1"),
            revision: position - 1,
            event_type: "conversation.turn_said".into(),
            schema_version: 1,
            occurred_at: DateTime::UNIX_EPOCH,
            recorded_at: DateTime::UNIX_EPOCH,
            actor: Actor { kind: "agent".into(), id: "a-1".into(), on_behalf_of: None },
            command_id: Uuid::nil(),
            causation_id: None,
            correlation_id: None,
            body: Bytes::from(vec![0; bytes]),
        }
    }

    fn events(positions: std::ops::Range<Position>) -> Vec<RecordedEvent> {
        positions.map(|position| event(position, 10)).collect()
    }

    fn positions(read: Option<Vec<RecordedEvent>>) -> Option<Vec<Position>> {
        read.map(|events| events.into_iter().map(|event| event.position).collect())
    }

    #[test]
    fn only_what_lies_inside_the_tail_is_read_from_it() {
        let feed = Feed::new(10);
        assert!(feed.publish(events(11..14)));
        assert_eq!(positions(feed.read(9, 5)), None);
        assert_eq!(positions(feed.read(10, 2)), Some(vec![11, 12]));
        assert_eq!(positions(feed.read(12, 5)), Some(vec![13]));
        assert_eq!(positions(feed.read(13, 5)), Some(vec![]));
        assert_eq!(positions(feed.read(14, 5)), None);
    }

    #[test]
    fn events_beyond_a_gap_are_not_taken() {
        let feed = Feed::new(0);
        assert!(!feed.publish(events(2..4)));
        assert_eq!((feed.last(), feed.head()), (0, 0));
        assert!(feed.publish(events(1..4)));
        assert_eq!((feed.last(), feed.head()), (3, 3));
    }

    #[test]
    fn the_tail_stays_within_its_bytes() {
        let feed = Feed::new(0);
        (1..=40).for_each(|position| assert!(feed.publish(vec![event(position, 1 << 20)])));
        assert_eq!(positions(feed.read(0, 1)), None);
        assert_eq!(positions(feed.read(39, 9)), Some(vec![40]));
    }

    proptest! {
        #[test]
        fn whatever_arrives_the_tail_has_no_gap_and_no_repeat(
            batches in prop::collection::vec((1..60_u64, 0..20_u64), 1..40),
        ) {
            let feed = Feed::new(0);
            for (first, count) in batches {
                feed.publish(events(first..first + count));
                let wanted: Vec<Position> = (1..=feed.last()).collect();
                prop_assert_eq!(positions(feed.read(0, usize::MAX)), Some(wanted));
                prop_assert_eq!(feed.head(), feed.last());
            }
        }
    }
}
