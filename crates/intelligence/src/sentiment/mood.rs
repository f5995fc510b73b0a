//! The mood of one turn.

use super::{Cue, Felt, Polarity, Urgency};

/// The mood of one turn.
#[derive(Clone, PartialEq, Debug)]
pub struct Mood {
    /// Its class.
    pub polarity: Polarity,
    /// From −1, very negative, to 1, very positive.
    pub score: f32,
    /// How sure the class is, from 0 to 1.
    pub confidence: f32,
    /// How urgent the turn is.
    pub urgency: Urgency,
    /// The emotions it names, in order of place.
    pub emotions: Vec<Felt>,
    /// What makes it urgent, in order of place.
    pub cues: Vec<Cue>,
}
