//! Agents, and what they hold.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::agent::Presence;
use domain::agent::event::{REGISTERED_NAME_TAG, RENAMED_NAME_TAG};
use domain::{AgentId, Code, ConversationId, Language};
use event_store::Tenant;
use uuid::Uuid;
use vault::Sealed;

use crate::column::{Json, named};
use crate::row::row;
use crate::views::conversation_list::ConversationStatus;

/// Which field an agent's name is sealed for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NameTag {
    /// The one of their registration.
    Registered,
    /// The one of a later change.
    Renamed,
}

named!(NameTag { Registered "agent.registered/name", Renamed "agent.renamed/name" });

impl NameTag {
    /// The field tag.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => REGISTERED_NAME_TAG,
            Self::Renamed => RENAMED_NAME_TAG,
        }
    }
}

row! {
    /// An agent as they stand.
    AgentRow in "agents" keep 10_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which agent.
            id: AgentId,
        }
        /// What they are called, sealed.
        name: Sealed,
        /// The event the name is bound to.
        name_event: Uuid,
        /// The field tag the name is bound to.
        name_tag: NameTag,
        /// Their skills with levels from 1 to 10.
        skills: Json<BTreeMap<Code, u8>>,
        /// The languages they speak, in their own order.
        languages: Json<Vec<Language>>,
        /// How many Conversations they hold at once.
        capacity: u32,
        /// Whether they take work.
        presence: Presence,
        /// Why, when they said so.
        presence_reason: Option<Code>,
        /// Since when.
        presence_since: DateTime<Utc>,
        /// Whether they serve no longer.
        retired: bool,
        /// When they began to serve.
        registered_at: DateTime<Utc>,
        /// The revision of their last event.
        revision: u64,
        /// The position of their last event.
        position: u64,
    }
    indexes ["tenant, presence, id"]
}

row! {
    /// A Conversation that an agent holds, or that nobody holds while it is laid aside or merged.
    HeldRow in "held_conversations" keep 50_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which Conversation.
            conversation: ConversationId,
        }
        /// Who holds it, if anyone does.
        agent: Option<AgentId>,
        /// Since when.
        since: DateTime<Utc>,
        /// Open or snoozed; merged, when it goes on elsewhere for now.
        status: ConversationStatus,
        /// What the status was before it was merged.
        status_before_merge: Option<ConversationStatus>,
    }
    indexes ["tenant, agent, status, since, conversation"]
}

row! {
    /// That an agent has a skill.
    SkillRow in "agent_skills" keep 0 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which agent.
            agent: AgentId,
            /// Which skill.
            skill: Code,
        }
        /// How well, 1 to 10.
        level: u32,
    }
    indexes ["tenant, skill, level"]
}
