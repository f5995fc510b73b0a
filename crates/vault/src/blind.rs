//! The keyed image of an identifier: enough to find a subject by it, too little to read it.

use std::fmt;

/// The image of one identifier. Equal identifiers of one tenant and kind have equal images.
///
/// Identifiers such as telephone numbers are few enough to try them all with the key, so an image belongs into stores
/// where it can be deleted, never into an append-only log.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlindIndex([u8; 32]);

impl BlindIndex {
    /// An image read back from where it was kept.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The image, to be kept.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for BlindIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlindIndex(..)")
    }
}
