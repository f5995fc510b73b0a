//! Reading the board.

use chrono::{DateTime, Utc};
use domain::QueueId;
use event_store::Tenant;

use super::{QueueEntryRow, QueueRow};
use crate::answer::Cells;
use crate::filter::Filter;
use crate::page::{self, Direction, Order, Page, PageRequest};
use crate::row::take;
use crate::{Error, ReadModel};

const TABLE: &str = "queue_entries";
/// `sum` of whole numbers is not a whole number on every engine, so it is cast.
const LINES: &str = "
    select queue, count(*), min(since),
        cast(sum(case priority when 1 then 1 else 0 end) as bigint),
        cast(sum(case priority when 2 then 1 else 0 end) as bigint),
        cast(sum(case priority when 3 then 1 else 0 end) as bigint),
        cast(sum(case priority when 4 then 1 else 0 end) as bigint),
        cast(sum(case priority when 5 then 1 else 0 end) as bigint)
    from queue_entries where tenant = $1 and waiting = 1 group by queue order by queue";
const ORDER: Order =
    Order { name: "waiting", columns: &["priority", "since", "conversation"], direction: Direction::Ascending };

/// What waits in one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QueueLine {
    /// Where; see [`crate::views::conversation_list::queue_key`].
    pub queue: String,
    /// How many wait.
    pub waiting: u64,
    /// Since when the one waits that has waited longest.
    pub longest_since: DateTime<Utc>,
    /// How many wait of each priority, from 1 to 5.
    pub by_priority: [u64; 5],
}

/// Every place where something waits, in order of name.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn board(model: &dyn ReadModel, tenant: &Tenant) -> Result<Vec<QueueLine>, Error> {
    model.query(LINES, vec![tenant.as_str().into()]).await?.rows().map(line).collect()
}

/// A page of what waits in one place, the most pressing first, then who has waited longest.
///
/// # Errors
/// [`Error::InvalidCursor`], [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn waiting(
    model: &dyn ReadModel,
    tenant: &Tenant,
    queue: &str,
    request: &PageRequest,
) -> Result<Page<QueueEntryRow>, Error> {
    let mut filter = Filter::of(tenant);
    filter.equal("waiting", &true);
    filter.equal("queue", &queue.to_owned());
    page::fetch(model, filter, ORDER, request).await
}

/// Every queue, retired ones too, the most pressing first, then in order of name.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn queues(model: &dyn ReadModel, tenant: &Tenant) -> Result<Vec<QueueRow>, Error> {
    page::rows(model, Filter::of(tenant), "priority, name, id").await
}

/// One queue; nothing when there is none of the id.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn queue(model: &dyn ReadModel, tenant: &Tenant, id: QueueId) -> Result<Option<QueueRow>, Error> {
    Ok(page::by_column(model, tenant, "id", &[id], "id").await?.pop())
}

fn line(mut cells: Cells<'_>) -> Result<QueueLine, Error> {
    Ok(QueueLine {
        queue: take(&mut cells, TABLE, "queue")?,
        waiting: take(&mut cells, TABLE, "waiting")?,
        longest_since: take(&mut cells, TABLE, "since")?,
        by_priority: [
            take(&mut cells, TABLE, "priority")?,
            take(&mut cells, TABLE, "priority")?,
            take(&mut cells, TABLE, "priority")?,
            take(&mut cells, TABLE, "priority")?,
            take(&mut cells, TABLE, "priority")?,
        ],
    })
}
