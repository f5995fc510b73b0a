//! Customers as they are known.

mod fold;
mod query;
mod row;
#[cfg(test)]
mod tests;

pub use query::{CustomerFilter, by_ids, count, one, page};
pub use row::{ConsentEntry, CustomerRow, IdentityEntry};

use domain::conversation::ConversationEvent;
use domain::customer::CustomerEvent;
use domain::{DomainEvent, Event};

use crate::table::{AnyTable, Table};
use crate::{Poison, Seen, View};

/// The name by which readers wait for it.
pub const NAME: &str = "customers";

/// The view.
#[derive(Debug, Default)]
pub struct Customers {
    rows: Table<CustomerRow>,
}

impl View for Customers {
    fn name(&self) -> &'static str {
        NAME
    }

    fn version(&self) -> u32 {
        2
    }

    fn reads(&self, category: &str) -> bool {
        [ConversationEvent::CATEGORY, CustomerEvent::CATEGORY].contains(&category)
    }

    fn tables(&mut self) -> Vec<&mut dyn AnyTable> {
        vec![&mut self.rows]
    }

    fn touch(&mut self, seen: &Seen<'_>) {
        if let Event::Conversation(ConversationEvent::Opened(opened)) = seen.event {
            self.rows.want((seen.tenant(), opened.customer));
        } else if seen.event.as_customer().is_some() {
            self.rows.want((seen.tenant(), seen.customer()));
        }
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        if let Event::Conversation(ConversationEvent::Opened(opened)) = seen.event {
            self.row(seen, opened.customer).count_conversation(seen);
        }
        seen.event.as_customer().map_or(Ok(()), |event| self.row(seen, seen.customer()).evolve(seen, event))
    }
}

impl Customers {
    /// A Conversation may tell of a customer before their own stream does.
    fn row(&mut self, seen: &Seen<'_>, customer: domain::CustomerId) -> &mut CustomerRow {
        let key = (seen.tenant(), customer);
        self.rows.get_or_insert(&key, || CustomerRow::unknown(seen, customer))
    }
}
