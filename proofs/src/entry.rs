//! The entry of a recorded event.

use event_store::RecordedEvent;
use ledger::bundle::TooLong;
use ledger::commitment::Actor;
use ledger::{Commitment, Hash};

/// What the ledger commits to for an event, given the leaf of the event before it in its stream.
#[must_use]
pub fn commitment(event: &RecordedEvent, previous: Option<Hash>) -> Commitment {
    Commitment {
        tenant: event.tenant.as_str().to_owned(),
        stream: event.stream.as_str().to_owned(),
        revision: event.revision,
        position: event.position,
        event_id: event.event_id.to_string(),
        event_type: (*event.event_type).to_owned(),
        schema: event.schema_version,
        occurred_at: event.occurred_at,
        recorded_at: event.recorded_at,
        command_id: event.command_id.to_string(),
        causation_id: event.causation_id.map(|id| id.to_string()),
        correlation_id: event.correlation_id.map(|id| id.to_string()),
        actor: Actor {
            kind: (*event.actor.kind).to_owned(),
            id: (*event.actor.id).to_owned(),
            on_behalf_of: event.actor.on_behalf_of.as_deref().map(str::to_owned),
        },
        previous,
        body: Hash::of(&event.body),
    }
}

/// The entry of an event, as its leaf hashes it.
///
/// # Errors
/// When its names are longer than an entry may be.
pub fn encode(event: &RecordedEvent, previous: Option<Hash>) -> Result<Vec<u8>, TooLong> {
    commitment(event, previous).encode()
}
