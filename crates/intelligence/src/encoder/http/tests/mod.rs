//! Calls to a scripted provider: what leaves, what is taken, what is tried again.

mod answers;
mod choices;
mod scripted;
mod vectors;
