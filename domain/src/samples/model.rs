//! Examples of what happens to a model.

use super::{Sample, code};
use crate::conversation::understanding::Confidence;
use crate::model::event::{Evaluation, Lineage, Promoted, RolledBack, ShadowingEnded, ShadowingStarted, Trained};
use crate::model::{Digest, ModelEvent};

impl Sample<'_> {
    #[expect(clippy::unused_self, reason = "nothing about a model is personal, and samples are asked alike")]
    pub(super) fn model(&self) -> Vec<ModelEvent> {
        let lineage = Lineage {
            source: code("log"),
            data: Digest([1; 32]),
            examples: 2500,
            labels: 42,
            seed: 7,
            method: code("linear/1"),
            parent: Some(1),
        };
        let evaluation = Evaluation {
            examples: 250,
            accuracy: Confidence::of(0.913),
            macro_f1: Confidence::of(0.902),
            calibration_error: Confidence::of(0.021),
        };
        let first = Lineage { parent: None, ..lineage.clone() };
        let trained =
            Trained { version: 2, model: Digest([2; 32]), bytes: 300_000, lineage, evaluation: Some(evaluation) };
        vec![
            trained.clone().into(),
            Trained { version: 1, lineage: first, evaluation: None, ..trained }.into(),
            Promoted { version: 2, before: 0 }.into(),
            RolledBack { version: 0, before: 2, reason: code("worse") }.into(),
            ShadowingStarted { version: 2 }.into(),
            ShadowingEnded { version: 2 }.into(),
        ]
    }
}
