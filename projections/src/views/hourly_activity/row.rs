//! Counts, verdicts and durations of an hour, and what must be known of a Conversation to measure them.

use chrono::{DateTime, Utc};
use domain::{Code, ConversationId};
use event_store::Tenant;

use super::Metric;
use crate::row::row;

row! {
    /// How often things happened in an hour. What each number counts is said here and nowhere else.
    HourlyRow in "hourly_activity" keep 20_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// The beginning of the hour, UTC.
            hour: DateTime<Utc>,
        } + {
            /// The channel of the Conversation.
            channel: Code,
            /// The language it was opened in; empty when it was not known.
            language: String,
        }
        /// Conversations that began.
        opened: u64,
        /// Public turns of customers.
        customer_turns: u64,
        /// Public turns of the Assistant.
        assistant_turns: u64,
        /// Public turns of agents.
        agent_turns: u64,
        /// Internal turns, whoever wrote them. They are in none of the numbers above.
        notes: u64,
        /// Handoffs that were requested, back to the Assistant too.
        handoffs_requested: u64,
        /// Handoffs that were accepted.
        handoffs_accepted: u64,
        /// Times that one who was asked declined; several for one Handoff when several decline.
        handoffs_declined: u64,
        /// Handoffs that ended otherwise before anyone took them: the Conversation was resolved, closed, released or
        /// assigned to somebody who was not asked. What early programs ended so they did not record, and it is not counted.
        handoffs_withdrawn: u64,
        /// Rises in tier or urgency.
        escalations: u64,
        /// Resolutions; several for one Conversation when it was reopened.
        resolutions: u64,
        /// Reopenings.
        reopenings: u64,
        /// Times that a customer went away before the end.
        customer_left: u64,
    }
    indexes []
}

row! {
    /// How often customers gave a score in an hour. One who rates again is counted again; what those who serve answer of a
    /// Conversation is no verdict and is not counted.
    HourlyRatingRow in "hourly_ratings" keep 20_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// The beginning of the hour, UTC.
            hour: DateTime<Utc>,
        } + {
            /// The channel of the Conversation.
            channel: Code,
            /// The language it was opened in; empty when it was not known.
            language: String,
            /// `csat`, `nps`, `ces` or `yes_no:<question>`.
            scale: String,
            /// The score on that scale.
            score: u32,
        }
        /// How often.
        ratings: u64,
    }
    indexes []
}

row! {
    /// The durations that ended in an hour and are at most `upper_ms` long but longer than the bound before.
    HourlyDurationRow in "hourly_durations" keep 50_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// The beginning of the hour, UTC, in which they ended.
            hour: DateTime<Utc>,
        } + {
            /// The channel of the Conversation.
            channel: Code,
            /// The language it was opened in; empty when it was not known.
            language: String,
            /// What was measured.
            metric: Metric,
            /// One of [`super::BOUNDS_MS`], in milliseconds; the greatest number there is for all that is longer.
            upper_ms: i64,
        }
        /// How many.
        durations: u64,
        /// Their sum in milliseconds.
        sum_ms: u64,
        /// The shortest in milliseconds.
        min_ms: u64,
        /// The longest in milliseconds.
        max_ms: u64,
    }
    indexes []
}

row! {
    /// What must be known of a Conversation to measure it.
    CaseRow in "activity_cases" keep 50_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which Conversation.
            conversation: ConversationId,
        }
        /// The channel it came in.
        channel: Code,
        /// The language it was opened in; empty when it was not known.
        language: String,
        /// When it began.
        opened_at: DateTime<Utc>,
        /// How often it was taken up; 1 from the beginning.
        cycle: u32,
        /// When this cycle began: with the opening or the last Reopening.
        cycle_began_at: DateTime<Utc>,
        /// When a human was first called.
        called_at: Option<DateTime<Utc>>,
        /// Whether the first response is measured.
        responded: bool,
        /// Whether the first response of a human is measured.
        human_responded: bool,
    }
    indexes []
}
