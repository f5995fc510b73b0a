//! A trainable multi-class linear model over hashed n-grams: what intents and moods share.
//!
//! A text becomes a vector of its n-grams' weights ([`text`](crate::text), tf-idf, `vector`); one linear function per
//! label scores it, trained one against the rest (`dual`); out-of-fold scores turn the scores into probabilities
//! (`calibrate`); weights are rounded to bytes and the smallest dropped (`quantise`), and all is written (`file`, `row`).
//! [`train`] does it all, [`Model`] answers from the bytes.

mod calibrate;
mod dense;
mod dual;
mod error;
mod example;
mod explain;
mod file;
mod folds;
mod matrix;
mod model;
mod quantise;
mod rehearsal;
mod row;
mod senses;
mod settings;
mod tables;
mod train;
mod update;
mod vector;
mod vocabulary;

#[cfg(test)]
pub(crate) mod tests;

pub use calibrate::Calibration;
pub(crate) use dense::Dense;
pub use error::Error;
pub use example::{Example, lineage};
pub use explain::Reason;
pub use file::{Header, Lineage, Words};
pub use model::{Model, Prediction};
pub use settings::Settings;
pub use train::{Step, Trained, train};
