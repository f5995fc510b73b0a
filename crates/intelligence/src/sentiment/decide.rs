//! From a weight to a class, a score and a confidence.

/// The class of a mood.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Polarity {
    /// Complaint, displeasure, a reported defect.
    Negative,
    /// Neither; also where nothing is known.
    Neutral,
    /// Praise, pleasure, thanks that are meant.
    Positive,
}

/// The weight from which a turn is not neutral: one word of strength 1 in a plain sentence is enough, half of it is not.
const POLAR: f32 = 0.75;

/// The class, the score in −1..=1 and the confidence in 0..=1 of a total weight.
///
/// The score is `w / √(w² + 6)`: 0.38 for a single word of strength 1, 0.78 for one of 3, never quite 1. The confidence is
/// how far the weight lies from the border of its class, through the same kind of curve, so it is 0.5 at the border.
/// Square roots are exact by IEEE 754, so both are the same on every machine.
pub(super) fn decide(weight: f32) -> (Polarity, f32, f32) {
    let score = weight / weight.mul_add(weight, 6.0).sqrt();
    let beyond = weight.abs() - POLAR;
    let confidence = 0.5 + 0.5 * beyond.abs() / beyond.mul_add(beyond, 1.0).sqrt();
    let polarity = match (beyond >= 0.0, weight > 0.0) {
        (false, _) => Polarity::Neutral,
        (true, true) => Polarity::Positive,
        (true, false) => Polarity::Negative,
    };
    (polarity, score, confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_least_at_the_border_of_a_class() {
        assert_eq!(decide(POLAR), (Polarity::Positive, decide(POLAR).1, 0.5));
        assert!(decide(3.0).2 > decide(1.0).2);
        assert!(decide(0.0).2 > decide(0.5).2);
        assert_eq!(decide(-2.0).0, Polarity::Negative);
        assert_eq!(decide(0.0).0, Polarity::Neutral);
    }
}
