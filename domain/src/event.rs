//! Any event of any stream, and how it goes to bytes and back.

use schemars::Schema;
use vault::{Personal, PersonalField, PersonalFields, PersonalValue};

use crate::agent::AgentEvent;
use crate::article::ArticleEvent;
use crate::conversation::ConversationEvent;
use crate::customer::CustomerEvent;
use crate::ledger::LedgerEvent;
use crate::model::ModelEvent;
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

/// Declares [`Event`]: each kind of stream with its events, and the way to them.
macro_rules! streams {
    ($( $(#[$doc:meta])* $variant:ident($event:ident) $as:ident; )*) => {
        /// An event of any stream.
        #[derive(Clone, PartialEq, Debug)]
        pub enum Event {
            $( $(#[$doc])* $variant($event), )*
        }

        $(
            impl From<$event> for Event {
                fn from(event: $event) -> Self {
                    Self::$variant(event)
                }
            }
        )*

        impl Event {
            /// Decodes a stored body of any published version.
            ///
            /// # Errors
            /// See [`DecodeError`].
            pub fn decode(event_type: &str, version: u32, body: &[u8]) -> Result<Self, DecodeError> {
                match event_type.split('.').next().unwrap_or_default() {
                    $( $event::CATEGORY => $event::decode(event_type, version, body).map(Self::$variant), )*
                    _ => Err(DecodeError::Unknown { event_type: event_type.to_owned(), version }),
                }
            }

            /// Whether this program can tell what an event of this type and version says.
            #[must_use]
            pub fn is_known(event_type: &str, version: u32) -> bool {
                let current = match event_type.split('.').next().unwrap_or_default() {
                    $( $event::CATEGORY => $event::current_version(event_type), )*
                    _ => None,
                };
                current.is_some_and(|current| version <= current)
            }

            $(
                $(#[$doc])*
                #[must_use]
                pub fn $as(&self) -> Option<&$event> {
                    if let Self::$variant(event) = self { Some(event) } else { None }
                }
            )*

            /// What the names of its stream and of itself begin with.
            #[must_use]
            pub fn category(&self) -> &'static str {
                match self { $( Self::$variant(_) => $event::CATEGORY, )* }
            }

            /// The wire name.
            #[must_use]
            pub fn event_type(&self) -> &'static str {
                match self { $( Self::$variant(event) => event.event_type(), )* }
            }

            /// The version of the shape.
            #[must_use]
            pub fn schema_version(&self) -> u32 {
                match self { $( Self::$variant(event) => event.schema_version(), )* }
            }

            /// The JSON bytes that are stored.
            ///
            /// # Errors
            /// When a personal field is still in the clear.
            pub fn encode(&self) -> Result<Vec<u8>, serde_json::Error> {
                match self { $( Self::$variant(event) => event.encode(), )* }
            }

            /// The published shapes of all events of all streams.
            #[must_use]
            pub fn schemas() -> Vec<EventSchema> {
                [$( $event::schemas(), )*].concat()
            }
        }

        impl PersonalFields for Event {
            fn visit_personal(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField)) {
                match self { $( Self::$variant(event) => event.visit_personal(visit), )* }
            }
        }
    };
}

streams! {
    /// Of a Conversation.
    Conversation(ConversationEvent) as_conversation;
    /// Of a Customer.
    Customer(CustomerEvent) as_customer;
    /// Of an Agent.
    Agent(AgentEvent) as_agent;
    /// Of a Queue.
    Queue(QueueEvent) as_queue;
    /// Of the keeping of the log.
    Ledger(LedgerEvent) as_ledger;
    /// Of a model.
    Model(ModelEvent) as_model;
    /// Of an article.
    Article(ArticleEvent) as_article;
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
