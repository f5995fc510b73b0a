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
        let after = due_at.checked_add_signed(TimeDelta::nanoseconds(999)).unwrap_or(due_at);
        let due_at = DateTime::from_timestamp_micros(after.timestamp_micros()).unwrap_or(after);
        let RecordedEvent { event_id, tenant, stream, .. } = recorded.clone();
        self.set.push(Timer { event_id, tenant, stream, due_at });
    }
}

#[cfg(test)]
mod tests {
    use event_store::Actor;
    use uuid::Uuid;

    use super::*;

    fn recorded() -> RecordedEvent {
        RecordedEvent {
            position: 1,
            tenant: Tenant::new("acme"),
            stream: StreamName::new("conversation-x"),
            revision: 0,
            event_id: Uuid::from_u128(1),
            event_type: "conversation.snoozed".into(),
            schema_version: 1,
            occurred_at: DateTime::UNIX_EPOCH,
            recorded_at: DateTime::UNIX_EPOCH,
            actor: Actor { kind: "service".into(), id: "test".into(), on_behalf_of: None },
            command_id: Uuid::from_u128(2),
            causation_id: None,
            correlation_id: None,
            body: "{}".into(),
        }
    }

    #[test]
    fn the_last_time_of_all_can_be_due() {
        let mut batch = Batch::default();
        batch.set(&recorded(), DateTime::<Utc>::MAX_UTC);
        assert_eq!(batch.set[0].due_at.timestamp_micros(), DateTime::<Utc>::MAX_UTC.timestamp_micros());
    }
}
