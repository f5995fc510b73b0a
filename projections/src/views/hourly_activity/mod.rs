//! What happened, hour by hour: counts, verdicts and durations, by channel and language.
//!
//! Everything is counted in the hour, UTC, in which it happened, under the channel and language with which its
//! Conversation was opened. Sums of hours are exact, durations too: no average is ever averaged.

mod case;
mod duration;
mod fold;
mod query;
mod row;
#[cfg(test)]
mod tests;

pub use duration::{BOUNDS_MS, Durations, Metric};
pub use query::{Activity, ActivityFilter, Counts, Grouping, RatingCount, activity};
pub use row::{CaseRow, HourlyDurationRow, HourlyRatingRow, HourlyRow};

use domain::conversation::ConversationEvent;
use domain::{DomainEvent, Event};

use crate::table::{AnyTable, Table};
use crate::{Poison, Seen, View};

/// The name by which readers wait for it.
pub const NAME: &str = "hourly_activity";

/// The view.
#[derive(Debug, Default)]
pub struct HourlyActivity {
    cases: Table<CaseRow>,
    hours: Table<HourlyRow>,
    ratings: Table<HourlyRatingRow>,
    durations: Table<HourlyDurationRow>,
}

impl View for HourlyActivity {
    fn name(&self) -> &'static str {
        NAME
    }

    fn version(&self) -> u32 {
        1
    }

    fn reads(&self, category: &str) -> bool {
        category == ConversationEvent::CATEGORY
    }

    fn tables(&mut self) -> Vec<&mut dyn AnyTable> {
        vec![&mut self.cases, &mut self.hours, &mut self.ratings, &mut self.durations]
    }

    /// The channel and language of a row stand in the case, which is not loaded yet, so all rows of the hour are asked
    /// for: one for each channel and language.
    fn touch(&mut self, seen: &Seen<'_>) {
        let Event::Conversation(event) = seen.event else { return };
        if !fold::heeds(event) {
            return;
        }
        let case = (seen.tenant(), seen.conversation());
        if seen.recorded.revision == 0 {
            self.cases.is_new(case);
        } else {
            self.cases.want(case);
        }
        let hour = (seen.tenant(), fold::hour_of(seen.at()));
        if let ConversationEvent::Rated(_) = event {
            self.ratings.want(hour.clone());
        }
        if fold::may_measure(event) {
            self.durations.want(hour.clone());
        }
        self.hours.want(hour);
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        match seen.event {
            Event::Conversation(event) if fold::heeds(event) => self.fold(seen, event),
            Event::Conversation(_)
            | Event::Customer(_)
            | Event::Agent(_)
            | Event::Queue(_)
            | Event::Ledger(_)
            | Event::Article(_) => Ok(()),
        }
    }
}
