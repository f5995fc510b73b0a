//! Inputs that several mutations share, and how they become values of the domain.

use async_graphql::{ID, InputObject, OneofObject};
use chrono::{DateTime, Utc};
use domain::conversation::{Answering, FieldValue, HandoffTarget, Priority, QueueTarget, SnoozeUntil};
use domain::ids::AttachmentId;
use domain::{CustomerId, Participant};
use uuid::Uuid;
use vault::Personal;

use super::envelope::Envelope;
use crate::graphql::node_id;
use crate::graphql::scalars::{Code, Long};
use crate::graphql::types::ParticipantKind;
use crate::graphql::user_error::UserError;

/// The longest turn, in characters.
const MAX_TEXT: usize = 65_536;
/// The longest note, comment or constraint, in characters.
const MAX_NOTE: usize = 10_000;
/// The longest line, such as a subject or a name, in characters.
const MAX_LINE: usize = 500;

/// What a command about a Conversation carries.
#[derive(InputObject, Clone, Debug)]
pub struct OnConversation {
    #[graphql(flatten)]
    pub(super) envelope: Envelope,
    /// Which Conversation.
    pub(super) conversation_id: ID,
}

/// Who answers, or is asked to.
#[derive(OneofObject, Clone, Debug)]
pub enum AnswererInput {
    /// The machine; always `true`.
    Assistant(bool),
    /// A queue.
    QueueId(ID),
    /// Anyone with a skill.
    Skill(SkillInput),
    /// One agent.
    AgentId(ID),
}

/// A skill at a level.
#[derive(InputObject, Clone, Debug)]
pub struct SkillInput {
    /// Which.
    pub(super) skill: Code,
    /// The least level, 1 to 10.
    #[graphql(default = 1)]
    pub(super) level: u8,
}

/// Someone who takes part.
#[derive(InputObject, Clone, Debug)]
pub struct ParticipantInput {
    /// What they are.
    pub(super) kind: ParticipantKind,
    /// Who; absent for the Assistant, and for the customer whose Conversation it is.
    pub(super) id: Option<ID>,
}

/// A file that belongs to a turn; it is kept elsewhere.
#[derive(InputObject, Clone, Debug)]
pub struct AttachmentInput {
    /// Its id; chosen by whoever keeps it.
    id: Uuid,
    /// Its media type, such as `image/png`.
    media_type: Code,
    /// Its size in bytes.
    size: Long,
    /// Where it is kept.
    reference: String,
    /// What the sender called it.
    name: Option<String>,
}

/// The value of a field.
#[derive(OneofObject, Clone, Debug)]
pub enum FieldValueInput {
    /// Free text; sealed.
    Text(String),
    /// A name from a list; in the clear.
    Code(Code),
    /// A whole number.
    Number(Long),
    /// No or yes.
    Flag(bool),
    /// A moment.
    Time(DateTime<Utc>),
}

/// Until when a Conversation sleeps.
#[derive(OneofObject, Clone, Copy, Debug)]
pub enum SnoozeUntilInput {
    /// A time; the customer's next turn wakes it too.
    Time(DateTime<Utc>),
    /// The customer's next turn alone; always `true`.
    NextTurn(bool),
}

impl AnswererInput {
    pub(super) fn target(&self, field: &'static str) -> Result<HandoffTarget, UserError> {
        Ok(match self {
            Self::Assistant(true) => HandoffTarget::Assistant,
            Self::Assistant(false) => return Err(UserError::invalid(field, "assistant is true or absent")),
            Self::QueueId(id) => HandoffTarget::Queue { queue: node_id::queue(id, field)? },
            Self::Skill(need) => HandoffTarget::Skill { skill: need.skill.0.clone(), level: need.level },
            Self::AgentId(id) => HandoffTarget::Agent { agent: node_id::agent(id, field)? },
        })
    }

    pub(super) fn answering(&self, field: &'static str) -> Result<Answering, UserError> {
        let target = self.target(field)?;
        Ok(match (target.queue(), target) {
            (Some(target), _) => Answering::Queue { target },
            (None, HandoffTarget::Agent { agent }) => Answering::Agent { agent },
            (None, HandoffTarget::Assistant | HandoffTarget::Queue { .. } | HandoffTarget::Skill { .. }) => {
                Answering::Assistant
            }
        })
    }

    pub(super) fn queue(&self, field: &'static str) -> Result<Option<QueueTarget>, UserError> {
        match self.target(field)? {
            HandoffTarget::Agent { .. } => Err(UserError::invalid(field, "a queue, a skill or the assistant")),
            target @ (HandoffTarget::Assistant | HandoffTarget::Queue { .. } | HandoffTarget::Skill { .. }) => {
                Ok(target.queue())
            }
        }
    }
}

impl SkillInput {
    /// The place where Conversations wait for it.
    #[must_use]
    pub fn queue_target(self) -> QueueTarget {
        QueueTarget::Skill { skill: self.skill.0, level: self.level }
    }
}

impl ParticipantInput {
    /// Who it is; `customer` is the one whose Conversation it is.
    pub(super) fn participant(
        &self,
        customer: Option<CustomerId>,
        field: &'static str,
    ) -> Result<Participant, UserError> {
        let needs_id = || UserError::invalid(field, "say who by their id");
        match (self.kind, &self.id) {
            (ParticipantKind::Assistant, _) => Ok(Participant::Assistant),
            (ParticipantKind::Customer, Some(id)) => Ok(Participant::Customer(node_id::customer(id, field)?)),
            (ParticipantKind::Customer, None) => customer.map(Participant::Customer).ok_or_else(needs_id),
            (ParticipantKind::Agent, Some(id)) => Ok(Participant::Agent(node_id::agent(id, field)?)),
            (ParticipantKind::Agent, None) => Err(needs_id()),
        }
    }
}

impl AttachmentInput {
    pub(super) fn attachment(self) -> Result<domain::conversation::Attachment, UserError> {
        Ok(domain::conversation::Attachment {
            id: AttachmentId(self.id),
            media_type: self.media_type.0,
            size: u64::try_from(self.size.0).map_err(|_| UserError::invalid("attachments", "a size is from 0"))?,
            reference: line(self.reference, "attachments")?,
            name: self.name.map(|name| line(name, "attachments")).transpose()?,
        })
    }
}

impl FieldValueInput {
    pub(super) fn value(self) -> Result<FieldValue, UserError> {
        Ok(match self {
            Self::Text(text) => FieldValue::Text(note(text, "value")?),
            Self::Code(code) => FieldValue::Code(code.0),
            Self::Number(number) => FieldValue::Number(number.0),
            Self::Flag(flag) => FieldValue::Flag(flag),
            Self::Time(time) => FieldValue::Time(time),
        })
    }
}

impl SnoozeUntilInput {
    pub(super) fn wake(self) -> Result<SnoozeUntil, UserError> {
        match self {
            Self::Time(at) => Ok(SnoozeUntil::Time { at }),
            Self::NextTurn(true) => Ok(SnoozeUntil::NextTurn),
            Self::NextTurn(false) => Err(UserError::invalid("until", "nextTurn is true or absent")),
        }
    }
}

/// A number from 1 to 5.
pub(super) fn priority(number: u8) -> Result<Priority, UserError> {
    Priority::try_from(number).map_err(|error| UserError::invalid("priority", &error.to_string()))
}

/// What is said in a turn.
pub(super) fn text(clear: String, field: &'static str) -> Result<Personal<String>, UserError> {
    bounded(clear, MAX_TEXT, field)
}

/// A few words.
pub(super) fn note(clear: String, field: &'static str) -> Result<Personal<String>, UserError> {
    bounded(clear, MAX_NOTE, field)
}

/// A few words, if there are any.
pub(super) fn maybe_note(clear: Option<String>, field: &'static str) -> Result<Option<Personal<String>>, UserError> {
    clear.map(|clear| note(clear, field)).transpose()
}

/// A line.
pub(super) fn line(clear: String, field: &'static str) -> Result<Personal<String>, UserError> {
    bounded(clear, MAX_LINE, field)
}

fn bounded(clear: String, most: usize, field: &'static str) -> Result<Personal<String>, UserError> {
    if clear.chars().count() > most {
        return Err(UserError::invalid(field, &format!("at most {most} characters")));
    }
    Ok(Personal::clear(clear))
}

/// The id of something new: what the client chose, or one that follows from the command's id, so that a repeat means
/// the same thing.
pub(super) fn new_id(chosen: Option<Uuid>, envelope: &Envelope, kind: &str) -> Uuid {
    chosen.unwrap_or_else(|| Uuid::new_v5(&envelope.command_id, kind.as_bytes()))
}
