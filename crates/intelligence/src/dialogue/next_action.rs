//! Which action the service takes next: a linear model over situations.

use super::situation::Situation;
use crate::linear::{Error, Example, Model, Settings, train};
use crate::text::Grams;
use crate::words::WordVectors;

/// Ranks what the service may do next.
#[derive(Clone)]
pub struct NextAction {
    model: Model,
}

/// An action and how surely it comes next.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RankedAction<'m> {
    /// The action's label.
    pub action: &'m str,
    /// The probability that it comes next, given that one of the model's actions does.
    pub confidence: f32,
}

impl NextAction {
    /// How a model of situations is trained: every feature counts for itself.
    #[must_use]
    pub fn settings() -> Settings {
        Settings {
            grams: Grams { words: 1, characters: (0, 0), pairs: 0 },
            fewest_texts: 2,
            learn_names: false,
            cost: 0.5,
            ..Settings::default()
        }
    }

    /// Trains on situations and what was done in each. The same input gives the same bytes.
    ///
    /// # Errors
    /// When there are fewer than two different actions, or more than 65,535.
    pub fn train(situations: &[(Situation, String)], settings: &Settings, seed: u64) -> Result<Self, Error> {
        let example = |(situation, action): &(Situation, String)| Example::new(written(situation), action);
        let examples: Vec<Example> = situations.iter().map(example).collect();
        Ok(Self { model: train(&examples, &WordVectors::default(), settings, seed, &mut |_| ())?.model })
    }

    /// Loads a model from what it was saved as.
    ///
    /// # Errors
    /// When the bytes are not a whole, unaltered model of this format.
    pub fn load(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self, Error> {
        Ok(Self { model: Model::load(bytes)? })
    }

    /// Its bytes, to save it.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.model.bytes()
    }

    /// All actions it knows, the most probable first.
    #[must_use]
    pub fn rank(&self, situation: &Situation) -> Vec<RankedAction<'_>> {
        let prediction = self.model.predict(&written(situation));
        let ranked = |action: usize| RankedAction {
            action: &self.model.labels()[action],
            confidence: prediction.probabilities[action],
        };
        prediction.ranked().into_iter().map(ranked).collect()
    }
}

/// A situation as the text that the linear model learns from: each feature one word.
fn written(situation: &Situation) -> String {
    situation.features().iter().map(|feature| word(feature)).collect::<Vec<_>>().join(" ")
}

/// A feature as a word of sixteen letters, so that no rule of cutting texts into words takes it apart: its 64-bit FNV-1a.
fn word(feature: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = feature.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    (0..16).map(|nibble| char::from(b'a' + (hash >> (4 * nibble) & 15) as u8)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A desk that asks for the name once and then looks things up.
    fn desk() -> Vec<(Situation, String)> {
        let texts = ["a room please", "is it free on friday", "我要订房", "book it"];
        let texts = texts.into_iter().cycle().take(24);
        let situation = |text: &str, action: &str, fact: &str| Situation {
            said: vec![text.to_owned()],
            unanswered: 1,
            actions: vec![action.to_owned()],
            facts: vec![fact.to_owned()],
        };
        texts
            .flat_map(|text| {
                [
                    (situation(text, "hello", "nothing"), "ask_name".to_owned()),
                    (situation(text, "ask_name", "free"), "offer".to_owned()),
                    (situation(text, "ask_name", "taken"), "regret".to_owned()),
                ]
            })
            .collect()
    }

    fn trained() -> NextAction {
        NextAction::train(&desk(), &NextAction::settings(), 1).unwrap()
    }

    #[test]
    fn the_same_words_are_answered_by_what_else_is_known() {
        let model = trained();
        for (situation, action) in desk() {
            let ranked = model.rank(&situation);
            assert_eq!((ranked.len(), ranked[0].action), (3, action.as_str()), "{situation:?}");
            assert!(ranked.is_sorted_by(|a, b| a.confidence >= b.confidence));
        }
    }

    #[test]
    fn a_saved_model_ranks_alike_and_training_repeats_it() {
        let model = trained();
        assert_eq!(model.bytes(), trained().bytes());
        let loaded = NextAction::load(model.bytes().to_vec()).unwrap();
        let (situation, _) = &desk()[1];
        assert_eq!(loaded.rank(situation), model.rank(situation));
    }

    #[test]
    fn bytes_of_something_else_are_no_model() {
        assert!(NextAction::load(b"something else".to_vec()).is_err());
    }

    proptest! {
        #[test]
        fn every_feature_is_one_word(feature in ".*") {
            let text = word(&feature);
            prop_assert_eq!(crate::text::Normal::of(&text).words.len(), 1);
        }
    }

    #[test]
    fn any_situation_is_ranked() {
        let model = trained();
        for text in ["", "\u{0}", "👩‍👩‍👧", "e\u{301}\u{200f}", "字\u{3000}字"] {
            let situation = Situation { said: vec![text.to_owned()], unanswered: 9, ..Situation::default() };
            assert_eq!(model.rank(&situation).len(), 3);
        }
    }
}
