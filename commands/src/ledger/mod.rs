//! Commands on the keeping of the log.

mod rotate_key;

pub use rotate_key::RotateKey;
