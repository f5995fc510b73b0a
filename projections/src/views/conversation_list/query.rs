//! Reading the list.

use chrono::{DateTime, Utc};
use domain::conversation::Urgency;
use domain::conversation::understanding::{Polarity, UrgencyHeard};
use domain::{AgentId, Code, ConversationId, CustomerId, Language};
use event_store::Tenant;

use super::{AnsweringKind, ConversationGlance, ConversationRow, ConversationStatus, WaitingFor};
use crate::filter::{Filter, Range};
use crate::page::{self, Direction, Order, Page, PageRequest};
use crate::row::Row;
use crate::value::Column;
use crate::{Error, ReadModel};

const HAS_TAG: &str = "exists (select 1 from conversation_tags t where t.tenant = conversation_list.tenant \
    and t.conversation = conversation_list.id and t.tag = {})";

/// Which Conversations are wanted: those to which everything given here applies. An empty list says nothing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ConversationFilter {
    /// In one of these states.
    pub statuses: Vec<ConversationStatus>,
    /// Answered by one of these kinds.
    pub answering: Vec<AnsweringKind>,
    /// Waiting there; see [`super::queue_key`].
    pub queue: Option<String>,
    /// Waiting for this skill.
    pub skill: Option<Code>,
    /// Answered by this agent.
    pub agent: Option<AgentId>,
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// Waiting for one of these to move.
    pub waiting_on: Vec<WaitingFor>,
    /// Having all of these tags.
    pub tags: Vec<Code>,
    /// Of one of these channels.
    pub channels: Vec<Code>,
    /// In one of these languages.
    pub languages: Vec<Language>,
    /// Of which the customer last wanted one of these.
    pub intents: Vec<Code>,
    /// Whose customer's last turn was of one of these moods.
    pub sentiments: Vec<Polarity>,
    /// Whose customer's last turn was as pressing as one of these.
    pub urgencies_heard: Vec<UrgencyHeard>,
    /// Of one of these priorities.
    pub priorities: Vec<u32>,
    /// Of this tier or a higher one.
    pub min_tier: Option<u32>,
    /// Of one of these urgencies.
    pub urgencies: Vec<Urgency>,
    /// Opened then.
    pub opened: Range<DateTime<Utc>>,
    /// Something last happened then.
    pub last_activity: Range<DateTime<Utc>>,
}

/// In which order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ConversationSort {
    /// By when something last happened.
    #[default]
    LastActivity,
    /// By when they were opened.
    Opened,
    /// By priority, 1 first when ascending, then by since when they wait.
    PriorityThenWaiting,
}

/// A page of the list.
///
/// # Errors
/// [`Error::InvalidCursor`], [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn page(
    model: &dyn ReadModel,
    tenant: &Tenant,
    filter: &ConversationFilter,
    sort: ConversationSort,
    direction: Direction,
    request: &PageRequest,
) -> Result<Page<ConversationRow>, Error> {
    page::fetch(model, conditions(tenant, filter), order(sort, direction), request).await
}

/// A page of the list, as far as it is seen at a glance: the same order, cursors and Conversations as of [`page()`].
///
/// # Errors
/// [`Error::InvalidCursor`], [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn glances(
    model: &dyn ReadModel,
    tenant: &Tenant,
    filter: &ConversationFilter,
    sort: ConversationSort,
    direction: Direction,
    request: &PageRequest,
) -> Result<Page<ConversationGlance>, Error> {
    page::fetch(model, conditions(tenant, filter), order(sort, direction), request).await
}

/// How many Conversations pass the filter.
///
/// # Errors
/// [`Error::Unavailable`].
pub async fn count(model: &dyn ReadModel, tenant: &Tenant, filter: &ConversationFilter) -> Result<u64, Error> {
    page::count(model, ConversationRow::SPEC.name, conditions(tenant, filter)).await
}

/// One Conversation; nothing when there is none of the id.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn one(model: &dyn ReadModel, tenant: &Tenant, id: ConversationId) -> Result<Option<ConversationRow>, Error> {
    Ok(by_ids(model, tenant, &[id]).await?.pop())
}

/// The Conversations of these ids, in the order of the ids; those that do not exist are left out.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn by_ids(
    model: &dyn ReadModel,
    tenant: &Tenant,
    ids: &[ConversationId],
) -> Result<Vec<ConversationRow>, Error> {
    page::by_column(model, tenant, "id", ids, "id").await
}

/// As [`by_ids`], as far as they are seen at a glance.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Corrupt`].
pub async fn glances_by_ids(
    model: &dyn ReadModel,
    tenant: &Tenant,
    ids: &[ConversationId],
) -> Result<Vec<ConversationGlance>, Error> {
    page::by_column(model, tenant, "id", ids, "id").await
}

fn order(sort: ConversationSort, direction: Direction) -> Order {
    let (name, columns): (_, &[&str]) = match sort {
        ConversationSort::LastActivity => ("activity", &["last_activity_at", "id"]),
        ConversationSort::Opened => ("opened", &["opened_at", "id"]),
        ConversationSort::PriorityThenWaiting => ("priority", &["priority", "waiting_since", "id"]),
    };
    Order { name, columns, direction }
}

fn conditions(tenant: &Tenant, wanted: &ConversationFilter) -> Filter {
    let mut filter = Filter::of(tenant);
    filter.one_of("status", &wanted.statuses);
    filter.one_of("answering", &wanted.answering);
    filter.equal_if("queue", wanted.queue.as_ref());
    filter.equal_if("skill", wanted.skill.as_ref());
    filter.equal_if("agent", wanted.agent.as_ref());
    filter.equal_if("customer", wanted.customer.as_ref());
    filter.one_of("waiting_on", &wanted.waiting_on);
    for tag in &wanted.tags {
        filter.holds(HAS_TAG, tag);
    }
    filter.one_of("channel", &wanted.channels);
    filter.one_of("language", &wanted.languages);
    filter.one_of("intent", &wanted.intents);
    filter.one_of("sentiment", &wanted.sentiments);
    filter.one_of("urgency_heard", &wanted.urgencies_heard);
    filter.one_of("priority", &wanted.priorities);
    if let Some(tier) = wanted.min_tier {
        filter.compare(&["tier"], ">=", vec![tier.to_value()]);
    }
    filter.one_of("urgency", &wanted.urgencies);
    filter.within("opened_at", &wanted.opened);
    filter.within("last_activity_at", &wanted.last_activity);
    filter
}
