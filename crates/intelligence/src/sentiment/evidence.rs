//! What a mood rests on.

use super::{Mood, Span};

/// A word or phrase and what it weighed in its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Evidence {
    /// Where it stands.
    pub span: Span,
    /// What it weighed: negative, positive, or 0 when it was outweighed by politeness.
    pub weight: f32,
    /// Whether a negator turned it.
    pub negated: bool,
}

/// A mood and what it rests on.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// The mood.
    pub mood: Mood,
    /// The words that spoke, in order of place.
    pub evidence: Vec<Evidence>,
    /// What the trained model added to their sum; 0 where a language has none.
    pub model: f32,
}
