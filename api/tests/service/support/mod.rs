//! What the tests have in common.

pub mod answer;
pub mod people;
pub mod scene;
pub mod sdl;
pub mod seal;
pub mod server;
pub mod stack;
pub mod watched;

pub use answer::{code, done, refusal};
pub use people::*;
pub use stack::Stack;
