//! What a model learns from.

use sha2::{Digest as _, Sha256};

use crate::words::WordVectors;

/// A text with what it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// The text.
    pub text: String,
    /// All that it is: usually one label; none for a text that is nothing the model should know.
    pub labels: Vec<String>,
}

impl Example {
    /// A text with its one label.
    #[must_use]
    pub fn new(text: impl Into<String>, label: impl Into<String>) -> Self {
        Self { text: text.into(), labels: vec![label.into()] }
    }

    /// A text that is out of scope.
    #[must_use]
    pub fn out_of_scope(text: impl Into<String>) -> Self {
        Self { text: text.into(), labels: Vec::new() }
    }
}

/// The SHA-256 of examples in their order, and of the words' vectors if there are some, in hexadecimal: names the data a model
/// was trained on.
#[must_use]
pub fn lineage(examples: &[Example], words: &WordVectors) -> String {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    };
    for example in examples {
        add(&example.text);
        example.labels.iter().for_each(|label| add(label));
        add("");
    }
    let mut bytes = Vec::with_capacity(words.bytes());
    words.write(&mut bytes);
    hash.update(bytes);
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
