//! Any event of any stream, and how it goes to bytes and back.

use schemars::Schema;
use vault::{Personal, PersonalField, PersonalFields, PersonalValue};

use crate::agent::AgentEvent;
use crate::article::ArticleEvent;
use crate::conversation::ConversationEvent;
use crate::customer::CustomerEvent;
use crate::ledger::LedgerEvent;
use crate::queue::QueueEvent;
use crate::upcast::{self, UPCASTS};

/// The events of one stream category; written by the `events!` macro only.
pub trait DomainEvent: PersonalFields + Sized + Clone + std::fmt::Debug + Send + Sync + 'static {
    /// What the names of its streams and events begin with.
    const CATEGORY: &'static str;

    /// The wire name, such as `conversation.opened`.
    fn event_type(&self) -> &'static str;

    /// The version of the shape, from 1.
    fn schema_version(&self) -> u32;

    /// The JSON bytes that are stored.
    ///
    /// # Errors
    /// When a personal field is still in the clear.
    fn encode(&self) -> Result<Vec<u8>, serde_json::Error>;

    /// Decodes a body of the current version; `None` when no event has the name.
    fn decode_current(event_type: &str, body: &[u8]) -> Option<Result<Self, serde_json::Error>>;

    /// The version that [`DomainEvent::encode`] writes; `None` when no event has the name.
    fn current_version(event_type: &str) -> Option<u32>;

    /// The JSON Schema of every event.
    fn schemas() -> Vec<EventSchema>;

    /// Decodes a stored body of any published version.
    ///
    /// # Errors
    /// See [`DecodeError`].
    fn decode(event_type: &str, version: u32, body: &[u8]) -> Result<Self, DecodeError> {
        let unknown = || DecodeError::Unknown { event_type: event_type.to_owned(), version };
        let current = Self::current_version(event_type).ok_or_else(unknown)?;
        let malformed = |source| DecodeError::Malformed { event_type: event_type.to_owned(), source };
        let decoded = if version == current {
            Self::decode_current(event_type, body)
        } else {
            let old = serde_json::from_slice(body).map_err(malformed)?;
            let body = upcast::to_version(UPCASTS, event_type, version, current, old).ok_or_else(unknown)?;
            Self::decode_current(event_type, body.to_string().as_bytes())
        };
        decoded.ok_or_else(unknown)?.map_err(malformed)
    }
}

/// The published shape of one event.
#[derive(Clone, Debug)]
pub struct EventSchema {
    /// The wire name.
    pub event_type: &'static str,
    /// The version of the shape.
    pub version: u32,
    /// Its JSON Schema.
    pub schema: Schema,
}

/// Why a stored body is not an event.
#[derive(thiserror::Error, Debug)]
pub enum DecodeError {
    /// No published event has this name and version; a newer program may have written it.
    #[error("no event {event_type} of version {version} is known")]
    Unknown {
        /// The name in the log.
        event_type: String,
        /// The version in the log.
        version: u32,
    },
    /// The body does not have the shape it names.
    #[error("the body of a {event_type} event is malformed")]
    Malformed {
        /// The name in the log.
        event_type: String,
        /// What is wrong.
        #[source]
        source: serde_json::Error,
    },
}

/// An event of any stream.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// Of a Conversation.
    Conversation(ConversationEvent),
    /// Of a Customer.
    Customer(CustomerEvent),
    /// Of an Agent.
    Agent(AgentEvent),
    /// Of a Queue.
    Queue(QueueEvent),
    /// Of the keeping of the log.
    Ledger(LedgerEvent),
    /// Of an article.
    Article(ArticleEvent),
}

impl Event {
    /// Decodes a stored body of any published version.
    ///
    /// # Errors
    /// See [`DecodeError`].
    pub fn decode(event_type: &str, version: u32, body: &[u8]) -> Result<Self, DecodeError> {
        match event_type.split('.').next().unwrap_or_default() {
            ConversationEvent::CATEGORY => ConversationEvent::decode(event_type, version, body).map(Self::Conversation),
            CustomerEvent::CATEGORY => CustomerEvent::decode(event_type, version, body).map(Self::Customer),
            AgentEvent::CATEGORY => AgentEvent::decode(event_type, version, body).map(Self::Agent),
            QueueEvent::CATEGORY => QueueEvent::decode(event_type, version, body).map(Self::Queue),
            LedgerEvent::CATEGORY => LedgerEvent::decode(event_type, version, body).map(Self::Ledger),
            ArticleEvent::CATEGORY => ArticleEvent::decode(event_type, version, body).map(Self::Article),
            _ => Err(DecodeError::Unknown { event_type: event_type.to_owned(), version }),
        }
    }

    /// The wire name.
    #[must_use]
    pub fn event_type(&self) -> &'static str {
        match self {
            Self::Conversation(event) => event.event_type(),
            Self::Customer(event) => event.event_type(),
            Self::Agent(event) => event.event_type(),
            Self::Queue(event) => event.event_type(),
            Self::Ledger(event) => event.event_type(),
            Self::Article(event) => event.event_type(),
        }
    }

    /// The version of the shape.
    #[must_use]
    pub fn schema_version(&self) -> u32 {
        match self {
            Self::Conversation(event) => event.schema_version(),
            Self::Customer(event) => event.schema_version(),
            Self::Agent(event) => event.schema_version(),
            Self::Queue(event) => event.schema_version(),
            Self::Ledger(event) => event.schema_version(),
            Self::Article(event) => event.schema_version(),
        }
    }

    /// The JSON bytes that are stored.
    ///
    /// # Errors
    /// When a personal field is still in the clear.
    pub fn encode(&self) -> Result<Vec<u8>, serde_json::Error> {
        match self {
            Self::Conversation(event) => event.encode(),
            Self::Customer(event) => event.encode(),
            Self::Agent(event) => event.encode(),
            Self::Queue(event) => event.encode(),
            Self::Ledger(event) => event.encode(),
            Self::Article(event) => event.encode(),
        }
    }

    /// The published shapes of all events of all streams.
    #[must_use]
    pub fn schemas() -> Vec<EventSchema> {
        [
            ConversationEvent::schemas(),
            CustomerEvent::schemas(),
            AgentEvent::schemas(),
            QueueEvent::schemas(),
            LedgerEvent::schemas(),
            ArticleEvent::schemas(),
        ]
        .concat()
    }
}

impl PersonalFields for Event {
    fn visit_personal(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField)) {
        match self {
            Self::Conversation(event) => event.visit_personal(visit),
            Self::Customer(event) => event.visit_personal(visit),
            Self::Agent(event) => event.visit_personal(visit),
            Self::Queue(event) => event.visit_personal(visit),
            Self::Ledger(event) => event.visit_personal(visit),
            Self::Article(event) => event.visit_personal(visit),
        }
    }
}

/// What of an event's field is personal.
pub(crate) trait VisitPersonal {
    /// Shows every personal value in it under `tag`.
    fn visit(&mut self, tag: &'static str, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField));
}

impl<T: PersonalValue> VisitPersonal for Personal<T>
where
    Self: PersonalField,
{
    fn visit(&mut self, tag: &'static str, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField)) {
        visit(tag, self);
    }
}

impl<T: VisitPersonal> VisitPersonal for Option<T> {
    fn visit(&mut self, tag: &'static str, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField)) {
        if let Some(value) = self {
            value.visit(tag, visit);
        }
    }
}

impl<T: VisitPersonal> VisitPersonal for Vec<T> {
    fn visit(&mut self, tag: &'static str, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField)) {
        for value in self {
            value.visit(tag, visit);
        }
    }
}
