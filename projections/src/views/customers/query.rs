//! Reading customers.

use domain::CustomerId;
use event_store::Tenant;

use super::CustomerRow;
use crate::filter::Filter;
use crate::page::{self, Direction, Order, Page, PageRequest};
use crate::row::Row;
use crate::{Error, ReadModel};

/// Which customers are wanted: those to which everything given here applies.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct CustomerFilter {
    /// Whether they may open no Conversations.
    pub blocked: Option<bool>,
    /// Whether their keys are destroyed.
    pub erased: Option<bool>,
}

/// A page of customers in the order in which they were first heard of.
///
/// # Errors
/// [`Error::InvalidCursor`], [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn page(
    model: &dyn ReadModel,
    tenant: &Tenant,
    filter: CustomerFilter,
    direction: Direction,
    request: &PageRequest,
) -> Result<Page<CustomerRow>, Error> {
    let order = Order { name: "customers", columns: &["first_seen_at", "id"], direction };
    page::fetch(model, conditions(tenant, filter), order, request).await
}

/// How many customers pass the filter.
///
/// # Errors
/// [`Error::Unavailable`].
pub async fn count(model: &dyn ReadModel, tenant: &Tenant, filter: CustomerFilter) -> Result<u64, Error> {
    page::count(model, CustomerRow::SPEC.name, conditions(tenant, filter)).await
}

/// The customers of these ids; those that do not exist are left out.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn by_ids(model: &dyn ReadModel, tenant: &Tenant, ids: &[CustomerId]) -> Result<Vec<CustomerRow>, Error> {
    page::by_column(model, tenant, "id", ids, "id").await
}

/// One customer; nothing when there is none of the id.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn one(model: &dyn ReadModel, tenant: &Tenant, id: CustomerId) -> Result<Option<CustomerRow>, Error> {
    Ok(by_ids(model, tenant, &[id]).await?.pop())
}

fn conditions(tenant: &Tenant, wanted: CustomerFilter) -> Filter {
    let mut filter = Filter::of(tenant);
    filter.equal_if("blocked", wanted.blocked.as_ref());
    filter.equal_if("erased", wanted.erased.as_ref());
    filter
}
