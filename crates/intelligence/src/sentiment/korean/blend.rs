//! Blending what the words of a turn weigh with what the model of reviews says.

/// How the two voices share the say.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Voices {
    /// The margin up to which the model yields to the words about the side.
    pub yields: f32,
    /// The margin from which the model alone makes a turn polar.
    pub alone: f32,
}

impl Voices {
    /// Chosen on the development films of nsmc-ko and the development half of our own utterances (`understanding
    /// sentiment` prints the table): films want the model to decide the side, turns want the words to decide whether there
    /// is one.
    pub const CHOSEN: Self = Self { yields: 0.05, alone: 0.4 };
}

/// The weight that a turn is classed by, on the scale of words, where 0.75 and more is polar.
///
/// Both voices vote on the side: words of strength 1 and more with the margin up to which the model yields, weaker ones with
/// less. Where they agree the stronger voice gives the weight, where not their difference does.
#[must_use]
pub fn blend(words: f32, margin: f32, voices: Voices) -> f32 {
    let model = margin * 0.75 / voices.alone;
    let side = words.clamp(-1.0, 1.0) * voices.yields + margin;
    let size = if words * model < 0.0 { (words.abs() - model.abs()).abs() } else { words.abs().max(model.abs()) };
    if side < 0.0 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVEN: Voices = Voices { yields: 0.5, alone: 1.0 };

    #[test]
    fn a_weak_model_alone_leaves_a_turn_neutral() {
        assert!(blend(0.0, 0.9, EVEN).abs() < 0.75);
        assert!(blend(0.0, -1.1, EVEN) < -0.75);
    }

    #[test]
    fn agreement_takes_the_stronger_and_dispute_the_difference() {
        assert!((blend(2.0, 0.4, EVEN) - 2.0).abs() < 1e-6);
        assert!((blend(2.0, -0.4, EVEN) - 1.7).abs() < 1e-6);
        assert!(blend(1.0, -2.0, EVEN) < 0.0);
    }
}
