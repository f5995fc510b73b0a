//! What customers' turns meant, hour by hour: languages, intents, moods, and how often people corrected an intent.
//!
//! A turn is counted in the hour, UTC, in which it was said; a correction in the hour in which it was made.

mod fold;
mod query;
mod row;
#[cfg(test)]
mod tests;

pub use query::{Meaning, Meanings, meanings};
pub use row::{HourlyMeaningRow, Topic};

use domain::DomainEvent;
use domain::conversation::ConversationEvent;

use super::hourly_activity::hour_of;
use crate::table::{AnyTable, Table};
use crate::{Poison, Seen, View};

/// The name by which readers wait for it.
pub const NAME: &str = "hourly_understanding";

/// The view.
#[derive(Debug, Default)]
pub struct HourlyUnderstanding {
    meanings: Table<HourlyMeaningRow>,
}

impl View for HourlyUnderstanding {
    fn name(&self) -> &'static str {
        NAME
    }

    fn version(&self) -> u32 {
        3
    }

    fn reads(&self, category: &str) -> bool {
        category == ConversationEvent::CATEGORY
    }

    fn tables(&mut self) -> Vec<&mut dyn AnyTable> {
        vec![&mut self.meanings]
    }

    fn touch(&mut self, seen: &Seen<'_>) {
        if seen.event.as_conversation().is_some_and(fold::heeds) {
            self.meanings.want((seen.tenant(), hour_of(seen.at())));
        }
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        if let Some(event) = seen.event.as_conversation() {
            self.fold(seen, event);
        }
        Ok(())
    }
}
