//! One thing by its id, for those who may see it.

use async_graphql::{Context, Error};
use domain::conversation::Visibility;
use domain::model::Model;
use domain::{AgentId, ArticleId, ConversationId, CustomerId, ModelId, QueueId, StreamId};
use event_store::Tenant;
use projections::WaitError;
use projections::views::{agent_workload, article_list, conversation_list, customers, queue_board, transcript};

use super::access::{Operation, allows, allows_any, fault, is_customer, principal, require};
use super::lookups::Lookups;
use super::paging::read_fault;
use super::scalars::Position;
use super::services::Services;
use super::types::{Agent, Article, Conversation, Customer, IntentModel, Queue, Turn};
use super::user_error::{load_fault, store_fault};
use crate::auth::Principal;
use crate::error_code::ErrorCode;

/// The view behind Conversations.
pub const CONVERSATIONS: &str = conversation_list::NAME;
/// The view behind turns.
pub const TURNS: &str = transcript::NAME;
/// The view behind customers.
pub const CUSTOMERS: &str = customers::NAME;
/// The view behind agents.
pub const AGENTS: &str = agent_workload::NAME;
/// The view behind queues.
pub const QUEUES: &str = queue_board::NAME;
/// The view behind articles.
pub const ARTICLES: &str = article_list::NAME;

/// For whoever may see a Conversation at all.
pub const SEE_CONVERSATIONS: &[Operation] =
    &[Operation::ReadConversations, Operation::ReadOwnConversations, Operation::ReadOverviews];

/// For whoever may see a customer at all.
pub const SEE_CUSTOMERS: &[Operation] =
    &[Operation::ReadCustomers, Operation::ReadOwnConversations, Operation::ReadOverviews];

/// Waits until the views hold everything up to a position.
///
/// # Errors
/// `BAD_REQUEST` when it is beyond the end of the log, `TIMEOUT` when it takes too long, `UNAVAILABLE` when a view stands still.
pub async fn wait(context: &Context<'_>, views: &[&'static str], position: Option<Position>) -> Result<(), Error> {
    let Some(position) = position else { return Ok(()) };
    let services = context.data_unchecked::<Services>();
    check_reached(services, position, "minPosition").await?;
    match services.projections.wait_for(views, position.0, services.patience).await {
        Ok(()) => Ok(()),
        Err(WaitError::TimedOut { .. }) => {
            Err(fault(ErrorCode::Timeout, "the views are behind minPosition; try again"))
        }
        Err(WaitError::Stopped { .. }) => Err(fault(ErrorCode::Unavailable, "a view stands still; see status")),
        Err(WaitError::Failed(error)) => Err(read_fault(&error)),
    }
}

/// Turns down a position beyond the end of the log: what stands there nobody knows. Of what this node has not heard yet the store is
/// asked, since another process may have appended it.
///
/// # Errors
/// `BAD_REQUEST` when it is beyond the end; `UNAVAILABLE` when the log is away.
pub async fn check_reached(services: &Services, position: Position, argument: &str) -> Result<(), Error> {
    let heard_of = *services.store.watch().borrow();
    if position.0 <= heard_of {
        return Ok(());
    }
    let head = services.store.head().await.map_err(|error| store_fault(&error))?;
    if position.0 > head {
        return Err(fault(ErrorCode::BadRequest, &format!("{argument} is beyond the end of the log")));
    }
    Ok(())
}

/// Waits until the views hold everything up to a position, however long that takes: a stream has time.
///
/// # Errors
/// `UNAVAILABLE` when a view stands still.
pub async fn catch_up(services: &Services, views: &[&'static str], position: u64) -> Result<(), Error> {
    loop {
        match services.projections.wait_for(views, position, services.patience).await {
            Ok(()) => return Ok(()),
            Err(WaitError::TimedOut { .. }) => {}
            Err(WaitError::Stopped { .. }) => {
                return Err(fault(ErrorCode::Unavailable, "a view stands still; see status"));
            }
            Err(WaitError::Failed(error)) => return Err(read_fault(&error)),
        }
    }
}

/// Turns down a place that the log has not reached. After a restore the log may be shorter than what a client has seen;
/// the client must hear of it instead of waiting for events that are others.
///
/// # Errors
/// `BAD_REQUEST` when it is beyond the end; `UNAVAILABLE` when the log is away. Inside, the end.
pub async fn check_after(context: &Context<'_>, after: Position) -> Result<u64, Error> {
    let head = context.data_unchecked::<Services>().store.head().await.map_err(|error| store_fault(&error))?;
    if after.0 > head {
        return Err(fault(ErrorCode::BadRequest, "after is beyond the end of the log; read again from the beginning"));
    }
    Ok(head)
}

/// The tenant of the one who asks.
///
/// # Errors
/// Not signed in.
pub fn tenant(context: &Context<'_>) -> Result<Tenant, Error> {
    principal(context).map(|principal| Tenant::new(&principal.tenant))
}

/// Whether the one who asks may see a Conversation of this customer: customers see their own.
#[must_use]
pub fn sees(principal: &Principal, customer: CustomerId) -> bool {
    let own = allows(principal.role, Operation::ReadOwnConversations) && principal.actor_id == customer.to_string();
    own || allows_any(principal.role, &[Operation::ReadConversations, Operation::ReadOverviews])
}

/// A Conversation.
///
/// # Errors
/// Not signed in, not allowed, faults.
pub async fn conversation(context: &Context<'_>, id: ConversationId) -> Result<Option<Conversation>, Error> {
    let principal = require(context, SEE_CONVERSATIONS)?;
    let model = &*context.data_unchecked::<Services>().read;
    let row = conversation_list::one(model, &Tenant::new(&principal.tenant), id).await;
    Ok(row.map_err(|error| read_fault(&error))?.filter(|row| sees(principal, row.customer)).map(Into::into))
}

/// The turns that the one who asks may see: to customers nothing internal is shown.
///
/// # Errors
/// Not signed in.
pub fn shown_turns(context: &Context<'_>) -> Result<Option<Visibility>, Error> {
    Ok(is_customer(context)?.then_some(Visibility::Public))
}

/// A turn.
///
/// # Errors
/// Not signed in, not allowed, faults.
pub async fn turn(context: &Context<'_>, id: ConversationId, turn: domain::TurnId) -> Result<Option<Turn>, Error> {
    if conversation(context, id).await?.is_none() {
        return Ok(None);
    }
    let model = &*context.data_unchecked::<Services>().read;
    let rows = transcript::by_ids(model, &tenant(context)?, id, &[turn]).await;
    let row = rows.map_err(|error| read_fault(&error))?.pop();
    let shown = shown_turns(context)?;
    Ok(row.filter(|row| shown.is_none_or(|only| row.visibility == only)).map(Turn))
}

/// A customer; customers see themselves.
///
/// # Errors
/// Not signed in, not allowed, faults.
pub async fn customer(context: &Context<'_>, id: CustomerId) -> Result<Option<Customer>, Error> {
    let principal = require(context, SEE_CUSTOMERS)?;
    if is_customer(context)? && principal.actor_id != id.to_string() {
        return Ok(None);
    }
    let model = &*context.data_unchecked::<Services>().read;
    let row = customers::one(model, &Tenant::new(&principal.tenant), id).await;
    Ok(row.map_err(|error| read_fault(&error))?.map(Customer))
}

/// An agent.
///
/// # Errors
/// Not signed in, faults.
pub async fn agent(context: &Context<'_>, id: AgentId) -> Result<Option<Agent>, Error> {
    let tenant = tenant(context)?;
    let model = &*context.data_unchecked::<Services>().read;
    let line = agent_workload::one(model, &tenant, id).await;
    Ok(line.map_err(|error| read_fault(&error))?.map(Agent))
}

/// An agent who is named by something else. Within one query they are looked up once.
///
/// # Errors
/// Not signed in, faults.
pub async fn known_agent(context: &Context<'_>, id: AgentId) -> Result<Option<Agent>, Error> {
    match context.data_opt::<Lookups>() {
        Some(lookups) => lookups.agents.get(id, agent(context, id)).await,
        None => agent(context, id).await,
    }
}

/// A queue; customers see none.
///
/// # Errors
/// Not signed in, faults.
pub async fn queue(context: &Context<'_>, id: QueueId) -> Result<Option<Queue>, Error> {
    let tenant = tenant(context)?;
    if is_customer(context)? {
        return Ok(None);
    }
    let model = &*context.data_unchecked::<Services>().read;
    let row = queue_board::queue(model, &tenant, id).await;
    Ok(row.map_err(|error| read_fault(&error))?.map(Queue))
}

/// An article, for those who may read them.
///
/// # Errors
/// Not signed in, faults.
pub async fn article(context: &Context<'_>, id: ArticleId) -> Result<Option<Article>, Error> {
    let principal = principal(context)?;
    if !allows(principal.role, Operation::ReadKnowledge) {
        return Ok(None);
    }
    let model = &*context.data_unchecked::<Services>().read;
    let row = article_list::one(model, &Tenant::new(&principal.tenant), id).await;
    Ok(row.map_err(|error| read_fault(&error))?.map(Article))
}

/// The model that recognises the tenant's intents, as the log has it.
///
/// # Errors
/// Not signed in; faults.
pub(crate) async fn intent_model(context: &Context<'_>) -> Result<IntentModel, Error> {
    let executor = &context.data_unchecked::<Services>().executor;
    let stream = StreamId::Model(ModelId::INTENTS);
    let loaded = executor.load::<Model>(&tenant(context)?, stream).await;
    loaded.map(|(model, _)| IntentModel(model)).map_err(load_fault)
}
