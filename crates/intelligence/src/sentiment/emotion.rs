//! The emotions that words name.

use super::Span;

/// An emotion, of the small set that a service acts upon.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Emotion {
    /// Annoyance to fury, and the complaint that comes of it.
    Anger,
    /// Worry to panic.
    Fear,
    /// Sorrow, despair.
    Sadness,
    /// Pleasure, satisfaction, relief.
    Joy,
    /// Less than was hoped for.
    Disappointment,
    /// Not understanding.
    Confusion,
    /// Thanks that are meant.
    Gratitude,
}

impl Emotion {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Anger, Self::Fear, Self::Sadness, Self::Joy, Self::Disappointment, Self::Confusion, Self::Gratitude];

    /// Its name, as the lexicons write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Anger => "anger",
            Self::Fear => "fear",
            Self::Sadness => "sadness",
            Self::Joy => "joy",
            Self::Disappointment => "disappointment",
            Self::Confusion => "confusion",
            Self::Gratitude => "gratitude",
        }
    }

    /// The emotion of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|emotion| emotion.name() == name)
    }
}

/// An emotion, and the words that name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Felt {
    /// Which.
    pub emotion: Emotion,
    /// Where.
    pub span: Span,
}
