//! What happens to a model that learns.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Digest;
use crate::Code;
use crate::conversation::understanding::Confidence;
use crate::macros::events;

/// A version was trained.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Trained {
    /// The version, from 1; version 0 is what ships with the program.
    pub version: u32,
    /// What its bytes are known by.
    pub model: Digest,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it came from.
    pub lineage: Lineage,
    /// How it did on examples it was not trained on, when there were some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evaluation: Option<Evaluation>,
}

/// What a version came from: the same again gives the same bytes.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Lineage {
    /// Where the examples came from, such as `jsonl` or `log`.
    pub source: Code,
    /// What the examples are known by, in their order; under the vault's key when turns of the log are among them, so that nobody
    /// can try out what a customer said.
    pub data: Digest,
    /// How many there were.
    pub examples: u64,
    /// How many different labels they have.
    pub labels: u32,
    /// From what everything random was drawn.
    pub seed: u64,
    /// The method and its settings, by name and version.
    pub method: Code,
    /// The version it went on from, when it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<u32>,
}

/// How a version did on examples it was not trained on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Evaluation {
    /// How many examples that want something.
    pub examples: u64,
    /// The share of them whose likeliest intent is theirs.
    pub accuracy: Confidence,
    /// The mean of the labels' F1 scores.
    pub macro_f1: Confidence,
    /// The expected calibration error over 15 bins of equal width.
    pub calibration_error: Confidence,
}

/// A version answers from now on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Promoted {
    /// Which.
    pub version: u32,
    /// Which did before.
    pub before: u32,
}

/// The version that answered before does so again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RolledBack {
    /// Which.
    pub version: u32,
    /// Which did before.
    pub before: u32,
    /// Why.
    pub reason: Code,
}

/// A version runs beside the one that answers from now on, and is recorded without effect.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ShadowingStarted {
    /// Which.
    pub version: u32,
}

/// Nothing runs beside the one that answers any more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ShadowingEnded {
    /// Which did.
    pub version: u32,
}

events! {
    /// What happens to a model that learns.
    ModelEvent "model" {
        /// A version was trained.
        Trained "trained" 1 [];
        /// A version answers from now on.
        Promoted "promoted" 1 [];
        /// The version that answered before does so again.
        RolledBack "rolled_back" 1 [];
        /// A version runs beside the one that answers.
        ShadowingStarted "shadowing_started" 1 [];
        /// Nothing runs beside the one that answers any more.
        ShadowingEnded "shadowing_ended" 1 [];
    }
}
