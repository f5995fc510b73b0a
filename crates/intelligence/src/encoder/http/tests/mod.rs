//! Calls to a scripted provider: what leaves, what is taken, what is tried again.

mod answers;
mod scripted;
mod vectors;
