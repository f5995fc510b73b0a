//! Encoders of others, run in this process by tract: BERT-like models that were exported to ONNX, with their WordPiece vocabulary.
//!
//! A folder holds `model.onnx` (or `onnx/model.onnx`) and `vocab.txt`, as sentence encoders are published. The model takes
//! `input_ids`, and `attention_mask` and `token_type_ids` when it has them, and answers with one vector for each token, which
//! are pooled, or with one for the text. Texts run one by one, so a vector does not depend on its neighbours, and the same
//! text gives the same vector on every run of one machine; processors of another kind may differ in the last bits.
//!
//! Opening tries the model out, with the shortest and the longest text, so that one that does not fit says so there.
//! Encoding takes the processor for milliseconds: call [`OnnxEncoder::vector`] where that does not hold up others.

mod basic;
mod error;
mod files;
mod graph;
mod load;
mod pool;
mod settings;
#[cfg(test)]
mod tests;
mod wordpiece;

use std::path::Path;

use async_trait::async_trait;

pub use error::OnnxError;
pub use settings::{OnnxSettings, Pooling};
pub use wordpiece::WordPiece;

use super::{Encoder, EncoderError, Vector};
use graph::Graph;

/// An encoder that runs a model in this process.
#[derive(Debug)]
pub struct OnnxEncoder {
    name: String,
    settings: OnnxSettings,
    pieces: WordPiece,
    graph: Graph,
}

impl OnnxEncoder {
    /// Opens the model and the vocabulary of a folder.
    ///
    /// # Errors
    /// When one is missing, or the model does not fit: see [`OnnxError`].
    pub fn open(folder: &Path, settings: OnnxSettings) -> Result<Self, OnnxError> {
        let model = files::model_in(folder)?;
        Self::from_files(&model, &folder.join("vocab.txt"), settings)
    }

    /// Opens a model and its vocabulary.
    ///
    /// # Errors
    /// See [`OnnxError`].
    pub fn from_files(model: &Path, vocabulary: &Path, settings: OnnxSettings) -> Result<Self, OnnxError> {
        let words = files::text(vocabulary)?;
        let pieces = WordPiece::parse(&words, settings.lowercase)?;
        let name = files::name(model, &words, &settings)?;
        let graph = Graph::open(model, &pieces, settings.most_tokens)?;
        Ok(Self { name, settings, pieces, graph })
    }

    /// How many components a vector has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.graph.width()
    }

    /// The vector of a text.
    ///
    /// # Errors
    /// When the model fails on it, or answers with numbers that are none.
    pub fn vector(&self, text: &str) -> Result<Vector, EncoderError> {
        Ok(Vector::of(self.pooled(text)?))
    }

    /// What the vector of a text is before its length is made 1.
    ///
    /// # Errors
    /// When the model fails on it, or answers with numbers that are none.
    pub fn pooled(&self, text: &str) -> Result<Vec<f32>, EncoderError> {
        let ids = self.ids(text);
        let unusable = |error: OnnxError| EncoderError::Unusable(error.to_string());
        let pooled = self.graph.run(&ids, self.settings.pooling).map_err(unusable)?;
        if pooled.iter().all(|component| component.is_finite()) {
            Ok(pooled)
        } else {
            Err(EncoderError::Unusable("components that are no numbers".to_owned()))
        }
    }

    /// What the model reads of a text.
    fn ids(&self, text: &str) -> Vec<i64> {
        let most = self.graph.most_tokens();
        if self.settings.prefix.is_empty() {
            return self.pieces.ids(text, most);
        }
        self.pieces.ids(&format!("{}{text}", self.settings.prefix), most)
    }
}

#[async_trait]
impl Encoder for OnnxEncoder {
    fn name(&self) -> &str {
        &self.name
    }

    async fn encode(&self, texts: &[&str]) -> Result<Vec<Vector>, EncoderError> {
        texts.iter().map(|text| self.vector(text)).collect()
    }
}
