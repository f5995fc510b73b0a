//! Vectors of articles and of what is asked, where an encoder is configured.

use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;

use intelligence::encoder::{Encoder, Vector};
use intelligence::search::Nearness;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// What makes vectors; nothing when words alone are to count. Clones share it.
#[derive(Clone)]
pub struct Encoding {
    encoder: Option<Taking>,
    weight: f32,
    least: f32,
}

/// An encoder, and the turns at it: one for each processor. More at once would only take room from each other and from
/// whatever else is answered.
#[derive(Clone)]
struct Taking {
    encoder: Arc<dyn Encoder>,
    turns: Arc<Semaphore>,
}

impl Encoding {
    /// By words alone.
    #[must_use]
    pub const fn none() -> Self {
        Self { encoder: None, weight: 0.0, least: 0.0 }
    }

    /// By an encoder that runs in this process: what is asked is a customer's, and must not leave without their consent. Its
    /// ranking counts `weight`, where that of words counts 1; an article whose vector has a cosine of no more than `least` with that of
    /// the question is not found by it.
    #[must_use]
    pub fn by(encoder: impl Encoder + 'static, weight: f32, least: f32) -> Self {
        let processors = available_parallelism().map_or(1, NonZero::get);
        let (encoder, turns) = (Arc::new(encoder), Arc::new(Semaphore::new(processors)));
        Self { encoder: Some(Taking { encoder, turns }), weight, least }
    }

    pub(crate) const fn nearness<'a>(&self, vector: &'a Vector) -> Nearness<'a> {
        Nearness { vector, weight: self.weight, least: self.least }
    }

    /// The encoder's name and version; nothing when words alone count.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.encoder.as_ref().map(|taking| taking.encoder.name())
    }

    /// A vector for each text, in their order; none without an encoder, and for a text that it fails on, which is logged.
    pub(crate) async fn vectors(&self, texts: Vec<String>) -> Vec<Option<Vector>> {
        let Some(encoder) = self.encoder.clone() else { return vec![None; texts.len()] };
        let mut vectors = Vec::with_capacity(texts.len());
        for text in texts {
            vectors.push(vector(encoder.clone(), text).await);
        }
        vectors
    }
}

/// Encoders take the processor for milliseconds. Text by text, so that who stops waits for one.
async fn vector(Taking { encoder, turns }: Taking, text: String) -> Option<Vector> {
    let turn = turns.acquire_owned().await;
    let handle = Handle::current();
    let encode = move || {
        // Taken along: who asked may have gone, and the encoder still works.
        let _turn = turn;
        handle.block_on(encoder.encode(&[&text]))
    };
    match spawn_blocking(encode).await {
        Ok(Ok(mut vectors)) => vectors.pop(),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn failed(error: &(dyn std::error::Error + 'static)) -> Option<Vector> {
    tracing::warn!(error, "a text has no vector; words alone count for it");
    None
}

impl std::fmt::Debug for Encoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Encoding").field(&self.name()).finish()
    }
}
