//! What models are trained on and measured with: examples from files, from the log, and those that ship with the program.

mod examples;
mod jsonl;
mod labelled;
mod open;
mod turns;
mod walk;

pub use examples::{Examples, Split};
pub use labelled::labelled_turns;
pub use turns::{Turns, beginning, customers_turns};
