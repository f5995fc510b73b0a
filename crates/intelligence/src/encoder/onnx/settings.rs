//! How a model's answer becomes a vector.

/// How the vectors of the tokens become one of the text; a model that answers with one for the text is taken at its word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pooling {
    /// The mean over all tokens.
    Mean,
    /// That of the first token, `[CLS]`.
    Cls,
}

/// What a model's card says about its use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OnnxSettings {
    /// How the vectors of the tokens become one.
    pub pooling: Pooling,
    /// Whether the vocabulary is of small letters without accents ("uncased").
    pub lowercase: bool,
    /// How many tokens of a text are read, the two at its ends among them.
    pub most_tokens: usize,
    /// What is put before each text, such as `query: `.
    pub prefix: String,
}

impl Default for OnnxSettings {
    /// As most sentence encoders: mean, uncased, 128 tokens, no prefix.
    fn default() -> Self {
        Self { pooling: Pooling::Mean, lowercase: true, most_tokens: 128, prefix: String::new() }
    }
}
