//! What the columns of the list hold.

use domain::conversation::{Answering, FieldValue, QueueTarget, RatingScale};
use domain::{Code, Participant};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Sealed;

use crate::column::named;

/// Whether there is something to do in a Conversation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ConversationStatus {
    /// There is.
    Open,
    /// Not for a while.
    Snoozed,
    /// The matter is settled.
    Resolved,
    /// It ended for good.
    Closed,
    /// It goes on elsewhere.
    Merged,
}

named!(ConversationStatus {
    Open "open", Snoozed "snoozed", Resolved "resolved", Closed "closed", Merged "merged",
});

/// What kind of participant answers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AnsweringKind {
    /// The machine.
    Assistant,
    /// Nobody, until a queue is served.
    Queue,
    /// An agent.
    Agent,
}

named!(AnsweringKind { Assistant "assistant", Queue "queue", Agent "agent" });

impl From<&Answering> for AnsweringKind {
    fn from(answering: &Answering) -> Self {
        match answering {
            Answering::Assistant => Self::Assistant,
            Answering::Queue { .. } => Self::Queue,
            Answering::Agent { .. } => Self::Agent,
        }
    }
}

/// Whose move it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum WaitingFor {
    /// The customer's.
    Customer,
    /// Ours.
    Service,
    /// Nobody's.
    Nobody,
}

named!(WaitingFor { Customer "customer", Service "service", Nobody "nobody" });

/// Where a Conversation waits, as one text: `queue:<uuid>` or `skill:<code>:<level>`.
#[must_use]
pub fn queue_key(target: &QueueTarget) -> String {
    match target {
        QueueTarget::Queue { queue } => format!("queue:{queue}"),
        QueueTarget::Skill { skill, level } => format!("skill:{skill}:{level}"),
    }
}

/// The value of a field.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FieldEntry {
    /// The event a sealed text is bound to; its tag is [`domain::conversation::event::FIELD_VALUE_TAG`].
    pub event: Uuid,
    /// The value.
    pub value: FieldValue,
}

/// Someone who joined.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ParticipantEntry {
    /// Who.
    pub participant: Participant,
    /// As what.
    pub role: Code,
    /// What they are called; its tag is [`domain::conversation::event::PARTICIPANT_NAME_TAG`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Sealed>,
    /// The event the name is bound to.
    pub event: Uuid,
}

/// A verdict.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RatingEntry {
    /// Who gave it.
    pub by: Participant,
    /// What is measured.
    pub scale: RatingScale,
    /// How much, on that scale.
    pub score: u8,
    /// What they wrote with it; its tag is [`domain::conversation::event::RATING_COMMENT_TAG`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Sealed>,
    /// The event the comment is bound to.
    pub event: Uuid,
}
