//! What can be watched. Every subscription catches up from a place in the log and then goes on live, without gap or
//! repeat; hand the `position` of the last event back as `after` to resume.

mod backlog;
mod checkpoints;
mod follow;

use async_graphql::{Context, Description, Error, ID, Subscription as GraphqlSubscription};
use domain::conversation::ConversationEvent;
use domain::conversation::QueueTarget;
use domain::{ConversationId, DomainEvent as _, Event, StreamId};
use event_store::RecordedEvent;
use futures_util::Stream;

use self::follow::{Wanted, follow};
use super::access::{Operation, fault, is_customer, principal, require};
use super::bounds::AtMost;
use super::load;
use super::mutation::SkillInput;
use super::node_id;
use super::scalars::Position;
use super::types::{Checkpoint, LoggedEvent};
use crate::auth::Role;
use crate::error_code::ErrorCode;
use crate::graphql::services::Services;
use crate::graphql::user_error::store_fault;

/// What can be watched.
#[derive(Default, Description)]
pub struct Subscription;

type Events = Result<LoggedEvent, Error>;

#[GraphqlSubscription(use_type_description)]
impl Subscription {
    /// Everything that happens in one Conversation.
    async fn conversation_events(
        &self,
        context: &Context<'_>,
        conversation_id: ID,
        #[graphql(desc = "Everything behind this place; only what is to come, when absent.")] after: Option<Position>,
    ) -> Result<impl Stream<Item = Events> + use<>, Error> {
        require(context, load::SEE_CONVERSATIONS)?;
        let id = node_id::conversation(&conversation_id, "conversationId")?;
        let for_customer = is_customer(context)?;
        if for_customer {
            require_own(context, id).await?;
        }
        let stream = StreamId::Conversation(id).to_string();
        let own = stream.clone();
        let envelope = move |event: &RecordedEvent| event.stream.as_str() == own;
        follow(context, after, Some(&stream), Wanted { envelope, body: |_: &LoggedEvent| true, for_customer }).await
    }

    /// Everything that changes what waits in a queue, or for a skill.
    async fn queue_events(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The queue; or say a skill.")] queue_id: Option<ID>,
        #[graphql(desc = "The skill; or say a queue.")] skill: Option<SkillInput>,
        #[graphql(desc = "Everything behind this place; only what is to come, when absent.")] after: Option<Position>,
    ) -> Result<impl Stream<Item = Events> + use<>, Error> {
        require(context, &[Operation::ReadConversations])?;
        let target = match (queue_id, skill) {
            (Some(id), None) => QueueTarget::Queue { queue: node_id::queue(&id, "queueId")? },
            (None, Some(skill)) => skill.queue_target(),
            (Some(_), Some(_)) | (None, None) => {
                return Err(fault(ErrorCode::BadRequest, "say queueId or skill, one of them"));
            }
        };
        let body = move |event: &LoggedEvent| match &event.event {
            Event::Conversation(event) => event.concerns_queue(&target),
            Event::Customer(_) | Event::Agent(_) | Event::Queue(_) | Event::Ledger(_) | Event::Article(_) => false,
        };
        let envelope = |event: &RecordedEvent| event.stream.category() == ConversationEvent::CATEGORY;
        follow(context, after, None, Wanted { envelope, body, for_customer: false }).await
    }

    /// Everything about what an agent holds, is asked to hold or joins, and about the agent.
    async fn agent_events(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The agent; the one who asks when absent.")] agent_id: Option<ID>,
        #[graphql(desc = "Everything behind this place; only what is to come, when absent.")] after: Option<Position>,
    ) -> Result<impl Stream<Item = Events> + use<>, Error> {
        let principal = require(context, &[Operation::ReadConversations])?;
        let named = agent_id.map(|id| node_id::agent(&id, "agentId")).transpose()?;
        let own = (principal.role == Role::Agent).then(|| principal.actor_id.parse().ok()).flatten();
        let agent = named.or(own).ok_or_else(|| fault(ErrorCode::BadRequest, "say which agent"))?;
        let stream = StreamId::Agent(agent).to_string();
        let body = move |event: &LoggedEvent| match &event.event {
            Event::Conversation(event) => event.concerns_agent(agent),
            Event::Agent(_) => true,
            Event::Customer(_) | Event::Queue(_) | Event::Ledger(_) | Event::Article(_) => false,
        };
        let envelope = move |event: &RecordedEvent| {
            event.stream.category() == ConversationEvent::CATEGORY || event.stream.as_str() == stream
        };
        follow(context, after, None, Wanted { envelope, body, for_customer: false }).await
    }

    /// The whole log, for those who may read it.
    async fn log(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Everything behind this place; only what is to come, when absent.")] after: Option<Position>,
        #[graphql(
            default,
            desc = "Only events whose type begins with one of these, such as `conversation.`.",
            validator(custom = "AtMost(\"types\", 50)")
        )]
        types: Vec<String>,
    ) -> Result<impl Stream<Item = Events> + use<>, Error> {
        require(context, &[Operation::ReadLog])?;
        let envelope = move |event: &RecordedEvent| {
            types.is_empty() || types.iter().any(|prefix| event.event_type.starts_with(prefix.as_str()))
        };
        follow(context, after, None, Wanted { envelope, body: |_: &LoggedEvent| true, for_customer: false }).await
    }

    /// Each checkpoint of the ledger as it is signed.
    async fn checkpoints(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "All of a size greater than this; only those to come, when absent.")] after: Option<Position>,
    ) -> Result<impl Stream<Item = Result<Checkpoint, Error>> + use<>, Error> {
        principal(context)?;
        checkpoints::follow(context, after).await
    }
}

/// A customer watches their own. Waits for the view, so that what was opened a moment ago is found.
async fn require_own(context: &Context<'_>, id: ConversationId) -> Result<(), Error> {
    let head = context.data_unchecked::<Services>().store.head().await.map_err(|error| store_fault(&error))?;
    load::wait(context, &[load::CONVERSATIONS], Some(Position(head))).await?;
    match load::conversation(context, id).await? {
        Some(_) => Ok(()),
        None => Err(fault(ErrorCode::NotFound, "there is no such conversation, or it is not yours")),
    }
}
