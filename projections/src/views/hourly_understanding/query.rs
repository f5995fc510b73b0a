//! Reading what turns meant: sums over hours.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use event_store::Tenant;

use super::Topic;
use crate::filter::{Filter, Range};
use crate::row::take;
use crate::views::hourly_activity::Grouping;
use crate::{Error, ReadModel};

const TABLE: &str = "hourly_understanding";
/// `sum` of whole numbers is not a whole number on every engine, so it is cast.
const SUMS: &str = "cast(sum(turns) as bigint), cast(sum(proposed) as bigint), cast(sum(corrected_to) as bigint), \
    cast(sum(corrected_from) as bigint), cast(sum(confirmed) as bigint)";

/// What turns meant in an hour, in a day, or altogether.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Meanings {
    /// The beginning of the hour or day; nothing for everything together.
    pub from: Option<DateTime<Utc>>,
    /// By topic and name.
    pub meanings: Vec<Meaning>,
}

/// How often turns meant something; each number is that of [`super::HourlyMeaningRow`].
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "each field is said once, at HourlyMeaningRow")]
pub struct Meaning {
    pub topic: Topic,
    pub name: String,
    pub turns: u64,
    pub proposed: u64,
    pub corrected_to: u64,
    pub corrected_from: u64,
    pub confirmed: u64,
}

/// The sums in order of time; hours and days in which nothing was understood are left out.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn meanings(
    model: &dyn ReadModel,
    tenant: &Tenant,
    hours: Range<DateTime<Utc>>,
    grouping: Grouping,
) -> Result<Vec<Meanings>, Error> {
    let mut filter = Filter::of(tenant);
    filter.within("hour", &hours);
    let (conditions, params) = filter.finish();
    let time = grouping.time();
    let groups = format!("{time}, topic, name");
    let sql = format!("select {groups}, {SUMS} from {TABLE} where {conditions} group by {groups} order by {groups}");
    let mut sums: BTreeMap<DateTime<Utc>, Vec<Meaning>> = BTreeMap::new();
    for mut cells in model.query(&sql, params).await?.rows() {
        let hour = take(&mut cells, TABLE, "hour")?;
        let meaning = Meaning {
            topic: take(&mut cells, TABLE, "topic")?,
            name: take(&mut cells, TABLE, "name")?,
            turns: take(&mut cells, TABLE, "turns")?,
            proposed: take(&mut cells, TABLE, "proposed")?,
            corrected_to: take(&mut cells, TABLE, "corrected_to")?,
            corrected_from: take(&mut cells, TABLE, "corrected_from")?,
            confirmed: take(&mut cells, TABLE, "confirmed")?,
        };
        sums.entry(hour).or_default().push(meaning);
    }
    let is_total = grouping == Grouping::Total;
    Ok(sums.into_iter().map(|(hour, meanings)| Meanings { from: (!is_total).then_some(hour), meanings }).collect())
}
