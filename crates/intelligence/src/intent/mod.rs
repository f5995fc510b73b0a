//! What is wanted: intents with calibrated confidences, and when a text is out of scope.
//!
//! [`train`] makes an [`IntentModel`] from examples, [`IntentModel::predict`] answers, [`evaluate`] measures. The model
//! itself is a [`linear`](crate::linear) one.

mod clauses;
mod evaluate;
mod model;
mod several;
pub mod starter;
mod threshold;

#[cfg(test)]
mod tests;

pub use crate::linear::{Error, Example, Reason, Settings, Step};
pub use evaluate::{Confusion, Evaluation, Point, calibration_error, evaluate};
pub use model::{IntentModel, Intents, Ranked, train, train_with_words};
pub use several::{Meaning, Wish};
