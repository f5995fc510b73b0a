//! The starter model: what customers of most services ask for, in English and simplified Chinese, before a tenant has labels.

mod model;
mod utterances;

pub use model::{SEED, VERSION, examples, shipped, starter, test_examples};
pub use utterances::{LANGUAGES, OUT_OF_SCOPE, StarterIntent, Utterance, intents, test, training};
