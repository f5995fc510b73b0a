//! Conversations: one, as it stands or stood, and the list of all.

use async_graphql::{Context, Enum, Error, ID, InputObject, Object, OneofObject};
use chrono::{DateTime, Utc};
use domain::ConversationId;
use event_store::Tenant;
use projections::views::conversation_list::{self, ConversationFilter, ConversationSort, queue_key};
use projections::{AsOf, AsOfError, Direction, Range, conversation_as_of};
use uuid::Uuid;

use crate::auth::{Principal, Role};
use crate::error_code::ErrorCode;
use crate::graphql::access::{Operation, fault, require};
use crate::graphql::bounds::AtMost;
use crate::graphql::load;
use crate::graphql::node_id;
use crate::graphql::paging::{PageArgs, read_fault};
use crate::graphql::scalars::{Code, Language, Position};
use crate::graphql::services::Services;
use crate::graphql::types::{
    AnsweringKind, Conversation, ConversationConnection, ConversationDetails, ConversationStatus, Polarity, Urgency,
    UrgencyHeard, WaitingOn,
};
use crate::graphql::user_error::log_fault;

/// A moment of the past.
#[derive(OneofObject, Clone, Copy, Debug)]
pub enum AsOfInput {
    /// As it stood then, by when things happened.
    Time(DateTime<Utc>),
    /// As it stood when the log had this length.
    Position(Position),
}

/// A time range; each end may be left open.
#[derive(InputObject, Clone, Copy, Debug, Default)]
pub struct TimeRange {
    /// From here on.
    pub from: Option<DateTime<Utc>>,
    /// Before this.
    pub to: Option<DateTime<Utc>>,
}

/// Which Conversations are wanted: those to which everything given here applies. An empty list says nothing.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ConversationFilterInput {
    /// In one of these states.
    #[graphql(default, validator(custom = "AtMost(\"statuses\", 50)"))]
    statuses: Vec<ConversationStatus>,
    /// Answered by one of these kinds.
    #[graphql(default, validator(custom = "AtMost(\"answering\", 50)"))]
    answering: Vec<AnsweringKind>,
    /// Waiting in this queue.
    queue_id: Option<ID>,
    /// Waiting for anyone with this skill.
    skill: Option<Code>,
    /// Answered by this agent.
    agent_id: Option<ID>,
    /// Of this customer.
    customer_id: Option<ID>,
    /// Waiting for one of these to move.
    #[graphql(default, validator(custom = "AtMost(\"waitingOn\", 50)"))]
    waiting_on: Vec<WaitingOn>,
    /// Having all of these tags.
    #[graphql(default, validator(custom = "AtMost(\"tags\", 10)"))]
    tags: Vec<Code>,
    /// Of one of these channels.
    #[graphql(default, validator(custom = "AtMost(\"channels\", 50)"))]
    channels: Vec<Code>,
    /// In one of these languages.
    #[graphql(default, validator(custom = "AtMost(\"languages\", 50)"))]
    languages: Vec<Language>,
    /// Of which the customer last wanted one of these.
    #[graphql(default, validator(custom = "AtMost(\"intents\", 50)"))]
    intents: Vec<Code>,
    /// Whose customer's last turn was of one of these moods.
    #[graphql(default, validator(custom = "AtMost(\"sentiments\", 50)"))]
    sentiments: Vec<Polarity>,
    /// Whose customer's last turn was as pressing as one of these.
    #[graphql(default, validator(custom = "AtMost(\"urgenciesHeard\", 50)"))]
    urgencies_heard: Vec<UrgencyHeard>,
    /// Of one of these priorities, from 1, the most pressing, to 5.
    #[graphql(default, validator(custom = "AtMost(\"priorities\", 50)"))]
    priorities: Vec<u32>,
    /// Of this tier or a higher one.
    min_tier: Option<u32>,
    /// Of one of these urgencies.
    #[graphql(default, validator(custom = "AtMost(\"urgencies\", 50)"))]
    urgencies: Vec<Urgency>,
    /// Opened then.
    opened: Option<TimeRange>,
    /// Something last happened then.
    last_activity: Option<TimeRange>,
}

/// In which order Conversations come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
pub enum ConversationOrder {
    /// The latest activity first.
    LatestActivity,
    /// The longest idle first.
    OldestActivity,
    /// The latest opened first.
    LatestOpened,
    /// The first opened first.
    FirstOpened,
    /// The most pressing first, then who has waited longest.
    Priority,
}

impl ConversationOrder {
    /// Whether it tells no more than customers see.
    fn is_for_customers(self) -> bool {
        match self {
            Self::LatestActivity | Self::OldestActivity | Self::LatestOpened | Self::FirstOpened => true,
            Self::Priority => false,
        }
    }

    fn sort(self) -> (ConversationSort, Direction) {
        match self {
            Self::LatestActivity => (ConversationSort::LastActivity, Direction::Descending),
            Self::OldestActivity => (ConversationSort::LastActivity, Direction::Ascending),
            Self::LatestOpened => (ConversationSort::Opened, Direction::Descending),
            Self::FirstOpened => (ConversationSort::Opened, Direction::Ascending),
            Self::Priority => (ConversationSort::PriorityThenWaiting, Direction::Ascending),
        }
    }
}

fn range(range: Option<TimeRange>) -> Range<DateTime<Utc>> {
    range.map_or_else(Range::default, |range| Range { from: range.from, to: range.to })
}

impl ConversationFilterInput {
    /// Whether it asks for nothing that customers do not see: what comes back would tell them.
    fn is_for_customers(&self) -> bool {
        let Self { answering, queue_id, skill, agent_id, customer_id, .. } = self;
        let Self { waiting_on, tags, priorities, min_tier, urgencies, .. } = self;
        let Self { intents, sentiments, urgencies_heard, .. } = self;
        let unnamed = queue_id.is_none() && agent_id.is_none() && customer_id.is_none();
        let unserved = answering.is_empty() && skill.is_none() && waiting_on.is_empty() && tags.is_empty();
        let unmeant = intents.is_empty() && sentiments.is_empty() && urgencies_heard.is_empty();
        unnamed && unserved && unmeant && priorities.is_empty() && min_tier.is_none() && urgencies.is_empty()
    }

    fn filter(self) -> Result<ConversationFilter, Error> {
        let queue = self.queue_id.map(|id| node_id::queue(&id, "queueId")).transpose()?;
        Ok(ConversationFilter {
            statuses: self.statuses.into_iter().map(Into::into).collect(),
            answering: self.answering.into_iter().map(Into::into).collect(),
            queue: queue.map(|queue| queue_key(&domain::conversation::QueueTarget::Queue { queue })),
            skill: self.skill.map(|skill| skill.0),
            agent: self.agent_id.map(|id| node_id::agent(&id, "agentId")).transpose()?,
            customer: self.customer_id.map(|id| node_id::customer(&id, "customerId")).transpose()?,
            waiting_on: self.waiting_on.into_iter().map(Into::into).collect(),
            tags: self.tags.into_iter().map(|tag| tag.0).collect(),
            channels: self.channels.into_iter().map(|channel| channel.0).collect(),
            languages: self.languages.into_iter().map(|language| language.0).collect(),
            intents: self.intents.into_iter().map(|intent| intent.0).collect(),
            sentiments: self.sentiments.into_iter().map(Into::into).collect(),
            urgencies_heard: self.urgencies_heard.into_iter().map(Into::into).collect(),
            priorities: self.priorities,
            min_tier: self.min_tier,
            urgencies: self.urgencies.into_iter().map(Into::into).collect(),
            opened: range(self.opened),
            last_activity: range(self.last_activity),
        })
    }
}

/// Customers see their own.
fn narrowed(mut filter: ConversationFilter, principal: &Principal) -> ConversationFilter {
    if principal.role == Role::Customer {
        let own = Uuid::parse_str(&principal.actor_id).unwrap_or_default();
        filter.customer = Some(domain::CustomerId(own));
    }
    filter
}

async fn as_of(context: &Context<'_>, id: ConversationId, moment: AsOfInput) -> Result<Option<Conversation>, Error> {
    let principal = require(context, load::SEE_CONVERSATIONS)?;
    let services = context.data_unchecked::<Services>();
    let moment = match moment {
        AsOfInput::Time(time) => AsOf::Time(time),
        AsOfInput::Position(position) => {
            load::check_reached(services, position, "asOf.position").await?;
            AsOf::Position(position.0)
        }
    };
    let then = conversation_as_of(&*services.store, &Tenant::new(&principal.tenant), id, moment).await;
    let then =
        then.map_err(|error| as_of_fault(&error))?.filter(|then| load::sees(principal, then.conversation.customer));
    Ok(then.map(|then| ConversationDetails { row: then.conversation, turns_then: Some(then.turns) }.into()))
}

fn as_of_fault(error: &AsOfError) -> Error {
    match error {
        AsOfError::Failed(error) => read_fault(error),
        AsOfError::Poisoned { .. } => {
            log_fault(error);
            fault(ErrorCode::Internal, "the log holds an event this server cannot read")
        }
    }
}

/// The queries of this room.
#[derive(Default)]
pub struct ConversationQueries;

#[Object]
impl ConversationQueries {
    /// A Conversation, as it stands or as it stood; nothing when there is none or you may not see it.
    async fn conversation(
        &self,
        context: &Context<'_>,
        id: ID,
        #[graphql(desc = "As it stood then instead of now.")] as_of: Option<AsOfInput>,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<Option<Conversation>, Error> {
        require(context, load::SEE_CONVERSATIONS)?;
        let id = node_id::conversation(&id, "id")?;
        if let Some(moment) = as_of {
            return self::as_of(context, id, moment).await;
        }
        load::wait(context, &[load::CONVERSATIONS, load::TURNS], min_position).await?;
        load::conversation(context, id).await
    }

    /// The list of Conversations.
    #[graphql(complexity = "first.or(last).unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "Relay's arguments of a list")]
    async fn conversations(
        &self,
        context: &Context<'_>,
        filter: Option<ConversationFilterInput>,
        #[graphql(default_with = "ConversationOrder::LatestActivity")] order: ConversationOrder,
        #[graphql(desc = "How many from the front, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what is behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the back, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what is before this cursor.")] before: Option<String>,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<ConversationConnection, Error> {
        let principal = require(context, load::SEE_CONVERSATIONS)?;
        let request = PageArgs::new(first, after, last, before).request()?;
        let filter = filter.unwrap_or_default();
        if principal.role == Role::Customer && !(filter.is_for_customers() && order.is_for_customers()) {
            return Err(fault(ErrorCode::Forbidden, "customers do not choose by how they are served"));
        }
        let filter = narrowed(filter.filter()?, principal);
        load::wait(context, &[load::CONVERSATIONS], min_position).await?;
        Conversation::page(context, &filter, order.sort(), &request).await
    }

    /// How many Conversations pass a filter.
    async fn conversation_count(
        &self,
        context: &Context<'_>,
        filter: Option<ConversationFilterInput>,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<u64, Error> {
        let principal = require(context, &[Operation::ReadConversations, Operation::ReadOverviews])?;
        load::wait(context, &[load::CONVERSATIONS], min_position).await?;
        let model = &*context.data_unchecked::<Services>().read;
        let count =
            conversation_list::count(model, &Tenant::new(&principal.tenant), &filter.unwrap_or_default().filter()?)
                .await;
        count.map_err(|error| read_fault(&error))
    }
}
