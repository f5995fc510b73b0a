//! What a batch of events leads to besides commands: timers, saved together with the position.

use chrono::{DateTime, TimeDelta, Utc};
use event_store::{Position, RecordedEvent, StreamName, Tenant, Timer};

/// Everything to save once the commands of a batch are carried out.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) position: Position,
    pub(super) set: Vec<Timer>,
    pub(super) cleared: Vec<(Tenant, StreamName)>,
    /// Whether anything followed, so that saving the position cannot wait.
    pub(super) eventful: bool,
}

impl Batch {
    /// Timers set before in the batch go too: saving clears first and sets then.
    pub(super) fn clear(&mut self, recorded: &RecordedEvent) {
        self.set.retain(|timer| timer.stream != recorded.stream || timer.tenant != recorded.tenant);
        self.cleared.push((recorded.tenant.clone(), recorded.stream.clone()));
    }

    /// The memory keeps microseconds; what lies between two of them is due at the later, never early.
    pub(super) fn set(&mut self, recorded: &RecordedEvent, due_at: DateTime<Utc>) {
        let after = due_at + TimeDelta::nanoseconds(999);
        let due_at = DateTime::from_timestamp_micros(after.timestamp_micros()).unwrap_or(after);
        let RecordedEvent { event_id, tenant, stream, .. } = recorded.clone();
        self.set.push(Timer { event_id, tenant, stream, due_at });
    }
}
