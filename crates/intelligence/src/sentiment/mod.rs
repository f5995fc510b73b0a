//! Mood, its trend over a conversation, urgency and emotion.
//!
//! A turn is read with a hand-written lexicon per language ([`MoodReader`]), and in Korean with a trained model as well.
//! What a lexicon may say is described in `entry.rs`, how its words are weighed in `weigh.rs`, and how a weight becomes a
//! class in `decide.rs`.

mod cue;
mod decide;
mod emotion;
mod entry;
mod evidence;
mod fold;
mod guess;
mod hit;
pub mod korean;
mod lexicon;
mod mood;
mod reader;
mod scope;
#[cfg(test)]
mod tests;
mod trend;
mod weigh;

pub use cue::{Cue, CueKind, Urgency};
pub use decide::Polarity;
pub use emotion::{Emotion, Felt};
pub use evidence::{Evidence, Explanation};
pub use lexicon::polar_words;
pub use mood::Mood;
pub use reader::MoodReader;
pub use trend::{Direction, Trend};

/// Bytes of the text that something was found at, on character boundaries.
pub type Span = std::ops::Range<usize>;
