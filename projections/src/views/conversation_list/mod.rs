//! The list of Conversations: one row each, as it stands.

mod fold;
mod glance;
mod query;
mod row;
#[cfg(test)]
mod tests;
mod values;

pub use glance::ConversationGlance;
pub use query::{ConversationFilter, ConversationSort, by_ids, count, glances, glances_by_ids, one, page};
pub use row::{ConversationRow, TagRow};
pub use values::{AnsweringKind, ConversationStatus, FieldEntry, ParticipantEntry, RatingEntry, WaitingFor, queue_key};

use domain::DomainEvent;
use domain::conversation::ConversationEvent;

use crate::table::{AnyTable, Table};
use crate::{Poison, Seen, View};

/// The name by which readers wait for it.
pub const NAME: &str = "conversation_list";

/// The view.
#[derive(Debug, Default)]
pub struct ConversationList {
    rows: Table<ConversationRow>,
    tags: Table<TagRow>,
}

impl View for ConversationList {
    fn name(&self) -> &'static str {
        NAME
    }

    fn version(&self) -> u32 {
        4
    }

    fn reads(&self, category: &str) -> bool {
        category == ConversationEvent::CATEGORY
    }

    fn tables(&mut self) -> Vec<&mut dyn AnyTable> {
        vec![&mut self.rows, &mut self.tags]
    }

    fn touch(&mut self, seen: &Seen<'_>) {
        let key = (seen.tenant(), seen.conversation());
        if seen.recorded.revision == 0 { self.rows.is_new(key) } else { self.rows.want(key) }
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        let Some(event) = seen.event.as_conversation() else { return Ok(()) };
        if let ConversationEvent::Opened(opened) = event {
            self.rows.put(ConversationRow::open(seen, opened)?);
            return Ok(());
        }
        let key = (seen.tenant(), seen.conversation());
        let row = self.rows.get_mut(&key).ok_or(Poison::NeverBegan("conversation"))?;
        row.evolve(seen, event)?;
        self.follow_tags(seen, event);
        Ok(())
    }
}

impl ConversationList {
    fn follow_tags(&mut self, seen: &Seen<'_>, event: &ConversationEvent) {
        let (tenant, conversation) = (seen.tenant(), seen.conversation());
        if let ConversationEvent::TagAdded(added) = event {
            self.tags.put(TagRow { tenant, conversation, tag: added.tag.clone() });
        } else if let ConversationEvent::TagRemoved(removed) = event {
            self.tags.remove((tenant, conversation, removed.tag.clone()));
        }
    }
}
