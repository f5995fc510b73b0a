//! Who answers, who is called, who takes part.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vault::Personal;

use super::{Answering, HandoffTarget, Urgency};
use crate::{AgentId, Code, HandoffId, Participant};

/// Another was asked to answer. A Conversation asked into a queue waits there at once.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HandoffRequested {
    /// The Handoff.
    pub handoff: HandoffId,
    /// Who answered before.
    pub from: Answering,
    /// Who was asked.
    pub target: HandoffTarget,
    /// Who answers from here on, until it is accepted.
    pub answering: Answering,
    /// The ownership epoch from here on.
    pub epoch: u64,
    /// Why.
    pub reason: Code,
    /// More, in words, for the one asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Personal<String>>,
}

/// The one asked took it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HandoffAccepted {
    /// The Handoff.
    pub handoff: HandoffId,
    /// Who answered before.
    pub from: Answering,
    /// Who answers from here on.
    pub answering: Answering,
    /// The ownership epoch from here on.
    pub epoch: u64,
}

/// The one asked did not take it. It stays where it is.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HandoffDeclined {
    /// The Handoff.
    pub handoff: HandoffId,
    /// Who declined.
    pub agent: AgentId,
    /// Why.
    pub reason: Code,
    /// Whether the request stands for others.
    pub open: bool,
    /// Who answers.
    pub during: Answering,
}

/// The Handoff that waited is asked of nobody any more, since something else came first.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HandoffWithdrawn {
    /// The Handoff.
    pub handoff: HandoffId,
    /// Who was asked.
    pub target: HandoffTarget,
    /// What came first: `resolved`, `closed`, `assigned` or `released`.
    pub reason: Code,
    /// Who answers.
    pub during: Answering,
}

/// An agent was given it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Assigned {
    /// Who.
    pub agent: AgentId,
    /// Who answered before.
    pub from: Answering,
    /// The ownership epoch from here on.
    pub epoch: u64,
}

/// An agent gave it back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Released {
    /// Who.
    pub agent: AgentId,
    /// Who answers from here on.
    pub answering: Answering,
    /// The ownership epoch from here on.
    pub epoch: u64,
    /// Why.
    pub reason: Code,
}

/// Its tier or urgency rose.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Escalated {
    /// The tier before.
    pub from_tier: u8,
    /// The tier, from 0 to 9.
    pub tier: u8,
    /// The urgency before.
    pub from_urgency: Urgency,
    /// The urgency.
    pub urgency: Urgency,
    /// Why.
    pub reason: Code,
    /// More, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Personal<String>>,
    /// Who answered at the time.
    pub during: Answering,
}

/// Someone took notice of the Escalation.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EscalationAcknowledged {
    /// The tier it has.
    pub tier: u8,
    /// Who answered at the time.
    pub during: Answering,
}

/// Its tier or urgency fell.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Deescalated {
    /// The tier before.
    pub from_tier: u8,
    /// The tier.
    pub tier: u8,
    /// The urgency before.
    pub from_urgency: Urgency,
    /// The urgency.
    pub urgency: Urgency,
    /// Why.
    pub reason: Code,
    /// Who answered at the time.
    pub during: Answering,
}

/// Someone joined.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ParticipantAdded {
    /// Who.
    pub participant: Participant,
    /// As what, such as `specialist` or `copied`.
    pub role: Code,
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Personal<String>>,
}

/// Someone left who had joined.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ParticipantRemoved {
    /// Who.
    pub participant: Participant,
}
