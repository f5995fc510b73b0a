//! Vectors of articles and of what is asked, where an encoder is configured.

use std::sync::Arc;

use intelligence::encoder::{Encoder, Vector};
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;

/// What makes vectors; nothing when words alone are to count. Clones share it.
#[derive(Clone)]
pub struct Encoding {
    encoder: Option<Arc<dyn Encoder>>,
    weight: f32,
}

impl Encoding {
    /// By words alone.
    #[must_use]
    pub const fn none() -> Self {
        Self { encoder: None, weight: 0.0 }
    }

    /// By an encoder that runs in this process: what is asked is a customer's, and must not leave without their consent. Its
    /// ranking counts this much, where that of words counts 1.
    #[must_use]
    pub fn by(encoder: impl Encoder + 'static, weight: f32) -> Self {
        Self { encoder: Some(Arc::new(encoder)), weight }
    }

    pub(crate) const fn weight(&self) -> f32 {
        self.weight
    }

    /// The encoder's name and version; nothing when words alone count.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.encoder.as_deref().map(Encoder::name)
    }

    /// A vector for each text, in their order; none without an encoder, and for a text that it fails on, which is logged.
    pub(crate) async fn vectors(&self, texts: Vec<String>) -> Vec<Option<Vector>> {
        let Some(encoder) = self.encoder.clone() else { return vec![None; texts.len()] };
        let (count, handle) = (texts.len(), Handle::current());
        // Encoders take the processor for milliseconds.
        let made = spawn_blocking(move || {
            let one = |text: &String| handle.block_on(encoder.encode(&[text])).map(|mut vectors| vectors.pop());
            texts.iter().map(|text| one(text).unwrap_or_else(|error| failed(&error))).collect()
        });
        made.await.unwrap_or_else(|error| {
            failed(&error);
            vec![None; count]
        })
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
