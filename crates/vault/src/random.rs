//! The one source of randomness of this crate: the operating system's, through the cipher library.

use uuid::Uuid;

/// Fills `out` with unpredictable bytes.
pub(crate) fn fill(out: &mut [u8]) {
    aws_lc_rs::rand::fill(out).expect("the system's random source works, or no key may be made");
}

/// A random id (UUID version 4).
pub(crate) fn id() -> Uuid {
    let mut bytes = [0; 16];
    fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}
