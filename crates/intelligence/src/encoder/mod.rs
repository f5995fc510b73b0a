//! Vectors of sentences: one trait, and the encoders behind it.
//!
//! Built in is [`Hashed`], which needs nothing. With the feature `onnx`, encoders of others run in this process; with the feature
//! `http`, a provider is asked, and nothing leaves that was not checked: see [`Outgoing`](crate::outgoing::Outgoing).
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

/// Why there are no vectors.
#[derive(thiserror::Error, Debug)]
pub enum EncoderError {
    /// The encoder is away, refuses, or takes too long; again later.
    #[error("the encoder is unavailable: {0}")]
    Unavailable(String),
    /// It answers, but not with vectors of these texts.
    #[error("the encoder answers with something else: {0}")]
    Unusable(String),
    /// The text may not leave.
    #[error("the text may not leave: {0}")]
    Withheld(String),
}
