//! Going through the turns of the log.

use domain::DomainEvent as _;
use domain::conversation::ConversationEvent;
use event_store::{EventStore, RecordedEvent, Tenant};

use crate::progress::Progress;

/// How many events are read at once.
const BATCH: usize = 1_000;

/// Shows every event of the tenant's Conversations that says something of a turn.
pub(super) async fn walk<T>(
    events: &dyn EventStore,
    tenant: &Tenant,
    into: &mut T,
    take: &(dyn Fn(&mut T, &RecordedEvent, ConversationEvent) + Sync),
) -> anyhow::Result<()>
where
    T: Send,
{
    let mut progress = Progress::start("events", Some(events.head().await?));
    let mut after = 0;
    loop {
        let batch = events.read_all(after, BATCH).await?;
        let Some(last) = batch.last() else { break };
        after = last.position;
        for recorded in batch.iter().filter(|recorded| recorded.tenant == *tenant) {
            if matches!(
                &*recorded.event_type,
                "conversation.turn_recorded" | "conversation.turn_redacted" | "conversation.intent_corrected"
            ) {
                let (kind, version) = (&recorded.event_type, recorded.schema_version);
                take(into, recorded, ConversationEvent::decode(kind, version, &recorded.body)?);
            }
        }
        progress.set(after);
    }
    progress.finish();
    Ok(())
}
