//! The 32-bit key that stands for an n-gram.

/// Odd, from the golden ratio: multiplication by it spreads neighbouring values.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The key of a sequence, fed one value after the other; the same on every machine.
#[derive(Clone, Copy)]
pub(super) struct Key(u64);

impl Key {
    /// An empty sequence of its own kind: sequences of different kinds do not share keys.
    pub(super) const fn new(kind: u64) -> Self {
        Self(kind.wrapping_mul(SPREAD))
    }

    /// The sequence with one more value.
    pub(super) const fn with(self, value: u64) -> Self {
        Self((self.0.rotate_left(29) ^ value).wrapping_mul(SPREAD))
    }

    /// All its bits.
    pub(super) const fn wide(self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    /// The key. Two of 200,000 n-grams share one about five times, which costs a linear model nothing.
    pub(super) const fn narrow(self) -> u32 {
        ((self.0 ^ (self.0 >> 29)).wrapping_mul(SPREAD) >> 32) as u32
    }
}

/// The key that stands for one component of a text's vector, beside those of its n-grams.
pub(crate) const fn component(number: usize) -> u32 {
    Key::new(8).with(number as u64).narrow()
}
