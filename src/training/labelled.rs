//! Examples from the log: what customers said, and what those who serve said it wanted.

use std::collections::HashMap;

use domain::conversation::ConversationEvent;
use domain::{Code, TurnId};
use event_store::{EventStore, RecordedEvent, Tenant};
use intelligence::intent::Example;
use uuid::Uuid;
use vault::{Sealed, Vault};

use super::Examples;
use super::open::Opening;
use super::walk::walk;

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

async fn opened(vault: &Vault, tenant: &Tenant, turns: HashMap<TurnId, Labelled>) -> anyhow::Result<Examples> {
    let mut examples = Examples::default();
    let mut opening = Opening::of(vault, tenant, turns.len());
    for labelled in turns.into_values() {
        let (Some((event_id, sealed)), Some(intents)) = (labelled.text, labelled.intents) else { continue };
        if let Some(text) = opening.text(event_id, &sealed, labelled.redacted).await? {
            examples.all.push(Example { text, labels: labels(&intents) });
        }
    }
    examples.left_out = opening.finish();
    Ok(examples)
}

fn labels(intents: &[Code]) -> Vec<String> {
    intents.iter().map(ToString::to_string).collect()
}
