//! Asking a provider with an OpenAI-compatible interface: vectors of texts, and answers of a given shape.
//!
//! Nothing leaves but an [`Outgoing`](crate::outgoing::Outgoing) text, which can only be made by taking personal data out of it with the customer's
//! consent. Each call has a time limit, is tried again when that helps, counts against a [`Budget`], and is not made while
//! the provider keeps failing ([`Breaker`]). What comes back is a fact with a name and a version, to be recorded: nobody asks
//! again to tell what happened.
//!
//! An address with `https` is asked over TLS by rustls with the system's certificates; one with `http` is asked in the clear,
//! which suits a model on the same machine. Redirections are not followed, and answers are read up to a limit.
//! [`ProviderError`] quotes neither texts nor keys.

mod attempt;
mod breaker;
mod budget;
mod chat;
mod choosing;
mod embeddings;
mod error;
mod provider;
mod settings;
#[cfg(test)]
mod tests;

pub use breaker::Breaker;
pub use budget::{Budget, Spent};
pub use chat::{Answer, Question};
pub use embeddings::HttpEncoder;
pub use error::ProviderError;
pub use provider::{Provider, Usage};
pub use settings::ProviderSettings;
