//! A model that learns: its versions, what they came from, and which of them answers.
//!
//! The log holds what a version is and how it did, by the digest of its bytes; the bytes are kept elsewhere.

pub mod digest;
pub mod event;
pub mod refusal;
pub mod state;

pub use digest::{Digest, InvalidDigest};
pub use event::ModelEvent;
pub use refusal::ModelRefusal;
pub use state::{Model, Version};
