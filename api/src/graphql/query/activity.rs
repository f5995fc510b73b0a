//! The numbers.

use async_graphql::{Context, Error, Object};
use chrono::TimeDelta;
use projections::Range;
use projections::views::hourly_activity::{self, ActivityFilter};
use projections::views::hourly_understanding;

use super::conversations::TimeRange;
use crate::error_code::ErrorCode;
use crate::graphql::access::{Operation, fault, require};
use crate::graphql::bounds::AtMost;
use crate::graphql::load;
use crate::graphql::paging::read_fault;
use crate::graphql::scalars::{Code, Language, Position};
use crate::graphql::services::Services;
use crate::graphql::types::{Activity, ActivityGrouping, UnderstandingActivity};

/// The most days that are told apart by hour.
const MOST_DAYS_BY_HOUR: i64 = 31;
/// The most days that are told apart by day: two years, of which one may be a leap year.
const MOST_DAYS_BY_DAY: i64 = 731;

/// So many sums only as can be read.
fn check(hours: TimeRange, group_by: ActivityGrouping) -> Result<(), Error> {
    let (most, each) = match group_by {
        ActivityGrouping::Hour => (MOST_DAYS_BY_HOUR, "HOUR"),
        ActivityGrouping::Day => (MOST_DAYS_BY_DAY, "DAY"),
        ActivityGrouping::Total => return Ok(()),
    };
    match hours.from.zip(hours.to) {
        Some((from, to)) if to - from <= TimeDelta::days(most) => Ok(()),
        Some(_) | None => {
            let message = format!("groupBy {each} takes hours with both ends, at most {most} days apart");
            Err(fault(ErrorCode::BadRequest, &message))
        }
    }
}

/// The queries of this room.
#[derive(Default)]
pub struct ActivityQueries;

#[Object]
impl ActivityQueries {
    /// What happened, summed up by hour, by day or altogether. Hours and days in which nothing happened are left out. By
    /// hour or day the hours must be bounded: 31 days by hour, 2 years by day.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn activity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The hours: those that begin in it.")] hours: Option<TimeRange>,
        #[graphql(
            default,
            desc = "Of one of these channels; of any, when empty.",
            validator(custom = "AtMost(\"channels\", 50)")
        )]
        channels: Vec<Code>,
        #[graphql(
            default,
            desc = "In one of these languages; in any, when empty.",
            validator(custom = "AtMost(\"languages\", 50)")
        )]
        languages: Vec<Language>,
        #[graphql(default_with = "ActivityGrouping::Total", desc = "For what there is a sum each.")]
        group_by: ActivityGrouping,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<Vec<Activity>, Error> {
        require(context, &[Operation::ReadActivity])?;
        let hours = hours.unwrap_or_default();
        check(hours, group_by)?;
        load::wait(context, &[hourly_activity::NAME], min_position).await?;
        let filter = ActivityFilter {
            hours: Range { from: hours.from, to: hours.to },
            channels: channels.into_iter().map(|channel| channel.0).collect(),
            languages: languages.into_iter().map(|language| language.0).collect(),
        };
        let (tenant, model) = (load::tenant(context)?, &*context.data_unchecked::<Services>().read);
        let sums = hourly_activity::activity(model, &tenant, &filter, group_by.into()).await;
        Ok(sums.map_err(|error| read_fault(&error))?.into_iter().map(Activity).collect())
    }

    /// What customers' turns meant, summed up by hour, by day or altogether, and how often people corrected it. By hour or
    /// day the hours must be bounded: 31 days by hour, 2 years by day.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn understanding_activity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The hours: those that begin in it.")] hours: Option<TimeRange>,
        #[graphql(default_with = "ActivityGrouping::Total", desc = "For what there is a sum each.")]
        group_by: ActivityGrouping,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<Vec<UnderstandingActivity>, Error> {
        require(context, &[Operation::ReadActivity])?;
        let hours = hours.unwrap_or_default();
        check(hours, group_by)?;
        load::wait(context, &[hourly_understanding::NAME], min_position).await?;
        let (tenant, model) = (load::tenant(context)?, &*context.data_unchecked::<Services>().read);
        let hours = Range { from: hours.from, to: hours.to };
        let sums = hourly_understanding::meanings(model, &tenant, hours, group_by.into()).await;
        Ok(sums.map_err(|error| read_fault(&error))?.into_iter().map(UnderstandingActivity).collect())
    }
}
