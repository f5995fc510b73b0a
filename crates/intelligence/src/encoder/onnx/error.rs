//! Why an encoder cannot be opened.

use std::path::PathBuf;

/// Why an encoder cannot be opened.
#[derive(thiserror::Error, Debug)]
pub enum OnnxError {
    /// A file cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The folder holds no model.
    #[error("{folder} holds neither model.onnx nor onnx/model.onnx")]
    NoModel {
        /// Which folder.
        folder: PathBuf,
    },
    /// The vocabulary lacks a token that every text needs.
    #[error("the vocabulary has no {0}: it is not one of BERT's WordPiece")]
    NoToken(&'static str),
    /// The file is no model, or one with operations that are not known.
    #[error("the model cannot be read: {0}")]
    NotAModel(String),
    /// The model takes something that a text does not have.
    #[error("the model takes {found}; known are input_ids (which it must), attention_mask and token_type_ids")]
    Inputs {
        /// What it takes.
        found: String,
    },
    /// The model's answer is not a vector for each token, nor one for the text.
    #[error("for {tokens} tokens the model answers with {found}; needed is 1 x {tokens} x width, or 1 x width")]
    Outputs {
        /// How many tokens it was asked with.
        tokens: usize,
        /// The shapes it answered with.
        found: String,
    },
    /// The model reads texts of one length only, and cannot be told how much of that is text.
    #[error("the model reads exactly {tokens} tokens and takes no attention_mask")]
    NoMask {
        /// The length.
        tokens: usize,
    },
    /// Too few tokens to read a text.
    #[error("a text needs at least 3 tokens, not {0}")]
    TooShort(usize),
    /// The model fails.
    #[error("the model fails: {0}")]
    Failed(String),
}
