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
pub(crate) use fold::hour_of;
pub use query::{Activity, ActivityFilter, Counts, Grouping, RatingCount, activity};
pub use row::{CaseRow, HourlyDurationRow, HourlyRatingRow, HourlyRow};

use domain::DomainEvent;
use domain::conversation::ConversationEvent;

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
        2
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
        let Some(event) = seen.event.as_conversation() else { return };
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
        let heeded = seen.event.as_conversation().filter(|event| fold::heeds(event));
        heeded.map_or(Ok(()), |event| self.fold(seen, event))
    }
}
