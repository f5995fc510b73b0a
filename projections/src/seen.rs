//! An event as views see it, and why a view may not take it.

use chrono::{DateTime, Utc};
use domain::{AgentId, ArticleId, ConversationId, CustomerId, Event, QueueId, StreamId};
use event_store::{RecordedEvent, Tenant};
use uuid::Uuid;

/// An event of the log, decoded once for all views.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// As it stands in the log.
    pub recorded: &'a RecordedEvent,
    /// What it says.
    pub event: &'a Event,
    /// Of what it tells.
    pub stream: StreamId,
}

impl Seen<'_> {
    /// Whose log.
    #[must_use]
    pub fn tenant(&self) -> Tenant {
        self.recorded.tenant.clone()
    }

    /// The id to which its sealed fields are bound.
    #[must_use]
    pub fn event_id(&self) -> Uuid {
        self.recorded.event_id
    }

    /// When it happened.
    #[must_use]
    pub fn at(&self) -> DateTime<Utc> {
        self.recorded.occurred_at
    }

    /// The Conversation of its stream; the runner has seen to it that the stream is that of the event.
    pub(crate) fn conversation(&self) -> ConversationId {
        ConversationId(self.stream.uuid())
    }

    pub(crate) fn customer(&self) -> CustomerId {
        CustomerId(self.stream.uuid())
    }

    pub(crate) fn agent(&self) -> AgentId {
        AgentId(self.stream.uuid())
    }

    pub(crate) fn queue(&self) -> QueueId {
        QueueId(self.stream.uuid())
    }

    pub(crate) fn article(&self) -> ArticleId {
        ArticleId(self.stream.uuid())
    }
}

/// Why a view cannot take an event. Says nothing of what the event holds.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum Poison {
    /// It cannot be decoded.
    #[error("{0}")]
    Undecodable(String),
    /// The stream is of another kind than the event.
    #[error("the event stands in a stream of another kind")]
    Misplaced,
    /// It tells of something that never began.
    #[error("the stream does not begin with the beginning of its {0}")]
    NeverBegan(&'static str),
    /// It tells of a turn that was never recorded.
    #[error("the event names a turn that was never recorded")]
    NoSuchTurn,
    /// A personal field is not sealed.
    #[error("a personal field is in the clear")]
    InTheClear,
}
