//! What happened in a Conversation, in order.

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, Error};
use domain::StreamId;
use event_store::StreamName;
use projections::Place;

use super::{ConversationDetails, LoggedEvent};
use crate::graphql::access::{Operation, is_customer, require};
use crate::graphql::paging::{At, bad_cursor, page_size};
use crate::graphql::services::Services;
use crate::graphql::shown::is_shown_to_customers;
use crate::graphql::user_error::store_fault;

/// A page of events.
pub type EventConnection = Connection<At, LoggedEvent, EmptyFields, EmptyFields>;

/// For whoever may read what happened: all of it, or what customers are shown.
const SEE_EVENTS: &[Operation] = &[Operation::ReadConversations, Operation::ReadOwnConversations, Operation::ReadLog];

/// How many events are read at once.
const BATCH: usize = 100;

/// A page of the events of a Conversation up to where it is shown; cursors are revisions.
///
/// # Errors
/// Not signed in, not allowed; `BAD_REQUEST` when the page is not one of this list; faults.
pub async fn timeline(
    context: &Context<'_>,
    conversation: &ConversationDetails,
    first: Option<i32>,
    after: Option<String>,
) -> Result<EventConnection, Error> {
    require(context, SEE_EVENTS)?;
    let size = first.map_or(Ok(20), |first| page_size(first, "first"))? as usize;
    let after: Option<u64> = after.map(|cursor| cursor.parse()).transpose().map_err(|_| bad_cursor())?;
    let from = after.map_or(0, |revision| revision.saturating_add(1));
    let mut events = shown(context, conversation, from, size + 1).await?;
    let mut page = Connection::new(after.is_some(), events.len() > size);
    events.truncate(size);
    page.edges
        .extend(events.into_iter().map(|event| Edge::new(Place::Numbered(event.recorded.revision).into(), event)));
    Ok(page)
}

/// At most `wanted` events that the one who asks is shown.
async fn shown(
    context: &Context<'_>,
    conversation: &ConversationDetails,
    mut from: u64,
    wanted: usize,
) -> Result<Vec<LoggedEvent>, Error> {
    let (services, row) = (context.data_unchecked::<Services>(), &conversation.row);
    let stream = StreamName::new(&StreamId::Conversation(row.id).to_string());
    let (for_customer, mut shown) = (is_customer(context)?, Vec::new());
    while shown.len() < wanted && from <= row.revision {
        let batch = services.store.read_stream(&row.tenant, &stream, from, BATCH).await;
        let batch = batch.map_err(|error| store_fault(&error))?;
        let Some(last) = batch.last() else { break };
        from = last.revision + 1;
        for recorded in batch.into_iter().filter(|event| event.revision <= row.revision) {
            let event = LoggedEvent::decode(recorded)?;
            if !for_customer || is_shown_to_customers(services, &event).await? {
                shown.push(event);
            }
        }
    }
    shown.truncate(wanted);
    Ok(shown)
}
