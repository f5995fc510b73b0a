//! A keyed fingerprint of anything hashable: tells a repeat from a different input without keeping the input.

use std::hash::{Hash, Hasher};

use aws_lc_rs::hmac;

use crate::{MacKey, mac};

/// The code of the bytes that `input` writes when it is hashed, integers in little endian and 64 bits for a size.
///
/// The bytes follow the order of fields and variants in the Rust type, so a fingerprint may be kept for as long as a
/// caller may repeat itself, not for ever.
pub(crate) fn of(key: &MacKey, input: &impl Hash) -> [u8; 32] {
    let mut hasher = MacHasher(key.context());
    input.hash(&mut hasher);
    mac::to_array(&hasher.0.sign())
}

/// Feeds what a value hashes into an HMAC, so that the clear input is nowhere collected.
struct MacHasher(hmac::Context);

impl Hasher for MacHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Never the result: that is the code, which does not fit.
    fn finish(&self) -> u64 {
        0
    }

    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }

    fn write_u128(&mut self, number: u128) {
        self.write(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    // The signed forms call the unsigned ones, except this: its width must not depend on the machine.
    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as i64 as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::{MacKey, Personal};

    fn key(byte: u8) -> MacKey {
        MacKey::from_bytes(&[byte; 32])
    }

    #[test]
    fn the_same_input_has_the_same_fingerprint() {
        let input = || (Personal::clear("Ada".to_owned()), 7_u32, Some("x"));
        assert_eq!(of(&key(1), &input()), of(&key(1), &input()));
    }

    #[test]
    fn another_input_or_another_key_has_another_fingerprint() {
        let ada = of(&key(1), &Personal::clear("Ada".to_owned()));
        assert_ne!(ada, of(&key(1), &Personal::clear("Bob".to_owned())));
        assert_ne!(ada, of(&key(2), &Personal::clear("Ada".to_owned())));
        assert_ne!(of(&key(1), &("ab", "c")), of(&key(1), &("a", "bc")));
    }
}
