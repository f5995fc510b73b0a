//! The numbers.

use async_graphql::{Context, Error, Object};
use projections::Range;
use projections::views::hourly_activity::{self, ActivityFilter};

use super::conversations::TimeRange;
use crate::graphql::access::{Operation, require};
use crate::graphql::load;
use crate::graphql::paging::read_fault;
use crate::graphql::scalars::{Code, Language, Position};
use crate::graphql::services::Services;
use crate::graphql::types::{Activity, ActivityGrouping};

/// The queries of this room.
#[derive(Default)]
pub struct ActivityQueries;

#[Object]
impl ActivityQueries {
    /// What happened, summed up by hour, by day or altogether. Hours and days in which nothing happened are left out.
    async fn activity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The hours: those that begin in it.")] hours: Option<TimeRange>,
        #[graphql(default, desc = "Of one of these channels; of any, when empty.")] channels: Vec<Code>,
        #[graphql(default, desc = "In one of these languages; in any, when empty.")] languages: Vec<Language>,
        #[graphql(default_with = "ActivityGrouping::Total", desc = "For what there is a sum each.")]
        group_by: ActivityGrouping,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<Vec<Activity>, Error> {
        require(context, &[Operation::ReadActivity])?;
        load::wait(context, &[hourly_activity::NAME], min_position).await?;
        let hours = hours.unwrap_or_default();
        let filter = ActivityFilter {
            hours: Range { from: hours.from, to: hours.to },
            channels: channels.into_iter().map(|channel| channel.0).collect(),
            languages: languages.into_iter().map(|language| language.0).collect(),
        };
        let (tenant, model) = (load::tenant(context)?, &*context.data_unchecked::<Services>().read);
        let sums = hourly_activity::activity(model, &tenant, &filter, group_by.into()).await;
        Ok(sums.map_err(|error| read_fault(&error))?.into_iter().map(Activity).collect())
    }
}
