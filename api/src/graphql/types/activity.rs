//! The numbers. What each one counts is said where it is computed: in the view of hourly activity.

use async_graphql::{Description, Enum, Object, SimpleObject};
use chrono::{DateTime, Utc};
use projections::views::hourly_activity::{self as view, BOUNDS_MS, Counts};

use crate::graphql::scalars::Long;

/// For what there is a sum each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "projections::views::hourly_activity::Grouping")]
pub enum ActivityGrouping {
    /// For each hour.
    Hour,
    /// For each day, UTC.
    Day,
    /// For everything together.
    Total,
}

/// What happened in an hour, in a day, or altogether. Hours are those in which things happened, UTC.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Activity(pub view::Activity);

/// How often a score was given.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct RatingCount {
    /// `csat`, `nps`, `ces` or `yes_no:<question>`.
    scale: String,
    /// The score on that scale.
    score: u32,
    /// How often. A participant who rates again is counted again.
    count: u64,
}

/// Many durations as one.
#[derive(Clone, PartialEq, Eq, Debug, Description)]
pub struct Durations(view::Durations);

/// How many durations are at most so long, and longer than the bucket before.
#[derive(Clone, Copy, PartialEq, Eq, Debug, SimpleObject)]
pub struct DurationBucket {
    /// The upper bound in milliseconds; nothing for what is longer than all bounds.
    upper_ms: Option<Long>,
    /// How many.
    count: u64,
}

impl Activity {
    fn counts(&self) -> Counts {
        self.0.counts
    }
}

#[Object(use_type_description)]
impl Activity {
    /// The beginning of the hour or day; nothing for everything together.
    async fn from(&self) -> Option<DateTime<Utc>> {
        self.0.from
    }

    /// Conversations that began.
    async fn opened(&self) -> u64 {
        self.counts().opened
    }

    /// Public turns of customers.
    async fn customer_turns(&self) -> u64 {
        self.counts().customer_turns
    }

    /// Public turns of the Assistant.
    async fn assistant_turns(&self) -> u64 {
        self.counts().assistant_turns
    }

    /// Public turns of agents.
    async fn agent_turns(&self) -> u64 {
        self.counts().agent_turns
    }

    /// Internal notes, whoever wrote them; they are in none of the numbers above.
    async fn notes(&self) -> u64 {
        self.counts().notes
    }

    /// Handoffs that were requested, back to the Assistant too.
    async fn handoffs_requested(&self) -> u64 {
        self.counts().handoffs_requested
    }

    /// Handoffs that were accepted.
    async fn handoffs_accepted(&self) -> u64 {
        self.counts().handoffs_accepted
    }

    /// Times that one who was asked declined.
    async fn handoffs_declined(&self) -> u64 {
        self.counts().handoffs_declined
    }

    /// Handoffs that ended otherwise before anyone took them: the Conversation was resolved, closed, released or assigned
    /// to somebody who was not asked.
    async fn handoffs_withdrawn(&self) -> u64 {
        self.counts().handoffs_withdrawn
    }

    /// Rises in tier or urgency.
    async fn escalations(&self) -> u64 {
        self.counts().escalations
    }

    /// Resolutions; several for one Conversation when it was reopened.
    async fn resolutions(&self) -> u64 {
        self.counts().resolutions
    }

    /// Reopenings.
    async fn reopenings(&self) -> u64 {
        self.counts().reopenings
    }

    /// Times that a customer went away before the end.
    async fn customer_left(&self) -> u64 {
        self.counts().customer_left
    }

    /// The verdicts, by scale and score.
    async fn ratings(&self) -> Vec<RatingCount> {
        let count = |count: &view::RatingCount| RatingCount {
            scale: count.scale.clone(),
            score: count.score,
            count: count.count,
        };
        self.0.ratings.iter().map(count).collect()
    }

    /// From the opening to the first public turn of the Assistant or an agent, in the first cycle.
    async fn first_response(&self) -> Durations {
        Durations(self.0.first_response.clone())
    }

    /// From the moment a human was first called, or the opening, to the first public turn of an agent, in the first cycle.
    async fn first_human_response(&self) -> Durations {
        Durations(self.0.first_human_response.clone())
    }

    /// From the opening or a Reopening to the Resolution that follows.
    async fn resolution(&self) -> Durations {
        Durations(self.0.resolution.clone())
    }
}

#[Object(use_type_description)]
impl Durations {
    /// How many.
    async fn count(&self) -> u64 {
        self.0.count
    }

    /// Their mean in milliseconds.
    async fn mean_ms(&self) -> Option<f64> {
        self.0.mean_ms()
    }

    /// The shortest in milliseconds.
    async fn min_ms(&self) -> Option<Long> {
        self.0.min_ms.map(Into::into)
    }

    /// The longest in milliseconds.
    async fn max_ms(&self) -> Option<Long> {
        self.0.max_ms.map(Into::into)
    }

    /// A bound in milliseconds that this share of them, from 0 to 1, does not exceed.
    async fn quantile_ms(&self, share: f64) -> Option<Long> {
        self.0.quantile_ms(share).map(Into::into)
    }

    /// How many are in each bucket, the shortest first.
    async fn buckets(&self) -> Vec<DurationBucket> {
        let bounds = BOUNDS_MS.into_iter().map(|bound| Some(Long(bound))).chain([None]);
        bounds.zip(self.0.buckets).map(|(upper_ms, count)| DurationBucket { upper_ms, count }).collect()
    }
}
