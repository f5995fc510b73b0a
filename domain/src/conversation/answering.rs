//! Who answers the customer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AgentId, Code, Participant, QueueId};

/// Who answers now: the machine, nobody until a queue is served, or one agent.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Answering {
    /// The machine.
    Assistant,
    /// Whoever takes it from the queue.
    Queue {
        /// Where it waits.
        target: QueueTarget,
    },
    /// One agent.
    Agent {
        /// Who.
        agent: AgentId,
    },
}

/// Where a Conversation waits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum QueueTarget {
    /// In a defined queue.
    Queue {
        /// Which.
        queue: QueueId,
    },
    /// For anyone with a skill.
    Skill {
        /// Which.
        skill: Code,
        /// The least level, 1 to 10.
        level: u8,
    },
}

/// To whom a Handoff is requested.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum HandoffTarget {
    /// A defined queue.
    Queue {
        /// Which.
        queue: QueueId,
    },
    /// Anyone with a skill.
    Skill {
        /// Which.
        skill: Code,
        /// The least level, 1 to 10.
        level: u8,
    },
    /// One agent by name.
    Agent {
        /// Who.
        agent: AgentId,
    },
    /// Back to the machine.
    Assistant,
}

impl HandoffTarget {
    /// The place to wait, when the target is one.
    #[must_use]
    pub fn queue(&self) -> Option<QueueTarget> {
        match self {
            Self::Queue { queue } => Some(QueueTarget::Queue { queue: *queue }),
            Self::Skill { skill, level } => Some(QueueTarget::Skill { skill: skill.clone(), level: *level }),
            Self::Agent { .. } | Self::Assistant => None,
        }
    }
}

impl Answering {
    /// The agent who answers, if one does.
    #[must_use]
    pub fn agent(&self) -> Option<AgentId> {
        match self {
            Self::Agent { agent } => Some(*agent),
            Self::Assistant | Self::Queue { .. } => None,
        }
    }

    /// Where it waits, if it does.
    #[must_use]
    pub fn queue(&self) -> Option<&QueueTarget> {
        match self {
            Self::Queue { target } => Some(target),
            Self::Assistant | Self::Agent { .. } => None,
        }
    }

    /// Whether this participant is the one who answers.
    #[must_use]
    pub fn is(&self, participant: Participant) -> bool {
        match participant {
            Participant::Assistant => *self == Self::Assistant,
            Participant::Agent(agent) => self.agent() == Some(agent),
            Participant::Customer(_) => false,
        }
    }
}
