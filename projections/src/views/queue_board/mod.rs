//! The board of queues: what waits where, and since when.

mod fold;
mod query;
mod row;
#[cfg(test)]
mod tests;

pub use query::{QueueLine, board, queue, queues, waiting};
pub use row::{QueueEntryRow, QueueRow};

use domain::DomainEvent;
use domain::conversation::ConversationEvent;
use domain::queue::QueueEvent;

use crate::table::{AnyTable, Table};
use crate::{Poison, Seen, View};

/// The name by which readers wait for it.
pub const NAME: &str = "queue_board";

/// The view.
#[derive(Debug, Default)]
pub struct QueueBoard {
    queues: Table<QueueRow>,
    entries: Table<QueueEntryRow>,
}

impl View for QueueBoard {
    fn name(&self) -> &'static str {
        NAME
    }

    fn version(&self) -> u32 {
        1
    }

    fn reads(&self, category: &str) -> bool {
        [ConversationEvent::CATEGORY, QueueEvent::CATEGORY].contains(&category)
    }

    fn tables(&mut self) -> Vec<&mut dyn AnyTable> {
        vec![&mut self.queues, &mut self.entries]
    }

    fn touch(&mut self, seen: &Seen<'_>) {
        if seen.event.as_conversation().is_some_and(QueueEntryRow::heeds) {
            let key = (seen.tenant(), seen.conversation());
            if seen.recorded.revision == 0 { self.entries.is_new(key) } else { self.entries.want(key) }
        } else if seen.event.as_queue().is_some() {
            self.queues.want((seen.tenant(), seen.queue()));
        }
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        if let Some(event) = seen.event.as_conversation() {
            return self.follow_conversation(seen, event);
        }
        seen.event.as_queue().map_or(Ok(()), |event| self.follow_queue(seen, event))
    }
}

impl QueueBoard {
    fn follow_conversation(&mut self, seen: &Seen<'_>, event: &ConversationEvent) -> Result<(), Poison> {
        if let ConversationEvent::Opened(opened) = event {
            self.entries.put(QueueEntryRow::open(seen, opened));
            return Ok(());
        }
        if QueueEntryRow::heeds(event) {
            let entry = self.entries.get_mut(&(seen.tenant(), seen.conversation()));
            entry.ok_or(Poison::NeverBegan("conversation"))?.evolve(seen, event);
        }
        Ok(())
    }

    fn follow_queue(&mut self, seen: &Seen<'_>, event: &QueueEvent) -> Result<(), Poison> {
        if let QueueEvent::Defined(defined) = event {
            self.queues.put(QueueRow::define(seen, &defined.into()));
            return Ok(());
        }
        let queue = self.queues.get_mut(&(seen.tenant(), seen.queue()));
        queue.ok_or(Poison::NeverBegan("queue"))?.evolve(seen, event);
        Ok(())
    }
}
