//! The log itself, for those who may read it.

use async_graphql::{Context, Error, Object, SimpleObject};
use event_store::{StreamName, Tenant};

use crate::graphql::access::{Operation, require};
use crate::graphql::load;
use crate::graphql::scalars::Position;
use crate::graphql::services::Services;
use crate::graphql::types::LoggedEvent;
use crate::graphql::user_error::store_fault;
use crate::log;

/// Events of the log in order.
#[derive(SimpleObject)]
pub struct LogPage {
    /// The events.
    events: Vec<LoggedEvent>,
    /// Hand it to `after` to read on; nothing was left out before it.
    end_position: Position,
    /// Whether the log went on behind it when it was read.
    has_next_page: bool,
}

/// The queries of this room.
#[derive(Default)]
pub struct LogQueries;

#[Object]
impl LogQueries {
    /// The events of the whole log behind a place, at most 100.
    #[graphql(complexity = "first.unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    async fn events(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Only what is behind this place; 0 for the beginning.", default_with = "Position(0)")]
        after: Position,
        #[graphql(desc = "How many, at most 100.", validator(minimum = 1, maximum = 100))] first: Option<i32>,
    ) -> Result<LogPage, Error> {
        let principal = require(context, &[Operation::ReadLog])?;
        let services = context.data_unchecked::<Services>();
        let wanted = first.and_then(|first| usize::try_from(first).ok()).unwrap_or(20);
        load::check_after(context, after).await?;
        let page = log::page(&*services.store, &Tenant::new(&principal.tenant), after.0, wanted).await;
        let page = page.map_err(|error| store_fault(&error))?;
        Ok(LogPage {
            end_position: Position(page.end),
            has_next_page: page.more,
            events: page.events.into_iter().map(LoggedEvent::decode).collect::<Result<_, _>>()?,
        })
    }

    /// The events of one stream, such as `conversation-…`, from a revision on, at most 100.
    #[graphql(complexity = "first.unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    async fn stream_events(
        &self,
        context: &Context<'_>,
        stream: String,
        #[graphql(desc = "From this revision on.", default_with = "Position(0)")] from_revision: Position,
        #[graphql(desc = "How many, at most 100.", validator(minimum = 1, maximum = 100))] first: Option<i32>,
    ) -> Result<Vec<LoggedEvent>, Error> {
        require(context, &[Operation::ReadLog])?;
        let services = context.data_unchecked::<Services>();
        let wanted = first.and_then(|first| usize::try_from(first).ok()).unwrap_or(20);
        let (tenant, stream) = (load::tenant(context)?, StreamName::new(&stream));
        let events = services.store.read_stream(&tenant, &stream, from_revision.0, wanted).await;
        events.map_err(|error| store_fault(&error))?.into_iter().map(LoggedEvent::decode).collect()
    }
}
