//! What makes vectors of articles and questions.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::named;

/// What makes vectors of articles and questions.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EncoderSettings {
    /// Which: none, so that words alone count; what is built in; one from a folder; or one of the provider.
    #[serde(deserialize_with = "named::one")]
    pub kind: EncoderKind,
    /// The folder of `model.onnx` and `vocab.txt`.
    pub folder: Option<PathBuf>,
    /// How much the ranking by vectors counts, where that by words counts 1.
    pub weight: Option<f32>,
    /// How much an article's vector must point alike with the question's, from 0 to 1, to be found by it.
    pub least: Option<f32>,
    /// How the vectors of a text's parts become one.
    #[serde(deserialize_with = "named::one")]
    pub pooling: EncoderPooling,
    /// Whether its vocabulary is of small letters without accents.
    pub lowercase: bool,
    /// How many parts of a text it reads.
    pub most_tokens: usize,
    /// What is put before each text.
    pub prefix: String,
}

/// Which encoder.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EncoderKind {
    /// Words alone count.
    None,
    /// The one that is built in, which knows spelling and no meaning.
    Hashed,
    /// One that was exported to ONNX, run in this process.
    Onnx,
    /// One of the provider.
    Http,
}

/// How the vectors of a text's parts become one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EncoderPooling {
    /// Their mean.
    Mean,
    /// The first.
    Cls,
}

#[cfg(feature = "onnx")]
impl EncoderSettings {
    /// How the encoder of the folder is used.
    pub fn onnx(&self) -> intelligence::encoder::onnx::OnnxSettings {
        use intelligence::encoder::onnx::{OnnxSettings, Pooling};

        let pooling = match self.pooling {
            EncoderPooling::Mean => Pooling::Mean,
            EncoderPooling::Cls => Pooling::Cls,
        };
        let (lowercase, most_tokens, prefix) = (self.lowercase, self.most_tokens, self.prefix.clone());
        OnnxSettings { pooling, lowercase, most_tokens, prefix }
    }
}

impl Default for EncoderSettings {
    fn default() -> Self {
        Self {
            kind: EncoderKind::None,
            folder: None,
            weight: None,
            least: None,
            pooling: EncoderPooling::Mean,
            lowercase: true,
            most_tokens: 128,
            prefix: String::new(),
        }
    }
}
