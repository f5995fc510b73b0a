//! Opaque ids: what `node` takes and every object has.

use std::fmt;
use std::str::FromStr;

use async_graphql::{Error, ID};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{AgentId, ArticleId, ConversationId, CustomerId, HandoffId, QueueId, TurnId};
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::access::fault;
use crate::error_code::ErrorCode;

/// A thing with an id. A turn is found through its Conversation, so its id names both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NodeId {
    /// A Conversation.
    Conversation(ConversationId),
    /// A turn of a Conversation.
    Turn(ConversationId, TurnId),
    /// A customer.
    Customer(CustomerId),
    /// An agent.
    Agent(AgentId),
    /// A queue.
    Queue(QueueId),
    /// A Handoff.
    Handoff(HandoffId),
    /// An article.
    Article(ArticleId),
}

/// The bytes of the longest plain id, that of a turn.
const LONGEST: usize = "turn".len() + 2 * (1 + Hyphenated::LENGTH);

impl NodeId {
    /// What kind of thing, its id, and before that the id of what it is found through.
    fn parts(self) -> (&'static str, Option<Uuid>, Uuid) {
        match self {
            Self::Conversation(id) => ("conversation", None, id.0),
            Self::Turn(conversation, id) => ("turn", Some(conversation.0), id.0),
            Self::Customer(id) => ("customer", None, id.0),
            Self::Agent(id) => ("agent", None, id.0),
            Self::Queue(id) => ("queue", None, id.0),
            Self::Handoff(id) => ("handoff", None, id.0),
            Self::Article(id) => ("article", None, id.0),
        }
    }

    fn plain(self) -> String {
        let (kind, within, id) = self.parts();
        let mut plain = String::with_capacity(LONGEST);
        plain.push_str(kind);
        for id in within.into_iter().chain([id]) {
            plain.push(':');
            plain.push_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        }
        plain
    }
}

/// The opaque form, which is also what an [`ID`] is made from.
impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.plain()))
    }
}

/// Why a text names nothing.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("not an id of this api")]
pub struct InvalidId;

impl FromStr for NodeId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidId)?;
        let plain = String::from_utf8(bytes).map_err(|_| InvalidId)?;
        let mut parts = plain.split(':');
        let kind = parts.next().unwrap_or_default();
        let mut uuid = || parts.next().and_then(|part| Uuid::parse_str(part).ok()).ok_or(InvalidId);
        let id = match kind {
            "conversation" => Self::Conversation(ConversationId(uuid()?)),
            "turn" => Self::Turn(ConversationId(uuid()?), TurnId(uuid()?)),
            "customer" => Self::Customer(CustomerId(uuid()?)),
            "agent" => Self::Agent(AgentId(uuid()?)),
            "queue" => Self::Queue(QueueId(uuid()?)),
            "handoff" => Self::Handoff(HandoffId(uuid()?)),
            "article" => Self::Article(ArticleId(uuid()?)),
            _ => return Err(InvalidId),
        };
        if parts.next().is_some() { Err(InvalidId) } else { Ok(id) }
    }
}

/// Any id.
///
/// # Errors
/// `BAD_REQUEST` when the text is none.
pub fn parse(id: &ID) -> Result<NodeId, Error> {
    id.as_str().parse().map_err(|_| fault(ErrorCode::BadRequest, "not an id of this api"))
}

/// An id of another kind than the field asks for, or none at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadId {
    /// The input field.
    pub field: &'static str,
    /// What it must be the id of.
    pub kind: &'static str,
}

impl BadId {
    /// What is wrong, to be read behind the field's name.
    #[must_use]
    pub fn complaint(self) -> String {
        let article = if self.kind.starts_with('a') { "an" } else { "a" };
        format!("not the id of {article} {}", self.kind)
    }
}

impl From<BadId> for Error {
    fn from(bad: BadId) -> Self {
        fault(ErrorCode::BadRequest, &format!("{} is {}", bad.field, bad.complaint()))
    }
}

/// Writes `fn name(id, field)` that takes an opaque id of one kind, or its plain UUID.
macro_rules! id_parsers {
    ($($(#[$doc:meta])* $name:ident: $pattern:pat => $found:expr, $type:path;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// When it is another kind of id, or none.
        pub fn $name(id: &ID, field: &'static str) -> Result<$type, BadId> {
            if let Ok(uuid) = Uuid::parse_str(id.as_str()) {
                return Ok($type(uuid));
            }
            match id.as_str().parse() {
                Ok($pattern) => Ok($found),
                Ok(_) | Err(InvalidId) => Err(BadId { field, kind: stringify!($name) }),
            }
        }
    )*};
}

id_parsers! {
    /// The id of a Conversation.
    conversation: NodeId::Conversation(id) => id, ConversationId;
    /// The id of a turn.
    turn: NodeId::Turn(_, id) => id, TurnId;
    /// The id of a customer.
    customer: NodeId::Customer(id) => id, CustomerId;
    /// The id of an agent.
    agent: NodeId::Agent(id) => id, AgentId;
    /// The id of a queue.
    queue: NodeId::Queue(id) => id, QueueId;
    /// The id of a Handoff.
    handoff: NodeId::Handoff(id) => id, HandoffId;
    /// The id of an article.
    article: NodeId::Article(id) => id, ArticleId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_as_they_went() {
        let uuid = Uuid::from_u128(7);
        for id in [
            NodeId::Conversation(ConversationId(uuid)),
            NodeId::Turn(ConversationId(uuid), TurnId(Uuid::from_u128(8))),
            NodeId::Customer(CustomerId(uuid)),
            NodeId::Agent(AgentId(uuid)),
            NodeId::Queue(QueueId(uuid)),
            NodeId::Handoff(HandoffId(uuid)),
            NodeId::Article(ArticleId(uuid)),
        ] {
            assert_eq!(ID::from(id).as_str().parse(), Ok(id));
        }
    }

    /// Clients keep them.
    #[test]
    fn ids_are_written_as_ever() {
        let (conversation, turn) = (ConversationId(Uuid::from_u128(7)), TurnId(Uuid::from_u128(8)));
        let plain = NodeId::Turn(conversation, turn).plain();
        assert_eq!(plain, "turn:00000000-0000-0000-0000-000000000007:00000000-0000-0000-0000-000000000008");
        assert_eq!(plain.len(), LONGEST);
        let opaque = "Y29udmVyc2F0aW9uOjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwNw";
        assert_eq!(NodeId::Conversation(conversation).to_string(), opaque);
    }

    #[test]
    fn other_texts_and_other_kinds_are_turned_down() {
        assert_eq!("".parse::<NodeId>(), Err(InvalidId));
        assert_eq!("!!".parse::<NodeId>(), Err(InvalidId));
        let agent = ID::from(NodeId::Agent(AgentId(Uuid::from_u128(7))));
        assert!(conversation(&agent, "conversationId").is_err());
        assert_eq!(agent_of(&agent), Uuid::from_u128(7));
    }

    fn agent_of(id: &ID) -> Uuid {
        agent(id, "agentId").unwrap().0
    }
}
