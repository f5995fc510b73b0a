//! The board of queues: what waits where, and since when.

mod fold;
mod query;
mod row;
#[cfg(test)]
mod tests;

pub use query::{QueueLine, board, queue, queues, waiting};
pub use row::{QueueEntryRow, QueueRow};

use domain::conversation::ConversationEvent;
use domain::queue::QueueEvent;
use domain::{DomainEvent, Event};

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
        match seen.event {
            Event::Conversation(event) if QueueEntryRow::heeds(event) => {
                let key = (seen.tenant(), seen.conversation());
                if seen.recorded.revision == 0 { self.entries.is_new(key) } else { self.entries.want(key) }
            }
            Event::Queue(_) => self.queues.want((seen.tenant(), seen.queue())),
            Event::Conversation(_) | Event::Customer(_) | Event::Agent(_) | Event::Ledger(_) | Event::Article(_) => {}
        }
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        match seen.event {
            Event::Conversation(event) => self.follow_conversation(seen, event),
            Event::Queue(event) => self.follow_queue(seen, event),
            Event::Customer(_) | Event::Agent(_) | Event::Ledger(_) | Event::Article(_) => Ok(()),
        }
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
