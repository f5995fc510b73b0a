//! Finding out the language of a text.

use super::detection::Detection;
use super::latin::Latin;
use super::piece::pieces;
use super::prior::Prior;
use super::reading::Reading;
use super::tag::Language;

/// Tells languages apart. Holds references into the program only: cheap to make and to copy.
#[derive(Clone, Copy, Debug)]
pub struct Detector {
    latin: Latin,
}

impl Default for Detector {
    fn default() -> Self {
        Self::new()
    }
}

impl Detector {
    /// The version of tables and rules: the same version gives the same answers.
    pub const VERSION: &str = "language-1";

    /// The detector.
    #[must_use]
    pub fn new() -> Self {
        Self { latin: Latin::new() }
    }

    /// The language of a text, given what was likely before it.
    #[must_use]
    pub fn detect(&self, text: &str, prior: &Prior) -> Detection {
        let pieces = pieces(text);
        let reading = Reading::new(text, &pieces, self.latin, prior);
        let chances = reading.chances();
        let known: f64 = chances.iter().sum();
        let mut ranked: Vec<(Language, f32)> =
            Language::ALL.into_iter().zip(chances.map(|chance| chance as f32)).filter(|it| it.1 >= 0.001).collect();
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
        let unknown = (1.0 - known).max(0.0) as f32;
        let first = ranked.first().filter(|first| first.1 >= unknown);
        Detection {
            language: first.map(|first| first.0),
            confidence: first.map_or(unknown, |first| first.1.min(1.0)),
            spans: reading.spans(&pieces),
            ranked,
        }
    }
}
