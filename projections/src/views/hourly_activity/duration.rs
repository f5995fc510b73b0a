//! What durations are measured, and how many of them are kept as one.

use chrono::{DateTime, Utc};

use crate::column::named;

/// What is measured. Each definition stands here and nowhere else. An end that lies before its beginning, which
/// clocks of channels bring about, counts as no time at all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Metric {
    /// From the opening to the first public turn of the Assistant or an agent, if it comes in the first cycle. Once
    /// for each Conversation.
    FirstResponse,
    /// From the moment a human was first called to the first public turn of an agent, if it comes in the first cycle.
    /// A human is called when a Handoff to anyone but the Assistant is requested or when an agent is assigned; when
    /// neither came first, with the opening. Once for each Conversation.
    FirstHumanResponse,
    /// From the beginning of a cycle, which is the opening or a Reopening, to the Resolution that ends it. Once for
    /// each Resolution.
    Resolution,
}

named!(Metric {
    FirstResponse "first_response",
    FirstHumanResponse "first_human_response",
    Resolution "resolution",
});

/// The upper bounds of the buckets in milliseconds: 1, 2, 5, 10 and 30 seconds; 1, 2, 5, 10 and 30 minutes; 1, 2, 4, 8
/// and 12 hours; 1, 2, 3 and 7 days. One more bucket takes what is longer. They never change: another set is another
/// view.
pub const BOUNDS_MS: [i64; 19] = [
    1_000,
    2_000,
    5_000,
    10_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    1_800_000,
    3_600_000,
    7_200_000,
    14_400_000,
    28_800_000,
    43_200_000,
    86_400_000,
    172_800_000,
    259_200_000,
    604_800_000,
];

/// The bucket of a duration, as its upper bound.
pub(super) fn upper_bound(ms: u64) -> i64 {
    BOUNDS_MS.into_iter().find(|bound| ms <= bound.unsigned_abs()).unwrap_or(i64::MAX)
}

/// From one moment to another in milliseconds, never less than none.
pub(super) fn between(from: DateTime<Utc>, to: DateTime<Utc>) -> u64 {
    u64::try_from((to - from).num_milliseconds()).unwrap_or_default()
}

/// Many durations as one: numbers that can be added up without loss.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Durations {
    /// How many.
    pub count: u64,
    /// Their sum in milliseconds.
    pub sum_ms: u64,
    /// The shortest in milliseconds; nothing when there are none.
    pub min_ms: Option<u64>,
    /// The longest in milliseconds; nothing when there are none.
    pub max_ms: Option<u64>,
    /// How many are in each bucket of [`BOUNDS_MS`], and last how many are longer.
    pub buckets: [u64; BOUNDS_MS.len() + 1],
}

impl Durations {
    /// Adds a bucket.
    pub(super) fn add(&mut self, upper_ms: i64, count: u64, sum_ms: u64, min_ms: u64, max_ms: u64) {
        self.count += count;
        self.sum_ms += sum_ms;
        self.min_ms = Some(self.min_ms.map_or(min_ms, |least| least.min(min_ms)));
        self.max_ms = self.max_ms.max(Some(max_ms));
        let bucket = BOUNDS_MS.iter().position(|bound| *bound == upper_ms).unwrap_or(BOUNDS_MS.len());
        self.buckets[bucket] += count;
    }

    /// The mean in milliseconds; nothing when there are none.
    #[must_use]
    pub fn mean_ms(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum_ms as f64 / self.count as f64)
    }

    /// A bound in milliseconds that this share of the durations (0 to 1) does not exceed: the upper bound of a bucket,
    /// or the longest duration where that is less. Nothing when there are none.
    #[must_use]
    pub fn quantile_ms(&self, share: f64) -> Option<u64> {
        let max = self.max_ms?;
        let wanted = (share.clamp(0.0, 1.0) * self.count as f64).ceil().max(1.0) as u64;
        let mut seen = 0;
        let bucket = self.buckets.iter().position(|count| {
            seen += count;
            seen >= wanted
        })?;
        Some(BOUNDS_MS.get(bucket).map_or(max, |bound| bound.unsigned_abs().min(max)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_belongs_to_the_bucket_it_ends() {
        assert_eq!(upper_bound(0), 1_000);
        assert_eq!(upper_bound(1_000), 1_000);
        assert_eq!(upper_bound(1_001), 2_000);
        assert_eq!(upper_bound(604_800_001), i64::MAX);
    }

    #[test]
    fn quantiles_are_bounds_and_never_above_the_longest() {
        let mut durations = Durations::default();
        assert_eq!(durations.quantile_ms(0.5), None);
        durations.add(1_000, 9, 4_500, 100, 900);
        durations.add(60_000, 1, 40_000, 40_000, 40_000);
        assert_eq!(durations.quantile_ms(0.5), Some(1_000));
        assert_eq!(durations.quantile_ms(0.95), Some(40_000));
        assert_eq!((durations.count, durations.min_ms, durations.max_ms), (10, Some(100), Some(40_000)));
    }
}
