//! An agent as front ends see them.

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, Description, Error, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use projections::views::agent_workload::{self, AgentLine};

use super::conversation::nodes;
use super::{Bound, Conversation, ConversationConnection, PersonalText, Presence, open};
use crate::graphql::access::{Operation, internal, require};
use crate::graphql::node_id::NodeId;
use crate::graphql::paging::{At, PageArgs, read_fault};
use crate::graphql::scalars::{Code, Language, Position};
use crate::graphql::services::Services;

/// A page of agents.
pub type AgentConnection = Connection<At, Agent, EmptyFields, EmptyFields>;

/// Someone who serves, and how much they hold.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Agent(pub AgentLine);

/// A skill an agent has.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct AgentSkill {
    /// Which.
    skill: Code,
    /// How well, 1 to 10.
    level: u8,
}

async fn held(context: &Context<'_>, line: &AgentLine, args: PageArgs) -> Result<ConversationConnection, Error> {
    let (request, agent) = (args.request()?, &line.agent);
    let model = &*context.data_unchecked::<Services>().read;
    let page =
        agent_workload::held(model, &agent.tenant, agent.id, &request).await.map_err(|error| read_fault(&error))?;
    let ids: Vec<_> = page.edges.iter().map(|edge| edge.node.conversation).collect();
    let mut conversations = Conversation::by_ids(context, &ids, &nodes(context)).await?;
    let mut connection = Connection::new(page.has_previous, page.has_next);
    // The two views may differ by a moment; what the other does not know yet is left out.
    connection.edges.extend(page.edges.into_iter().filter_map(|edge| {
        let conversation = conversations.remove(&edge.node.conversation)?;
        Some(Edge::new(edge.place.into(), conversation))
    }));
    Ok(connection)
}

#[Object(use_type_description)]
impl Agent {
    /// Their id.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Agent(self.0.agent.id).into()
    }

    /// What they are called.
    async fn name(&self, context: &Context<'_>) -> Result<PersonalText, Error> {
        let agent = &self.0.agent;
        let bound = Bound { event_id: agent.name_event, tag: agent.name_tag.as_str(), sealed: &agent.name };
        open(context, bound, "agent.read").await
    }

    /// Their skills; none for customers.
    async fn skills(&self, context: &Context<'_>) -> Result<Vec<AgentSkill>, Error> {
        let skill = |(skill, level): (&domain::Code, &u8)| AgentSkill { skill: Code(skill.clone()), level: *level };
        internal(context, || self.0.agent.skills.0.iter().map(skill).collect())
    }

    /// The languages they speak, in the order they prefer; none for customers.
    async fn languages(&self, context: &Context<'_>) -> Result<Vec<Language>, Error> {
        internal(context, || self.0.agent.languages.0.iter().cloned().map(Language).collect())
    }

    /// How many Conversations they hold at once; nothing for customers.
    async fn capacity(&self, context: &Context<'_>) -> Result<Option<u32>, Error> {
        internal(context, || Some(self.0.agent.capacity))
    }

    /// How many open Conversations they hold; nothing for customers.
    async fn open_count(&self, context: &Context<'_>) -> Result<Option<u64>, Error> {
        internal(context, || Some(self.0.open))
    }

    /// How many snoozed ones; nothing for customers.
    async fn snoozed_count(&self, context: &Context<'_>) -> Result<Option<u64>, Error> {
        internal(context, || Some(self.0.snoozed))
    }

    /// Whether they take work; nothing for customers.
    async fn presence(&self, context: &Context<'_>) -> Result<Option<Presence>, Error> {
        internal(context, || Some(self.0.agent.presence.into()))
    }

    /// Why, when they said so; nothing for customers.
    async fn presence_reason(&self, context: &Context<'_>) -> Result<Option<Code>, Error> {
        internal(context, || self.0.agent.presence_reason.clone().map(Code))
    }

    /// Since when; nothing for customers.
    async fn presence_since(&self, context: &Context<'_>) -> Result<Option<DateTime<Utc>>, Error> {
        internal(context, || Some(self.0.agent.presence_since))
    }

    /// The Conversations they hold, open and snoozed, the longest held first; not for customers.
    #[graphql(complexity = "first.or(last).unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    async fn conversations(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the front, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what is behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the back, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what is before this cursor.")] before: Option<String>,
    ) -> Result<ConversationConnection, Error> {
        require(context, &[Operation::ReadConversations, Operation::ReadOverviews])?;
        held(context, &self.0, PageArgs::new(first, after, last, before)).await
    }

    /// Whether they serve no longer.
    async fn retired(&self) -> bool {
        self.0.agent.retired
    }

    /// The revision of their last event; hand it to `expectedRevision`.
    async fn revision(&self) -> Position {
        Position(self.0.agent.revision)
    }

    /// The place in the log of their last event.
    async fn position(&self) -> Position {
        Position(self.0.agent.position)
    }
}
