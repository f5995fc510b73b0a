//! What is true of customer service: events, states, rules. Synchronous; no I/O, no clock, no randomness.
//!
//! There are seven streams: [`conversation`], [`customer`], [`agent`], [`queue`], [`ledger`], [`model`] and [`article`]. Each has
//! its events, a state that is a fold over them, and the refusals its rules give. Facts that come from a clock, a random source or another
//! stream enter as values in a command, decided before the event is.

pub mod actor;
pub mod agent;
pub mod aggregate;
pub mod article;
pub mod code;
pub mod conversation;
pub mod customer;
pub mod event;
pub mod ids;
pub mod language;
pub mod ledger;
mod macros;
pub mod model;
pub mod participant;
pub mod queue;
pub mod samples;
pub mod stream;
pub mod upcast;

pub use actor::Actor;
pub use aggregate::{Aggregate, Meta, Refusal};
pub use code::{Code, InvalidCode};
pub use event::{DecodeError, DomainEvent, Event};
pub use ids::{AgentId, ArticleId, ConversationId, CustomerId, HandoffId, LedgerId, ModelId, QueueId, TurnId};
pub use language::Language;
pub use participant::Participant;
pub use stream::{InvalidStream, StreamId};
