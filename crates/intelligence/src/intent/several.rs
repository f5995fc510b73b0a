//! Several intents in one turn.
//!
//! Two ways, each for what it is good at. A model that was trained on turns with several labels knows them by their
//! scores: a second label counts from the score on that did best out of fold. Any other model finds them clause by clause:
//! a turn is cut at punctuation and at words like "and", and when two clauses surely want different things, both count.
//! (On `MultiDoGO`'s dev splits scores alone got more turns exactly right than scores and clauses.)

use super::clauses::clauses;
use super::model::{IntentModel, Intents, Ranked};
use crate::linear::Prediction;
use crate::text::Normal;

/// The score and the probability from which on a clause surely wants something (chosen on joined pairs of CLINC150's
/// validation texts).
const SURE: (f32, f32) = (0.0, 0.6);

/// What a text wants.
#[derive(Clone, PartialEq, Debug)]
pub struct Meaning<'m> {
    /// All that it wants, the most probable first; empty when it is out of scope.
    pub wanted: Vec<Ranked<'m>>,
    /// What it may want as a whole.
    pub intents: Intents<'m>,
}

impl IntentModel {
    /// All that a text wants, and what it may want besides.
    #[must_use]
    pub fn meaning(&self, text: &str) -> Meaning<'_> {
        let normal = Normal::of(text);
        let prediction = self.linear().predict_normal(&normal);
        Meaning { wanted: self.wanted(&normal, &prediction), intents: self.ranking(&prediction) }
    }

    /// All that a text wants, the most probable first; empty when it is out of scope.
    #[must_use]
    pub fn intents(&self, text: &str) -> Vec<Ranked<'_>> {
        self.meaning(text).wanted
    }

    fn wanted(&self, normal: &Normal, prediction: &Prediction) -> Vec<Ranked<'_>> {
        let calibration = self.linear().header().calibration;
        if !calibration.several {
            let wishes = self.of_clauses(normal);
            if wishes.len() > 1 {
                return wishes;
            }
        }
        if self.is_out_of_scope(prediction) {
            return Vec::new();
        }
        let ranked = prediction.ranked().into_iter();
        let meant =
            ranked.enumerate().take_while(|&(place, label)| place == 0 || prediction.scores[label] >= calibration.also);
        meant.map(|(_, label)| self.ranked(prediction, label)).collect()
    }

    /// What the clauses of a text surely want; a wish is named once.
    fn of_clauses(&self, normal: &Normal) -> Vec<Ranked<'_>> {
        let clauses = clauses(normal);
        if clauses.len() < 2 {
            return Vec::new();
        }
        let mut wishes: Vec<Ranked<'_>> = Vec::new();
        for clause in clauses {
            let prediction = self.linear().predict(&normal.text[clause]);
            let wish = self.ranked(&prediction, prediction.best());
            if self.is_sure(&prediction) && wishes.iter().all(|other| other.label != wish.label) {
                wishes.push(wish);
            }
        }
        wishes.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        wishes
    }

    fn is_sure(&self, prediction: &Prediction) -> bool {
        let best = prediction.best();
        let (score, probability) = SURE;
        !self.is_out_of_scope(prediction)
            && prediction.scores[best] >= score
            && prediction.probabilities[best] >= probability
    }
}
