//! Which stream an event stands in.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::{AgentId, ArticleId, ConversationId, CustomerId, LedgerId, QueueId};

/// The stream of one aggregate, named `<category>-<uuid>`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum StreamId {
    /// A Conversation's.
    Conversation(ConversationId),
    /// A Customer's.
    Customer(CustomerId),
    /// An Agent's.
    Agent(AgentId),
    /// A Queue's.
    Queue(QueueId),
    /// That of the keeping of the log.
    Ledger(LedgerId),
    /// An article's.
    Article(ArticleId),
}

/// Why a text names no stream.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
#[error("no stream is named so: a stream is conversation-, customer-, agent-, queue-, ledger- or article- and a uuid")]
pub struct InvalidStream;

impl StreamId {
    /// What stands before the id.
    #[must_use]
    pub fn category(self) -> &'static str {
        match self {
            Self::Conversation(_) => "conversation",
            Self::Customer(_) => "customer",
            Self::Agent(_) => "agent",
            Self::Queue(_) => "queue",
            Self::Ledger(_) => "ledger",
            Self::Article(_) => "article",
        }
    }

    /// The id.
    #[must_use]
    pub fn uuid(self) -> Uuid {
        match self {
            Self::Conversation(id) => id.0,
            Self::Customer(id) => id.0,
            Self::Agent(id) => id.0,
            Self::Queue(id) => id.0,
            Self::Ledger(id) => id.0,
            Self::Article(id) => id.0,
        }
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.category(), self.uuid())
    }
}

impl FromStr for StreamId {
    type Err = InvalidStream;

    fn from_str(name: &str) -> Result<Self, InvalidStream> {
        let (category, id) = name.split_once('-').ok_or(InvalidStream)?;
        let id = Uuid::parse_str(id).map_err(|_| InvalidStream)?;
        match category {
            "conversation" => Ok(Self::Conversation(ConversationId(id))),
            "customer" => Ok(Self::Customer(CustomerId(id))),
            "agent" => Ok(Self::Agent(AgentId(id))),
            "queue" => Ok(Self::Queue(QueueId(id))),
            "ledger" => Ok(Self::Ledger(LedgerId(id))),
            "article" => Ok(Self::Article(ArticleId(id))),
            _ => Err(InvalidStream),
        }
    }
}
