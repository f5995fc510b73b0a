//! AES-256-GCM with random nonces: the one cipher of this crate.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

use crate::random;

/// Length of a key, in bytes.
pub(crate) const KEY_BYTES: usize = 32;

/// Length of the random nonce in front of each ciphertext, in bytes.
pub(crate) const NONCE_BYTES: usize = 12;

/// Length of the authentication tag behind each ciphertext, in bytes.
pub(crate) const TAG_BYTES: usize = 16;

/// A key ready for use; its schedule is computed once. The library wipes it when it is dropped.
pub(crate) struct Cipher(LessSafeKey);

impl Cipher {
    pub(crate) fn new(key: &[u8; KEY_BYTES]) -> Self {
        Self(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("the key has the cipher's length")))
    }

    /// Nonce, ciphertext and tag of `clear`, which opens only with the same `associated` data.
    pub(crate) fn seal(&self, associated: &[u8], clear: &[u8]) -> Vec<u8> {
        let mut body = vec![0; NONCE_BYTES + clear.len() + TAG_BYTES];
        let (nonce, rest) = body.split_at_mut(NONCE_BYTES);
        let (ciphertext, tag) = rest.split_at_mut(clear.len());
        random::fill(nonce);
        let nonce = Nonce::try_assume_unique_for_key(nonce).expect("the nonce has the cipher's length");
        self.0
            .seal_out_of_place_scatter(nonce, Aad::from(associated), clear, ciphertext, &[], tag)
            .expect("a field is far shorter than the cipher's limit");
        body
    }

    /// What [`seal`](Self::seal) was given, or nothing when the body or the associated data differ by a single bit.
    pub(crate) fn open(&self, associated: &[u8], body: &[u8]) -> Option<Vec<u8>> {
        let (nonce, rest) = body.split_at_checked(NONCE_BYTES)?;
        let (ciphertext, tag) = rest.split_at_checked(rest.len().checked_sub(TAG_BYTES)?)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut clear = vec![0; ciphertext.len()];
        self.0.open_separate_gather(nonce, Aad::from(associated), ciphertext, tag, &mut clear).ok()?;
        Some(clear)
    }
}
