//! How often turns of an hour meant something. What each number counts is said here and nowhere else.

use chrono::{DateTime, Utc};
use event_store::Tenant;

use crate::column::named;
use crate::row::row;

/// What something meant is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Topic {
    /// The language a turn was in; the name is empty when it was none that is known.
    Language,
    /// What a turn wanted; the name is empty when it was nothing that is known.
    Intent,
    /// `negative`, `neutral` or `positive`.
    Sentiment,
    /// `none`, `raised` or `high`.
    Urgency,
    /// An emotion that words showed.
    Emotion,
    /// The kind of a fact that a turn held.
    Entity,
    /// The class of personal data that a turn held, whoever said it.
    PersonalData,
}

named!(Topic {
    Language "language", Intent "intent", Sentiment "sentiment", Urgency "urgency", Emotion "emotion", Entity "entity",
    PersonalData "personal_data",
});

row! {
    /// How often turns of an hour meant something.
    HourlyMeaningRow in "hourly_understanding" keep 20_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// The beginning of the hour, UTC.
            hour: DateTime<Utc>,
        } + {
            /// What it is about.
            topic: Topic,
            /// What it meant, such as the code of an intent.
            name: String,
        }
        /// Turns that were understood so; a turn that wants several things is counted for each of them, and once only for
        /// several facts of a kind.
        turns: u64,
        /// Of an intent: turns that nothing was understood of and a provider said want it. The name is empty when it said that
        /// they want nothing that is known.
        proposed: u64,
        /// Of an intent: corrections that add it to what stood before, which is what was understood or the last correction.
        corrected_to: u64,
        /// Of an intent: corrections that take it away from what stood before.
        corrected_from: u64,
        /// Of an intent: times that someone said it stands there rightly. The name is empty when nothing was wanted, rightly.
        confirmed: u64,
    }
    indexes []
}
