//! HMAC-SHA-256 under derived keys, for values that must be compared without being kept.

use std::fmt;

use aws_lc_rs::hmac;

/// What a derived key authenticates. Keys of different purposes are unrelated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MacPurpose<'a> {
    /// Finding a subject by an identifier.
    BlindIndex {
        /// The kind of identifier, such as `email`.
        kind: &'a str,
    },
    /// Telling whether two inputs are the same.
    Fingerprint,
}

/// A key of one tenant for one purpose.
#[derive(Clone)]
pub struct MacKey(hmac::Key);

impl MacKey {
    /// A key from bytes that a key management derived.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, bytes))
    }

    pub(crate) fn from_hmac(key: hmac::Key) -> Self {
        Self(key)
    }

    /// The code of `input`.
    pub(crate) fn code(&self, input: &[u8]) -> [u8; 32] {
        to_array(&hmac::sign(&self.0, input))
    }

    /// Starts a code whose input comes in pieces.
    pub(crate) fn context(&self) -> hmac::Context {
        hmac::Context::with_key(&self.0)
    }
}

impl fmt::Debug for MacKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MacKey(..)")
    }
}

pub(crate) fn to_array(code: &hmac::Tag) -> [u8; 32] {
    code.as_ref().try_into().expect("a SHA-256 code has 32 bytes")
}
