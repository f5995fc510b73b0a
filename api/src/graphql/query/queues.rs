//! Queues and what waits in them.

use async_graphql::{Context, Error, ID, Object};
use projections::views::queue_board;

use crate::graphql::access::{Operation, require};
use crate::graphql::load;
use crate::graphql::node_id;
use crate::graphql::paging::read_fault;
use crate::graphql::scalars::Position;
use crate::graphql::services::Services;
use crate::graphql::types::{Queue, QueueBoard, QueueLine};

/// The queries of this room.
#[derive(Default)]
pub struct QueueQueries;

#[Object]
impl QueueQueries {
    /// A queue; nothing when there is none.
    async fn queue(
        &self,
        context: &Context<'_>,
        id: ID,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<Option<Queue>, Error> {
        require(context, &[Operation::ReadOverviews])?;
        let id = node_id::queue(&id, "id")?;
        load::wait(context, &[load::QUEUES], min_position).await?;
        load::queue(context, id).await
    }

    /// Every queue, retired ones too, the most pressing first.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn queues(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<Vec<Queue>, Error> {
        require(context, &[Operation::ReadOverviews])?;
        load::wait(context, &[load::QUEUES], min_position).await?;
        let tenant = load::tenant(context)?;
        let rows = queue_board::queues(&*context.data_unchecked::<Services>().read, &tenant).await;
        Ok(rows.map_err(|error| read_fault(&error))?.into_iter().map(Queue).collect())
    }

    /// Everything that waits: how many, since when, of which priority.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn queue_board(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<QueueBoard, Error> {
        require(context, &[Operation::ReadOverviews])?;
        load::wait(context, &[load::QUEUES], min_position).await?;
        let tenant = load::tenant(context)?;
        let lines = queue_board::board(&*context.data_unchecked::<Services>().read, &tenant).await;
        let lines = lines.map_err(|error| read_fault(&error))?;
        let waiting = lines.iter().map(|line| line.waiting).sum();
        let lines = lines.into_iter().map(|line| QueueLine { tenant: tenant.clone(), line }).collect();
        Ok(QueueBoard { lines, waiting })
    }
}
