//! Vectors of texts from a provider.

use std::sync::Arc;

use async_trait::async_trait;
use serde::Deserialize;
use serde_json::json;

use super::provider::{Priced, Provider, Usage};
use crate::encoder::{EncoderError, RemoteEncoder, Vector};
use crate::outgoing::Outgoing;

/// An encoder that asks a provider.
#[derive(Debug)]
pub struct HttpEncoder {
    provider: Arc<Provider>,
    model: String,
}

#[derive(Deserialize)]
struct Response {
    data: Vec<Embedding>,
    #[serde(default)]
    usage: Usage,
}

impl Priced for Response {
    fn usage(&self) -> Usage {
        self.usage
    }
}

#[derive(Deserialize)]
struct Embedding {
    embedding: Vec<f32>,
}

impl HttpEncoder {
    /// Asks this model of a provider.
    #[must_use]
    pub fn new(provider: Arc<Provider>, model: impl Into<String>) -> Self {
        Self { provider, model: model.into() }
    }
}

#[async_trait]
impl RemoteEncoder for HttpEncoder {
    async fn encode(&self, text: &Outgoing) -> Result<Vector, EncoderError> {
        if text.is_blank() {
            return Err(EncoderError::Unusable("there is nothing to read".to_owned()));
        }
        let body = json!({"model": self.model, "input": [text.as_str()]});
        let response: Response = self.provider.call("embeddings", &body).await?;
        only(response.data)
    }
}

/// The one vector that was asked for.
fn only(data: Vec<Embedding>) -> Result<Vector, EncoderError> {
    let count = data.len();
    let mut vectors = data.into_iter().map(|embedding| Vector::of(embedding.embedding));
    match vectors.next() {
        Some(vector) if count == 1 && vector.components().iter().any(|component| *component != 0.0) => Ok(vector),
        Some(_) if count == 1 => Err(EncoderError::Unavailable("a vector of nothing".to_owned())),
        Some(_) | None => Err(EncoderError::Unavailable(format!("{count} vectors for a text"))),
    }
}
