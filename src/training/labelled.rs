//! Examples from the log: what customers said, and what those who serve said it wanted.

use std::collections::HashMap;

use domain::conversation::ConversationEvent;
use domain::conversation::event::TURN_TEXT_TAG;
use domain::{Code, DomainEvent as _, TurnId};
use event_store::{EventStore, RecordedEvent, Tenant};
use intelligence::intent::Example;
use intelligence::personal::{PersonalGuard, redact};
use uuid::Uuid;
use vault::{Access, FieldContext, Opened, Sealed, Vault};

use super::Examples;
use crate::progress::Progress;

/// How many events are read at once.
const BATCH: usize = 1_000;

/// What is known of a turn that was corrected.
#[derive(Default)]
struct Labelled {
    text: Option<(Uuid, Sealed)>,
    intents: Option<Vec<Code>>,
    redacted: bool,
}

/// The turns of a tenant whose intents were corrected, by the last correction; those that were redacted or whose customer was
/// erased are left out, and so is the personal data that is found in the others.
///
/// # Errors
/// When the log or the vault cannot be read.
pub async fn labelled_turns(events: &dyn EventStore, vault: &Vault, tenant: &Tenant) -> anyhow::Result<Examples> {
    let mut turns: HashMap<TurnId, Labelled> = HashMap::new();
    let corrected = |turns: &mut HashMap<TurnId, Labelled>, _: &RecordedEvent, event: ConversationEvent| {
        if let ConversationEvent::IntentCorrected(corrected) = event {
            turns.entry(corrected.turn).or_default().intents = Some(corrected.after);
        }
    };
    walk(events, tenant, &mut turns, &corrected).await?;
    // The texts of the other turns are not held.
    let spoken = |turns: &mut HashMap<TurnId, Labelled>, recorded: &RecordedEvent, event: ConversationEvent| {
        if let ConversationEvent::TurnRecorded(turn) = event {
            if let (Some(labelled), Some(text)) = (turns.get_mut(&turn.turn), turn.text.as_sealed()) {
                labelled.text = Some((recorded.event_id, text.clone()));
            }
        } else if let ConversationEvent::TurnRedacted(redacted) = event {
            turns.entry(redacted.turn).and_modify(|labelled| labelled.redacted = true);
        }
    };
    walk(events, tenant, &mut turns, &spoken).await?;
    opened(vault, tenant, turns).await
}

/// Shows every event of the tenant's Conversations that says something of a turn.
async fn walk<T>(
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

async fn opened(vault: &Vault, tenant: &Tenant, turns: HashMap<TurnId, Labelled>) -> anyhow::Result<Examples> {
    let (mut examples, mut redacted, mut erased) = (Examples::default(), 0, 0);
    let guard = PersonalGuard::default();
    let access = Access { actor: "operator".into(), purpose: "model.train" };
    for labelled in turns.into_values() {
        let (Some((event_id, sealed)), Some(intents)) = (labelled.text, labelled.intents) else { continue };
        if labelled.redacted {
            redacted += 1;
            continue;
        }
        let place = FieldContext { tenant: tenant.as_str(), event_id, tag: TURN_TEXT_TAG };
        match vault.open::<String>(place, &sealed, &access).await? {
            Opened::Clear(text) => {
                let text = redact(&text, &guard.find(&text, None));
                examples.all.push(Example { text, labels: labels(&intents) });
            }
            Opened::Erased => erased += 1,
        }
    }
    examples.left_out =
        [("redacted", redacted), ("of erased customers", erased)].into_iter().filter(|(_, count)| *count > 0).collect();
    Ok(examples)
}

fn labels(intents: &[Code]) -> Vec<String> {
    intents.iter().map(ToString::to_string).collect()
}
