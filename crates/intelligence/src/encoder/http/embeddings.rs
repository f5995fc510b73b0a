//! Vectors of texts from a provider.

use std::sync::Arc;

use async_trait::async_trait;
use serde::Deserialize;
use serde_json::json;

use super::provider::{Priced, Provider, Usage};
use crate::encoder::{Encoder, EncoderError, Vector};
use crate::outgoing::{Consent, Outgoing};
use crate::personal::PersonalGuard;

/// The most texts in one request: providers have limits, and a large request is lost whole.
const MOST_TEXTS: usize = 128;

/// An encoder that asks a provider. It takes personal data out of every text, and encodes texts of one kind of consent only.
#[derive(Debug)]
pub struct HttpEncoder {
    provider: Arc<Provider>,
    guard: PersonalGuard,
    consent: Consent,
    name: String,
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
    index: usize,
    embedding: Vec<f32>,
}

impl HttpEncoder {
    /// Asks this provider for texts of this consent.
    #[must_use]
    pub fn new(provider: Arc<Provider>, guard: PersonalGuard, consent: Consent) -> Self {
        let name = format!("http/{}", provider.settings().model);
        Self { provider, guard, consent, name }
    }

    async fn ask(&self, texts: &[Outgoing]) -> Result<Vec<Vector>, EncoderError> {
        let input: Vec<&str> = texts.iter().map(Outgoing::as_str).collect();
        let body = json!({"model": self.provider.settings().model, "input": input});
        let response: Response = self.provider.call("embeddings", &body).await?;
        in_order(response.data, texts.len())
    }
}

#[async_trait]
impl Encoder for HttpEncoder {
    fn name(&self) -> &str {
        &self.name
    }

    async fn encode(&self, texts: &[&str]) -> Result<Vec<Vector>, EncoderError> {
        let outgoing: Result<Vec<_>, _> =
            texts.iter().map(|text| Outgoing::new(text, None, &self.guard, self.consent)).collect();
        let outgoing = outgoing.map_err(|withheld| EncoderError::Withheld(withheld.to_string()))?;
        // Providers turn a whole request down for one empty text.
        let (said, blank): (Vec<_>, Vec<_>) = outgoing.into_iter().enumerate().partition(|(_, text)| !text.is_blank());
        let (places, said): (Vec<usize>, Vec<Outgoing>) = said.into_iter().unzip();
        let mut vectors = Vec::with_capacity(said.len());
        for texts in said.chunks(MOST_TEXTS) {
            vectors.extend(self.ask(texts).await?);
        }
        let width = vectors.first().map_or(0, Vector::width);
        if vectors.iter().any(|vector| vector.width() != width) {
            return Err(EncoderError::Unusable("vectors of different widths".to_owned()));
        }
        let nothing = blank.into_iter().map(|(place, _)| (place, Vector::of(vec![0.0; width])));
        let mut placed: Vec<_> = places.into_iter().zip(vectors).chain(nothing).collect();
        placed.sort_by_key(|(place, _)| *place);
        Ok(placed.into_iter().map(|(_, vector)| vector).collect())
    }
}

/// The provider numbers its vectors and may send them in any order.
fn in_order(mut data: Vec<Embedding>, count: usize) -> Result<Vec<Vector>, EncoderError> {
    data.sort_by_key(|embedding| embedding.index);
    let is_whole = data.len() == count && data.iter().enumerate().all(|(place, embedding)| embedding.index == place);
    if !is_whole || data.iter().any(|embedding| embedding.embedding.is_empty()) {
        return Err(EncoderError::Unusable(format!("{} vectors for {count} texts", data.len())));
    }
    Ok(data.into_iter().map(|embedding| Vector::of(embedding.embedding)).collect())
}
