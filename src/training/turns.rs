//! What customers said, whatever it wanted: texts without labels, from which words are learned.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use domain::conversation::ConversationEvent;
use domain::{CustomerId, Participant, TurnId};
use event_store::{EventStore, RecordedEvent, Tenant};
use uuid::Uuid;
use vault::{Sealed, Vault};

use super::open::Opening;
use super::walk::walk;

/// How many turns are learned from, the latest: more say little that is new, and all are held in memory.
const MOST: usize = 500_000;
/// How many characters of a text: people say early what they want.
const READ: usize = 1_000;

/// What customers said, and how many turns were left out, and why.
#[derive(Clone, Default)]
pub struct Turns {
    /// Customer by customer, each different text of theirs without the personal data that is found in it.
    pub voices: Vec<Vec<String>>,
    /// How many were left out, and why.
    pub left_out: Vec<(&'static str, u64)>,
}

/// A customer's turn.
struct Turn {
    id: TurnId,
    customer: CustomerId,
    event_id: Uuid,
    text: Sealed,
}

/// What was found on the way through the log.
#[derive(Default)]
struct Said {
    turns: VecDeque<Turn>,
    redacted: HashSet<TurnId>,
    older: u64,
}

impl Said {
    fn take(&mut self, recorded: &RecordedEvent, event: ConversationEvent) {
        if let ConversationEvent::TurnRecorded(turn) = event {
            if let (Participant::Customer(customer), Some(text)) = (turn.author, turn.text.as_sealed()) {
                let (id, event_id, text) = (turn.turn, recorded.event_id, text.clone());
                self.turns.push_back(Turn { id, customer, event_id, text });
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

/// What is read of a text.
pub fn beginning(text: &str) -> &str {
    text.char_indices().nth(READ).map_or(text, |(end, _)| &text[..end])
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
    let mut voices: BTreeMap<CustomerId, BTreeSet<String>> = BTreeMap::new();
    for Turn { id, customer, event_id, text } in said.turns {
        if let Some(text) = opening.text(event_id, &text, said.redacted.contains(&id)).await? {
            voices.entry(customer).or_default().insert(beginning(&text).to_owned());
        }
    }
    let mut left_out = opening.finish();
    left_out.extend((said.older > 0).then_some(("older than the latest 500,000", said.older)));
    let voices = voices.into_values().map(|texts| texts.into_iter().collect()).collect();
    Ok(Turns { voices, left_out })
}
