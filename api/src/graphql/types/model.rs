//! A model that learns, as front ends see it.

use std::sync::Arc;

use async_graphql::{Description, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::model::event::Evaluation;
use domain::model::{Model, Version};

use crate::graphql::scalars::{Code, Long};

/// The model that recognises intents: its versions, and which of them answers.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct IntentModel(pub Arc<Model>);

/// A version that was trained.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct ModelVersion {
    number: u32,
    version: Version,
}

/// How a version did on examples it was not trained on.
#[derive(Clone, Copy, PartialEq, Debug, SimpleObject)]
pub struct ModelEvaluation {
    /// How many examples.
    examples: u64,
    /// The share of them whose likeliest intent is theirs, from 0 to 1.
    accuracy: f64,
    /// The mean of the labels' F1 scores, from 0 to 1.
    macro_f1: f64,
    /// The expected calibration error over 15 bins, from 0 to 1.
    calibration_error: f64,
}

impl From<Evaluation> for ModelEvaluation {
    fn from(evaluation: Evaluation) -> Self {
        let Evaluation { examples, accuracy, macro_f1, calibration_error } = evaluation;
        Self {
            examples,
            accuracy: accuracy.share(),
            macro_f1: macro_f1.share(),
            calibration_error: calibration_error.share(),
        }
    }
}

#[Object(use_type_description)]
impl IntentModel {
    /// The version that answers; 0 is what ships with the program.
    async fn answering(&self) -> u32 {
        self.0.answering
    }

    /// The version that runs beside it, if one does.
    async fn shadow(&self) -> Option<u32> {
        self.0.shadow
    }

    /// The versions that answered before, the latest last.
    async fn before(&self) -> Vec<u32> {
        self.0.before.clone()
    }

    /// The versions that were trained, the first first.
    async fn versions(&self) -> Vec<ModelVersion> {
        let version = |(number, version): (&u32, &Version)| ModelVersion { number: *number, version: version.clone() };
        self.0.versions.iter().map(version).collect()
    }
}

#[Object(use_type_description)]
impl ModelVersion {
    /// Its number, from 1.
    async fn version(&self) -> u32 {
        self.number
    }

    /// The SHA-256 digest of its bytes, hexadecimal.
    async fn digest(&self) -> String {
        self.version.model.to_string()
    }

    /// How many bytes it has.
    async fn bytes(&self) -> Long {
        self.version.bytes.into()
    }

    /// Where its examples came from, such as `jsonl` or `log`.
    async fn source(&self) -> Code {
        Code(self.version.lineage.source.clone())
    }

    /// The SHA-256 digest of its examples, hexadecimal.
    async fn data_digest(&self) -> String {
        self.version.lineage.data.to_string()
    }

    /// How many examples it was trained on.
    async fn examples(&self) -> u64 {
        self.version.lineage.examples
    }

    /// How many different intents they have.
    async fn labels(&self) -> u32 {
        self.version.lineage.labels
    }

    /// From what everything random was drawn.
    async fn seed(&self) -> Long {
        self.version.lineage.seed.into()
    }

    /// The method and its settings, by name and version.
    async fn method(&self) -> Code {
        Code(self.version.lineage.method.clone())
    }

    /// The version it went on from, when it did.
    async fn parent(&self) -> Option<u32> {
        self.version.lineage.parent
    }

    /// How it did on examples it was not trained on, when there were some.
    async fn evaluation(&self) -> Option<ModelEvaluation> {
        self.version.evaluation.map(Into::into)
    }

    /// When it was trained.
    async fn trained_at(&self) -> DateTime<Utc> {
        self.version.trained_at
    }
}
