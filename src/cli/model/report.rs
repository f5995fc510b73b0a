//! What came of training a version: measured, and told.

use domain::conversation::understanding::Confidence;
use domain::model::Digest;
use domain::model::event::Evaluation;
use intelligence::intent::{self, Example, IntentModel};
use serde_json::{Value, json};

use super::promote;
use super::words::Learned;

/// With fewer texts than this, a few right or wrong by chance move the measure by more than versions differ.
const ENOUGH_TO_JUDGE: u64 = 30;

/// What came of a training.
pub(super) struct Report<'a> {
    pub(super) version: u32,
    pub(super) digest: Digest,
    pub(super) bytes: usize,
    /// How many examples were learned, and how many held back.
    pub(super) learned: usize,
    pub(super) held_back: usize,
    pub(super) evaluation: Option<Evaluation>,
    /// How many examples were left out, and why.
    pub(super) left_out: &'a [(&'static str, u64)],
    pub(super) words: &'a Learned,
    pub(super) is_promoted: bool,
    /// Which intents are not known any more.
    pub(super) lost: &'a [String],
}

impl Report<'_> {
    /// What is worth a warning.
    pub(super) fn warning(&self) -> Option<String> {
        self.evaluation.and_then(too_few)
    }

    pub(super) fn document(&self) -> Value {
        json!({
            "version": self.version, "digest": self.digest, "bytes": self.bytes, "learned": self.learned,
            "heldBack": self.held_back, "evaluation": self.evaluation.map(numbers), "warning": self.warning(),
            "leftOut": self.left_out, "promoted": self.is_promoted, "noLongerKnown": self.lost,
            "words": self.words.words.words(), "unlabelledTexts": self.words.texts,
            "unlabelledLeftOut": self.words.left_out,
        })
    }

    pub(super) fn text(&self) -> String {
        let version = self.version;
        let next = if self.is_promoted {
            "it answers from now on".to_owned()
        } else {
            format!(
                "colloquy model promote {version} lets it answer; colloquy model shadow {version} lets it run beside"
            )
        };
        let (learned, measured) = (self.learned, measured_text(self.evaluation));
        let (left_out, words) = (left_out_text("", self.left_out), self.words_text());
        let lost = promote::text(self.lost);
        format!("version {version}, trained on {learned} examples\n{measured}{left_out}{words}\n{next}{lost}")
    }

    fn words_text(&self) -> String {
        let Learned { words, texts, left_out } = self.words;
        if *texts == 0 {
            return String::new();
        }
        let left_out = left_out_text("of the turns ", left_out);
        format!("\nit knows what {} words mean, from {texts} texts without labels{left_out}", words.words())
    }
}

fn left_out_text(of: &str, left_out: &[(&'static str, u64)]) -> String {
    left_out.iter().map(|(why, count)| format!("\nleft out {of}{count}: {why}")).collect()
}

/// How the model does on what was held back; nothing when nothing was.
pub(super) fn measured(model: &IntentModel, held_back: &[Example]) -> Option<Evaluation> {
    if held_back.iter().all(|example| example.labels.is_empty()) {
        return None;
    }
    let found = intent::evaluate(model, held_back);
    #[expect(clippy::cast_possible_truncation, reason = "shares from 0 to 1, kept to a thousandth")]
    let share = |share: f64| Confidence::of(share as f32);
    Some(Evaluation {
        examples: found.in_scope as u64,
        accuracy: share(found.accuracy),
        macro_f1: share(found.macro_f1),
        calibration_error: share(found.calibration_error),
    })
}

/// A measure, as commands print it and not as it stands in the log.
pub(super) fn numbers(measured: Evaluation) -> Value {
    let Evaluation { examples, accuracy, macro_f1, calibration_error } = measured;
    json!({"examples": examples, "accuracy": accuracy, "macroF1": macro_f1, "calibrationError": calibration_error})
}

/// A warning when so little was measured with that the measure says little.
fn too_few(evaluation: Evaluation) -> Option<String> {
    let Evaluation { examples, .. } = evaluation;
    let (texts, that_were) = if examples == 1 { ("text", "that was") } else { ("texts", "that were") };
    (examples < ENOUGH_TO_JUDGE).then(|| {
        format!(
            "measured on {examples} {texts} {that_were} held back and want something: fewer than {ENOUGH_TO_JUDGE} say little of a version; \
             give more examples, a higher --hold-back, or measure with `colloquy model evaluate` on others"
        )
    })
}

fn measured_text(evaluation: Option<Evaluation>) -> String {
    evaluation.map_or_else(
        || "not measured: nothing was held back, or it may have been seen before".to_owned(),
        |found| {
            format!(
                "accuracy {:.3}, macro-F1 {:.3}, calibration error {:.3}, measured on {} that were held back and want something",
                found.accuracy.share(),
                found.macro_f1.share(),
                found.calibration_error.share(),
                found.examples
            )
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured_on(examples: u64) -> Option<String> {
        let share = Confidence::of(1.0);
        too_few(Evaluation { examples, accuracy: share, macro_f1: share, calibration_error: share })
    }

    #[test]
    fn a_measure_on_few_texts_comes_with_a_warning() {
        let of_one = measured_on(1).unwrap();
        assert!(of_one.starts_with("measured on 1 text that was held back"), "{of_one}");
        assert!(measured_on(29).unwrap().starts_with("measured on 29 texts that were held back"));
        assert_eq!(measured_on(30), None);
    }
}
