//! What is found out about a text.

use std::ops::Range;

use super::tag::Language;

/// Which language a text is in, how surely, and where it changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Detection {
    /// The language of most of the text; `None` when it is none that is understood, or no language at all.
    pub language: Option<Language>,
    /// How likely [`language`](Self::language) is right, from 0 to 1.
    pub confidence: f32,
    /// The languages that come into question, likeliest first, and how likely they are; what they lack of one is the
    /// chance that it is none of them.
    pub ranked: Vec<(Language, f32)>,
    /// The parts of the text that are in a language that is understood, in order; more than one when the text switches.
    pub spans: Vec<LanguageSpan>,
}

/// A part of a text in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LanguageSpan {
    /// Where it is, in bytes of the text, on character boundaries.
    pub span: Range<usize>,
    /// Its language.
    pub language: Language,
}

impl Detection {
    /// Whether the text switches between languages.
    #[must_use]
    pub fn switches(&self) -> bool {
        self.spans.windows(2).any(|pair| pair[0].language != pair[1].language)
    }
}
