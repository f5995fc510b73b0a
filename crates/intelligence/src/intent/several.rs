//! Several intents in one turn.
//!
//! Two ways, each for what it is good at. A model that was trained on turns with several labels knows them by their
//! scores: a second label counts from the score on that did best out of fold. Any other model finds them clause by clause:
//! a turn is cut at punctuation and at words like "and", and when two clauses surely want different things, both count.
//! (On `MultiDoGO`'s dev splits scores alone got more turns exactly right than scores and clauses.)

use std::ops::Range;

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

/// An intent, and the clause of a text that surely wants it.
#[derive(Clone, PartialEq, Debug)]
pub struct Wish<'m> {
    /// The intent.
    pub intent: Ranked<'m>,
    /// The clause, as it was read: in lower case and compatibility form.
    pub clause: String,
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

    /// Which clause spoke for each intent of a text, the most probable first, where its clauses decided what it wants; none where it
    /// was judged as a whole.
    #[must_use]
    pub fn wishes(&self, text: &str) -> Vec<Wish<'_>> {
        let normal = Normal::of(text);
        let of_clauses = self.of_clauses(&normal).into_iter();
        of_clauses.map(|(intent, clause)| Wish { intent, clause: normal.text[clause].to_owned() }).collect()
    }

    fn wanted(&self, normal: &Normal, prediction: &Prediction) -> Vec<Ranked<'_>> {
        let of_clauses = self.of_clauses(normal);
        if !of_clauses.is_empty() {
            return of_clauses.into_iter().map(|(intent, _)| intent).collect();
        }
        if self.is_out_of_scope(prediction) {
            return Vec::new();
        }
        let calibration = self.linear().header().calibration;
        let ranked = prediction.ranked().into_iter();
        let meant =
            ranked.enumerate().take_while(|&(place, label)| place == 0 || prediction.scores[label] >= calibration.also);
        meant.map(|(_, label)| self.ranked(prediction, label)).collect()
    }

    /// What the clauses of a text surely want, and which of them; nothing unless they want different things. A wish is named once.
    fn of_clauses(&self, normal: &Normal) -> Vec<(Ranked<'_>, Range<usize>)> {
        if self.linear().header().calibration.several {
            return Vec::new();
        }
        let clauses = clauses(normal);
        if clauses.len() < 2 {
            return Vec::new();
        }
        let mut wishes: Vec<(Ranked<'_>, _)> = Vec::new();
        for (left, clause) in (1..=clauses.len()).rev().zip(clauses) {
            if wishes.len() + left < 2 {
                return Vec::new();
            }
            let prediction = self.linear().predict(&normal.text[clause.clone()]);
            let wish = self.ranked(&prediction, prediction.best());
            if self.is_sure(&prediction) && wishes.iter().all(|(other, _)| other.label != wish.label) {
                wishes.push((wish, clause));
            }
        }
        wishes.sort_by(|(a, _), (b, _)| b.confidence.total_cmp(&a.confidence));
        if wishes.len() > 1 { wishes } else { Vec::new() }
    }

    fn is_sure(&self, prediction: &Prediction) -> bool {
        let best = prediction.best();
        let (score, probability) = SURE;
        !self.is_out_of_scope(prediction)
            && prediction.scores[best] >= score
            && prediction.probabilities[best] >= probability
    }
}
