//! Vectors of sentences: one trait for encoders in this process, one for those outside it.
//!
//! Built in is [`Hashed`], which needs nothing. With the feature `onnx`, encoders of others run in this process; with the feature
//! `http`, a provider is asked. A [`RemoteEncoder`] takes nothing but an [`Outgoing`] text, so what was not checked cannot leave.
//!
//! A [`head`] learns labels from vectors; the [`search`](crate::search) in articles ranks by them too.

mod hashed;
pub mod head;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "onnx")]
pub mod onnx;
mod vector;

pub use hashed::Hashed;
pub use vector::Vector;

use async_trait::async_trait;

use crate::outgoing::Outgoing;

/// Makes vectors of texts, such that texts that mean alike have vectors that point alike.
#[async_trait]
pub trait Encoder: Send + Sync {
    /// Its name and version: vectors of different encoders are not compared.
    fn name(&self) -> &str;

    /// One vector of length 1 for each text, in their order.
    ///
    /// # Errors
    /// When the encoder cannot be reached, or answers with something else.
    async fn encode(&self, texts: &[&str]) -> Result<Vec<Vector>, EncoderError>;
}

/// Makes vectors like an [`Encoder`], outside this process. What it answers is a fact, to be recorded and not asked for again.
#[async_trait]
pub trait RemoteEncoder: Send + Sync + std::fmt::Debug {
    /// The vector of a text, of length 1.
    ///
    /// # Errors
    /// See [`EncoderError`].
    async fn encode(&self, text: &Outgoing) -> Result<Vector, EncoderError>;
}

/// Why there are no vectors.
#[derive(thiserror::Error, Debug)]
pub enum EncoderError {
    /// Nobody was asked: it is left alone for a while, or enough was asked for now.
    #[error("nobody is asked for now: {0}")]
    NotAsked(String),
    /// The encoder is away, takes nothing, takes too long, or answers with something else; again later.
    #[error("the encoder is unavailable: {0}")]
    Unavailable(String),
    /// It is there, and has no vectors of these texts.
    #[error("the encoder has no vector of the text: {0}")]
    Unusable(String),
}
