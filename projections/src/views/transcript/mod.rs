//! What was said: one row for each turn of each Conversation.

mod query;
mod row;
#[cfg(test)]
mod tests;

pub use query::{by_ids, page};
pub use row::{AuthorKind, TurnRow};

use domain::conversation::ConversationEvent as E;
use domain::conversation::event::{FactsFound, IntentCorrected, IntentProposed, TurnRedacted, TurnUnderstood};
use domain::{DomainEvent, TurnId};

use crate::table::{AnyTable, Table};
use crate::{Poison, Seen, View};

/// The name by which readers wait for it.
pub const NAME: &str = "transcript";

/// The view.
#[derive(Debug, Default)]
pub struct Transcript {
    turns: Table<TurnRow>,
}

impl View for Transcript {
    fn name(&self) -> &'static str {
        NAME
    }

    fn version(&self) -> u32 {
        4
    }

    fn reads(&self, category: &str) -> bool {
        category == E::CATEGORY
    }

    fn tables(&mut self) -> Vec<&mut dyn AnyTable> {
        vec![&mut self.turns]
    }

    fn touch(&mut self, seen: &Seen<'_>) {
        if let Some(turn) = seen.event.as_conversation().and_then(told_of) {
            self.turns.want((seen.tenant(), seen.conversation(), turn));
        }
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        seen.event.as_conversation().map_or(Ok(()), |event| self.fold(seen, event))
    }
}

impl Transcript {
    fn fold(&mut self, seen: &Seen<'_>, event: &E) -> Result<(), Poison> {
        match event {
            E::TurnRecorded(turn) => self.turns.put(TurnRow::record(seen, turn)?),
            E::TurnRedacted(TurnRedacted { turn, .. })
            | E::TurnUnderstood(TurnUnderstood { turn, .. })
            | E::FactsFound(FactsFound { turn, .. })
            | E::IntentCorrected(IntentCorrected { turn, .. })
            | E::IntentProposed(IntentProposed { turn, .. }) => {
                let key = (seen.tenant(), seen.conversation(), *turn);
                self.turns.get_mut(&key).ok_or(Poison::NoSuchTurn)?.evolve(seen, event);
            }
            E::Opened(_)
            | E::HandoffRequested(_)
            | E::HandoffAccepted(_)
            | E::HandoffDeclined(_)
            | E::HandoffWithdrawn(_)
            | E::Assigned(_)
            | E::Released(_)
            | E::Escalated(_)
            | E::EscalationAcknowledged(_)
            | E::Deescalated(_)
            | E::Prioritised(_)
            | E::TagAdded(_)
            | E::TagRemoved(_)
            | E::FieldSet(_)
            | E::Snoozed(_)
            | E::Woken(_)
            | E::Resolved(_)
            | E::Reopened(_)
            | E::Closed(_)
            | E::Merged(_)
            | E::MergeReceived(_)
            | E::Unmerged(_)
            | E::MergeUndone(_)
            | E::Rated(_)
            | E::ParticipantAdded(_)
            | E::ParticipantRemoved(_)
            | E::CustomerLeft(_)
            | E::SuggestionsRequested(_)
            | E::SuggestionsOffered(_)
            | E::SuggestionPicked(_)
            | E::KnowledgeQueried(_)
            | E::KnowledgeReturned(_)
            | E::KnowledgeSelected(_) => {}
        }
        Ok(())
    }
}

/// The turn that was recorded before and of which the event tells more.
pub(crate) fn told_of(event: &E) -> Option<TurnId> {
    event.turn().filter(|_| !matches!(event, E::TurnRecorded(_)))
}
