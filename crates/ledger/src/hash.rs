//! SHA-256 as the tree uses it: leaves and nodes are told apart by a first byte, so that neither passes for the other.

use std::fmt;

use aws_lc_rs::digest::{Context, SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// The first byte of what is hashed for a leaf (RFC 6962 §2.1).
const LEAF: u8 = 0;
/// The first byte of what is hashed for a node.
const NODE: u8 = 1;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Its size, bytes.
    pub const SIZE: usize = 32;

    /// The digest of bytes as they are.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::from_digest(digest(&SHA256, bytes).as_ref())
    }

    /// The root of a tree without leaves.
    #[must_use]
    pub fn of_nothing() -> Self {
        Self::of(&[])
    }

    /// The hash of a leaf with this entry.
    #[must_use]
    pub fn leaf(entry: &[u8]) -> Self {
        let mut context = Context::new(&SHA256);
        context.update(&[LEAF]);
        context.update(entry);
        Self::from_digest(context.finish().as_ref())
    }

    /// The hash of a node over these two.
    #[must_use]
    pub fn node(left: Self, right: Self) -> Self {
        let mut bytes = [NODE; 1 + 2 * Self::SIZE];
        bytes[1..=Self::SIZE].copy_from_slice(&left.0);
        bytes[1 + Self::SIZE..].copy_from_slice(&right.0);
        Self::of(&bytes)
    }

    /// From its 32 bytes; `None` when there are more or fewer.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// As checkpoints and proofs write it.
    #[must_use]
    pub fn to_base64(self) -> String {
        BASE64.encode(self.0)
    }

    /// From base64; `None` when it is not exactly what [`Hash::to_base64`] writes.
    #[must_use]
    pub fn from_base64(text: &str) -> Option<Self> {
        Self::from_slice(&BASE64.decode(text).ok()?)
    }

    /// From 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 2 * Self::SIZE {
            return None;
        }
        let mut bytes = [0; Self::SIZE];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Some(Self(bytes))
    }

    fn from_digest(digest: &[u8]) -> Self {
        Self::from_slice(digest).expect("SHA-256 gives 32 bytes")
    }
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// Appends a hash in hexadecimal.
pub(crate) fn push_hex(text: &mut String, hash: Hash) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = [0; 2 * Hash::SIZE];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(hash.0) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    text.push_str(str::from_utf8(&digits).expect("digits are ASCII"));
}

/// In hexadecimal.
impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(2 * Self::SIZE);
        push_hex(&mut text, *self);
        f.write_str(&text)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_and_nodes_are_hashed_apart() {
        // The digests of the empty string and of a single zero byte are well known.
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let empty_leaf = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
        assert_eq!(Hash::of_nothing().to_string(), nothing);
        assert_eq!(Hash::leaf(b"").to_string(), empty_leaf);
        let (left, right) = (Hash([1; 32]), Hash([2; 32]));
        assert_eq!(Hash::node(left, right), Hash::of(&[&[1][..], &left.0, &right.0].concat()));
        assert_ne!(Hash::node(left, right), Hash::node(right, left));
    }

    #[test]
    fn both_spellings_come_back_and_nothing_else_is_taken() {
        let hash = Hash::of(b"a");
        assert_eq!(Hash::from_hex(&hash.to_string()), Some(hash));
        assert_eq!(Hash::from_base64(&hash.to_base64()), Some(hash));
        let (hex, base64) = (hash.to_string(), hash.to_base64());
        assert_eq!(Hash::from_hex(&hex.to_uppercase()), None);
        assert_eq!(Hash::from_hex(&hex[2..]), None);
        assert_eq!(Hash::from_hex(&"é".repeat(32)), None);
        assert_eq!(Hash::from_base64(base64.trim_end_matches('=')), None);
        assert_eq!(Hash::from_base64(&format!("{base64}\n")), None);
    }
}
