//! What customers said, whatever it wanted: texts without labels, from which words are learned.

use std::collections::{HashSet, VecDeque};

use domain::conversation::ConversationEvent;
use domain::{Participant, TurnId};
use event_store::{EventStore, RecordedEvent, Tenant};
use uuid::Uuid;
use vault::{Sealed, Vault};

use super::open::Opening;
use super::walk::walk;

/// How many turns are learned from, the latest: more say little that is new, and all are held in memory.
const MOST: usize = 500_000;

/// Texts, and how many were left out, and why.
#[derive(Clone, Default)]
pub struct Turns {
    /// What was said, without the personal data that is found in it.
    pub texts: Vec<String>,
    /// How many were left out, and why.
    pub left_out: Vec<(&'static str, u64)>,
}

/// What was found on the way through the log.
#[derive(Default)]
struct Said {
    turns: VecDeque<(TurnId, Uuid, Sealed)>,
    redacted: HashSet<TurnId>,
    older: u64,
}

impl Said {
    fn take(&mut self, recorded: &RecordedEvent, event: ConversationEvent) {
        if let ConversationEvent::TurnRecorded(turn) = event {
            if let (Participant::Customer(_), Some(text)) = (&turn.author, turn.text.as_sealed()) {
                self.turns.push_back((turn.turn, recorded.event_id, text.clone()));
            }
            if self.turns.len() > MOST {
                self.turns.pop_front();
                self.older += 1;
            }
        } else if let ConversationEvent::TurnRedacted(redacted) = event {
            self.redacted.insert(redacted.turn);
        }
    }
}

/// The latest turns of a tenant's customers; those that were redacted or whose customer was erased are left out, and so is
/// the personal data that is found in the others.
///
/// # Errors
/// When the log or the vault cannot be read.
pub async fn customers_turns(events: &dyn EventStore, vault: &Vault, tenant: &Tenant) -> anyhow::Result<Turns> {
    let mut said = Said::default();
    walk(events, tenant, &mut said, &Said::take).await?;
    let mut opening = Opening::of(vault, tenant, said.turns.len());
    let mut texts = Vec::new();
    for (turn, event_id, sealed) in said.turns {
        texts.extend(opening.text(event_id, &sealed, said.redacted.contains(&turn)).await?);
    }
    let mut left_out = opening.finish();
    left_out.extend((said.older > 0).then_some(("older than the latest 500,000", said.older)));
    Ok(Turns { texts, left_out })
}
