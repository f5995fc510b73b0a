//! How the mood of a conversation moves.

use super::Mood;

/// How much a turn moves the level.
const FAST: f32 = 0.5;

/// How much a turn moves the memory that the level is compared with.
const SLOW: f32 = 0.2;

/// How far the level must lie from the memory to be a movement: about one clear turn (score 0.6) against a calm past.
const MOVED: f32 = 0.15;

/// Where the mood of a conversation is going.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Direction {
    /// Getting worse.
    Falling,
    /// Neither.
    Steady,
    /// Getting better.
    Rising,
}

/// The mood of a conversation so far: a pure fold over the moods of its customer's turns.
///
/// Two exponentially weighted averages of the score run side by side from 0, the calm before the first turn: the level
/// takes half of each new turn, the memory a fifth. The direction is rising when the level lies more than 0.15 above the
/// memory, falling when as far below, and steady otherwise. So one clearly worse turn lets a conversation fall, and a mood
/// that stays as bad as it was becomes steady again.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Trend {
    level: f32,
    memory: f32,
    turns: u32,
}

impl Trend {
    /// The trend after one more turn.
    #[must_use]
    pub fn after(self, mood: &Mood) -> Self {
        let towards = |average: f32, share: f32| share.mul_add(mood.score - average, average);
        Self {
            level: towards(self.level, FAST),
            memory: towards(self.memory, SLOW),
            turns: self.turns.saturating_add(1),
        }
    }

    /// The mood now, from −1 to 1; 0 before the first turn.
    #[must_use]
    pub const fn level(&self) -> f32 {
        self.level
    }

    /// Where it is going.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let moved = self.level - self.memory;
        match (moved > MOVED, moved < -MOVED) {
            (true, _) => Direction::Rising,
            (_, true) => Direction::Falling,
            (false, false) => Direction::Steady,
        }
    }

    /// How many turns it has seen.
    #[must_use]
    pub const fn turns(&self) -> u32 {
        self.turns
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Polarity, Urgency};
    use super::*;

    fn trend(scores: &[f32]) -> Trend {
        scores.iter().fold(Trend::default(), |trend, &score| {
            let polarity = Polarity::Neutral;
            let mood = Mood {
                polarity,
                score,
                confidence: 1.0,
                urgency: Urgency::None,
                emotions: Vec::new(),
                cues: Vec::new(),
            };
            trend.after(&mood)
        })
    }

    #[test]
    fn a_conversation_starts_calm_and_steady() {
        assert_eq!((trend(&[]).level(), trend(&[]).direction()), (0.0, Direction::Steady));
        assert_eq!(trend(&[0.0, 0.1, -0.1, 0.0]).direction(), Direction::Steady);
    }

    #[test]
    fn a_clear_turn_moves_it() {
        assert_eq!(trend(&[0.0, 0.0, -0.7]).direction(), Direction::Falling);
        assert_eq!(trend(&[-0.7, -0.7, -0.7, 0.7]).direction(), Direction::Rising);
    }

    #[test]
    fn a_mood_that_stays_bad_is_steady_at_a_low_level() {
        let angry = trend(&[-0.7; 12]);
        assert_eq!(angry.direction(), Direction::Steady);
        assert!(angry.level() < -0.65);
        assert_eq!(angry.turns(), 12);
    }
}
