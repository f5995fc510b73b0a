//! Reading what was said.

use domain::conversation::Visibility;
use domain::{ConversationId, TurnId};
use event_store::Tenant;

use super::TurnRow;
use crate::filter::Filter;
use crate::page::{self, Direction, Order, Page, PageRequest};
use crate::{Error, ReadModel};

const ORDER: Order = Order { name: "turns", columns: &["turn_index", "id"], direction: Direction::Ascending };

/// A page of a Conversation's turns in order; with `only`, of those with this visibility.
///
/// # Errors
/// [`Error::InvalidCursor`], [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn page(
    model: &dyn ReadModel,
    tenant: &Tenant,
    conversation: ConversationId,
    only: Option<Visibility>,
    request: &PageRequest,
) -> Result<Page<TurnRow>, Error> {
    let mut filter = Filter::of(tenant);
    filter.equal("conversation", &conversation);
    filter.equal_if("visibility", only.as_ref());
    page::fetch(model, filter, ORDER, request).await
}

/// The turns of a Conversation with these ids, in order; those that do not exist are left out.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn by_ids(
    model: &dyn ReadModel,
    tenant: &Tenant,
    conversation: ConversationId,
    ids: &[TurnId],
) -> Result<Vec<TurnRow>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut filter = Filter::of(tenant);
    filter.equal("conversation", &conversation);
    filter.one_of("id", ids);
    page::rows(model, filter, "turn_index, id").await
}
