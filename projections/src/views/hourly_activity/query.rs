//! Reading activity: sums over hours.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{Code, Language};
use event_store::Tenant;

use super::{Durations, Metric};
use crate::answer::{Answer, Cells};
use crate::filter::{Filter, Range};
use crate::row::take;
use crate::value::Value;
use crate::{Error, ReadModel};

const COUNTS: &str = "hourly_activity";
const RATINGS: &str = "hourly_ratings";
const DURATIONS: &str = "hourly_durations";
/// `sum` of whole numbers is not a whole number on every engine, so it is cast.
const SUMS: &str = "cast(sum(opened) as bigint), cast(sum(customer_turns) as bigint), \
    cast(sum(assistant_turns) as bigint), cast(sum(agent_turns) as bigint), cast(sum(notes) as bigint), \
    cast(sum(handoffs_requested) as bigint), cast(sum(handoffs_accepted) as bigint), \
    cast(sum(handoffs_declined) as bigint), cast(sum(handoffs_withdrawn) as bigint), \
    cast(sum(escalations) as bigint), cast(sum(resolutions) as bigint), cast(sum(reopenings) as bigint), \
    cast(sum(customer_left) as bigint)";

/// What is to be summed up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ActivityFilter {
    /// The hours: those that begin in it.
    pub hours: Range<DateTime<Utc>>,
    /// Of one of these channels; of any, when there are none.
    pub channels: Vec<Code>,
    /// In one of these languages; in any, when there are none.
    pub languages: Vec<Language>,
}

/// For what there is a sum each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Grouping {
    /// For each hour.
    Hour,
    /// For each day, UTC.
    Day,
    /// For everything together.
    #[default]
    Total,
}

impl Grouping {
    /// The time of a group, from the column `hour`.
    pub(crate) fn time(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "hour - hour % 86400000000",
            Self::Total => "0 * hour",
        }
    }
}

/// What happened in an hour, in a day, or altogether.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Activity {
    /// The beginning of the hour or day; nothing for everything together.
    pub from: Option<DateTime<Utc>>,
    /// How often things happened.
    pub counts: Counts,
    /// The verdicts, by scale and score.
    pub ratings: Vec<RatingCount>,
    /// See [`Metric::FirstResponse`].
    pub first_response: Durations,
    /// See [`Metric::FirstHumanResponse`].
    pub first_human_response: Durations,
    /// See [`Metric::Resolution`].
    pub resolution: Durations,
}

/// How often things happened; each number is that of [`super::HourlyRow`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(missing_docs, reason = "each field is said once, at HourlyRow")]
pub struct Counts {
    pub opened: u64,
    pub customer_turns: u64,
    pub assistant_turns: u64,
    pub agent_turns: u64,
    pub notes: u64,
    pub handoffs_requested: u64,
    pub handoffs_accepted: u64,
    pub handoffs_declined: u64,
    pub handoffs_withdrawn: u64,
    pub escalations: u64,
    pub resolutions: u64,
    pub reopenings: u64,
    pub customer_left: u64,
}

/// How often a score was given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RatingCount {
    /// `csat`, `nps`, `ces` or `yes_no:<question>`.
    pub scale: String,
    /// The score on that scale.
    pub score: u32,
    /// How often.
    pub count: u64,
}

/// The sums in order of time; hours and days in which nothing happened are left out.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn activity(
    model: &dyn ReadModel,
    tenant: &Tenant,
    wanted: &ActivityFilter,
    grouping: Grouping,
) -> Result<Vec<Activity>, Error> {
    let mut sums = Sums { groups: BTreeMap::new(), grouping };
    for cells in read(model, tenant, wanted, grouping, COUNTS, SUMS, "").await?.rows() {
        sums.add_counts(cells)?;
    }
    let columns = "scale, score, cast(sum(ratings) as bigint)";
    for cells in read(model, tenant, wanted, grouping, RATINGS, columns, "scale, score").await?.rows() {
        sums.add_rating(cells)?;
    }
    let columns = "metric, upper_ms, cast(sum(durations) as bigint), cast(sum(sum_ms) as bigint), \
        min(min_ms), max(max_ms)";
    for cells in read(model, tenant, wanted, grouping, DURATIONS, columns, "metric, upper_ms").await?.rows() {
        sums.add_durations(cells)?;
    }
    Ok(sums.groups.into_values().collect())
}

/// Groups by time and then by `by`.
async fn read(
    model: &dyn ReadModel,
    tenant: &Tenant,
    wanted: &ActivityFilter,
    grouping: Grouping,
    table: &str,
    columns: &str,
    by: &str,
) -> Result<Answer, Error> {
    let time = grouping.time();
    let groups = if by.is_empty() { time.to_owned() } else { format!("{time}, {by}") };
    let (conditions, params) = conditions(tenant, wanted);
    let sql = format!("select {time}, {columns} from {table} where {conditions} group by {groups} order by {groups}");
    model.query(&sql, params).await
}

fn conditions(tenant: &Tenant, wanted: &ActivityFilter) -> (String, Vec<Value>) {
    let mut filter = Filter::of(tenant);
    filter.within("hour", &wanted.hours);
    filter.one_of("channel", &wanted.channels);
    filter.one_of("language", &wanted.languages);
    filter.finish()
}

struct Sums {
    groups: BTreeMap<DateTime<Utc>, Activity>,
    grouping: Grouping,
}

impl Sums {
    fn group(&mut self, time: DateTime<Utc>) -> &mut Activity {
        let from = match self.grouping {
            Grouping::Hour | Grouping::Day => Some(time),
            Grouping::Total => None,
        };
        self.groups.entry(time).or_insert_with(|| Activity { from, ..Activity::default() })
    }

    fn add_counts(&mut self, mut cells: Cells<'_>) -> Result<(), Error> {
        let time = take(&mut cells, COUNTS, "hour")?;
        let mut next = |column| take(&mut cells, COUNTS, column);
        let counts = Counts {
            opened: next("opened")?,
            customer_turns: next("customer_turns")?,
            assistant_turns: next("assistant_turns")?,
            agent_turns: next("agent_turns")?,
            notes: next("notes")?,
            handoffs_requested: next("handoffs_requested")?,
            handoffs_accepted: next("handoffs_accepted")?,
            handoffs_declined: next("handoffs_declined")?,
            handoffs_withdrawn: next("handoffs_withdrawn")?,
            escalations: next("escalations")?,
            resolutions: next("resolutions")?,
            reopenings: next("reopenings")?,
            customer_left: next("customer_left")?,
        };
        self.group(time).counts = counts;
        Ok(())
    }

    fn add_rating(&mut self, mut cells: Cells<'_>) -> Result<(), Error> {
        let time = take(&mut cells, RATINGS, "hour")?;
        let rating = RatingCount {
            scale: take(&mut cells, RATINGS, "scale")?,
            score: take(&mut cells, RATINGS, "score")?,
            count: take(&mut cells, RATINGS, "ratings")?,
        };
        self.group(time).ratings.push(rating);
        Ok(())
    }

    fn add_durations(&mut self, mut cells: Cells<'_>) -> Result<(), Error> {
        let time = take(&mut cells, DURATIONS, "hour")?;
        let metric = take(&mut cells, DURATIONS, "metric")?;
        let upper_ms = take(&mut cells, DURATIONS, "upper_ms")?;
        let mut next = |column| take(&mut cells, DURATIONS, column);
        let (count, sum, min, max) = (next("durations")?, next("sum_ms")?, next("min_ms")?, next("max_ms")?);
        let group = self.group(time);
        let durations = match metric {
            Metric::FirstResponse => &mut group.first_response,
            Metric::FirstHumanResponse => &mut group.first_human_response,
            Metric::Resolution => &mut group.resolution,
        };
        durations.add(upper_ms, count, sum, min, max);
        Ok(())
    }
}
