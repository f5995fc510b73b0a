//! How well a model does on examples it was not trained on.

use std::collections::BTreeMap;

use super::model::IntentModel;
use crate::linear::Example;

/// How well a model does.
#[derive(Clone, PartialEq, Debug)]
pub struct Evaluation {
    /// How many texts were in scope.
    pub in_scope: usize,
    /// How many were out of scope.
    pub out_of_scope: usize,
    /// The share of in-scope texts whose first intent is one of the right ones, no text rejected.
    pub accuracy: f64,
    /// The mean over labels of the harmonic mean of precision and recall.
    pub macro_f1: f64,
    /// The expected calibration error of the first intent's confidence: [`calibration_error`].
    pub calibration_error: f64,
    /// The share of in-scope texts that are not rejected and whose first intent is right, at the model's threshold.
    pub accepted_accuracy: f64,
    /// The share of out-of-scope texts that are rejected at the model's threshold.
    pub out_of_scope_recall: f64,
    /// Which labels were taken for which, the most frequent first.
    pub confusion: Vec<Confusion>,
    /// What other thresholds would do, from the lowest on.
    pub out_of_scope_curve: Vec<Point>,
}

/// A label that was taken for another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Confusion {
    /// What it was.
    pub was: String,
    /// What it was taken for.
    pub taken_for: String,
    /// How often.
    pub count: usize,
}

/// What a threshold does.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// The least strength that is in scope.
    pub least: f32,
    /// The share of in-scope texts that are kept and right.
    pub accuracy: f64,
    /// The share of out-of-scope texts that are rejected.
    pub recall: f64,
}

/// One answer.
struct Answer<'a> {
    was: &'a [String],
    said: &'a str,
    confidence: f32,
    strength: f32,
    rejected: bool,
}

impl Answer<'_> {
    fn right(&self) -> bool {
        self.was.iter().any(|label| label == self.said)
    }
}

/// Measures a model; examples without labels are out of scope.
#[must_use]
pub fn evaluate(model: &IntentModel, examples: &[Example]) -> Evaluation {
    let answers: Vec<Answer<'_>> = examples
        .iter()
        .map(|example| {
            let intents = model.predict(&example.text);
            let first = intents.ranked[0];
            Answer {
                was: &example.labels,
                said: first.label,
                confidence: first.confidence,
                strength: intents.strength,
                rejected: intents.out_of_scope,
            }
        })
        .collect();
    let (out, scope): (Vec<&Answer<'_>>, Vec<&Answer<'_>>) = answers.iter().partition(|answer| answer.was.is_empty());
    let sure: Vec<(f32, bool)> = scope.iter().map(|answer| (answer.confidence, answer.right())).collect();
    Evaluation {
        in_scope: scope.len(),
        out_of_scope: out.len(),
        accuracy: share(&scope, |answer| answer.right()),
        macro_f1: macro_f1(&scope),
        calibration_error: calibration_error(&sure),
        accepted_accuracy: share(&scope, |answer| answer.right() && !answer.rejected),
        out_of_scope_recall: share(&out, |answer| answer.rejected),
        confusion: confusion(&scope),
        out_of_scope_curve: curve(&scope, &out),
    }
}

fn share(answers: &[&Answer<'_>], holds: impl Fn(&Answer<'_>) -> bool) -> f64 {
    if answers.is_empty() {
        return 0.0;
    }
    answers.iter().filter(|answer| holds(answer)).count() as f64 / answers.len() as f64
}

/// The expected calibration error over 15 bins of equal width (Guo et al. 2017): how far confidence and accuracy lie
/// apart, on average over the answers, each with its confidence and whether it was right.
#[must_use]
pub fn calibration_error(answers: &[(f32, bool)]) -> f64 {
    const BINS: usize = 15;
    let mut bins = [(0.0_f64, 0.0_f64); BINS];
    for &(confidence, right) in answers {
        let bin = ((confidence * BINS as f32) as usize).min(BINS - 1);
        bins[bin].0 += f64::from(confidence);
        bins[bin].1 += f64::from(u8::from(right));
    }
    bins.iter().map(|(sure, right)| (sure - right).abs()).sum::<f64>() / answers.len().max(1) as f64
}

fn macro_f1(scope: &[&Answer<'_>]) -> f64 {
    // Per label: rightly said, said, was.
    let mut counts: BTreeMap<&str, [f64; 3]> = BTreeMap::new();
    for answer in scope {
        let said = counts.entry(answer.said).or_default();
        said[0] += f64::from(u8::from(answer.right()));
        said[1] += 1.0;
        for label in answer.was {
            counts.entry(label).or_default()[2] += 1.0;
        }
    }
    let f1 = counts.values().map(|[right, said, was]| 2.0 * right / (said + was));
    f1.sum::<f64>() / counts.len().max(1) as f64
}

fn confusion(scope: &[&Answer<'_>]) -> Vec<Confusion> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for answer in scope.iter().filter(|answer| !answer.right()) {
        *counts.entry((&answer.was[0], answer.said)).or_default() += 1;
    }
    let mut confusion: Vec<Confusion> = counts
        .into_iter()
        .map(|((was, said), count)| Confusion { was: was.to_owned(), taken_for: said.to_owned(), count })
        .collect();
    confusion.sort_by_key(|confusion| std::cmp::Reverse(confusion.count));
    confusion
}

/// A point at each twentieth of the in-scope texts' strengths.
fn curve(scope: &[&Answer<'_>], out: &[&Answer<'_>]) -> Vec<Point> {
    let mut strengths: Vec<f32> = scope.iter().map(|answer| answer.strength).collect();
    strengths.sort_unstable_by(f32::total_cmp);
    let step = strengths.len().div_ceil(50).max(1);
    let point = |&least: &f32| Point {
        least,
        accuracy: share(scope, |answer| answer.right() && answer.strength >= least),
        recall: share(out, |answer| answer.strength < least),
    };
    strengths.iter().step_by(step).map(point).collect()
}
