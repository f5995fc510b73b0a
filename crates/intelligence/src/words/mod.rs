//! Which words mean alike, learned from texts without labels.
//!
//! "You shall know a word by the company it keeps" (Firth 1957): words that stand among the same words get vectors that point
//! alike, so a model that has such vectors knows something of words that none of its few labelled texts has. [`learn`]
//! counts which words stand near which (`company`), weighs how much more often than by chance (`association`), and keeps of
//! it what fits in few numbers (`factors`). Texts of any language will do; nothing but their words' keys is kept, and only of
//! words that several people say.

mod association;
mod company;
mod factors;
mod gram;
mod learn;
mod settings;
mod vectors;

#[cfg(test)]
mod tests;

pub use learn::{Step, learn};
pub use settings::Settings;
pub use vectors::WordVectors;
