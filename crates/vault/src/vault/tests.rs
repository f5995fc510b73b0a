//! The vault over a real key store: sealing, opening, erasing, and what several vaults share.

mod erasing;
mod opening;
mod sealing;
mod support;
