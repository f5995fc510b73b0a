//! How letters become bytes, and n-grams and words become keys of the tables.
//!
//! The generator (`tools/language_tables`) includes this very file, so that both sides agree.

/// The edge of a word, as a letter.
pub const EDGE: u8 = 1;

/// Letters of an n-gram, edges of the word included, at most.
pub const LONGEST_GRAM: usize = 5;

/// A lower-case letter as one byte: Latin up to `U+017F` and Romanian's comma letters apart, Vietnamese ones together,
/// all others together. None is 0 or [`EDGE`].
#[must_use]
pub const fn letter(lower: char) -> u8 {
    let code = lower as u32;
    let byte = match code {
        0x61..=0x7a => code - 0x61 + 2,
        0xdf..=0xff => code - 0xdf + 28,
        0x100..=0x17f => code - 0x100 + 61,
        0x218..=0x21b => code - 0x218 + 189,
        0x1ea0..=0x1eff => 193,
        _ => 194,
    };
    byte as u8
}

/// The key of an n-gram of at most [`LONGEST_GRAM`] bytes.
#[must_use]
pub fn gram(bytes: &[u8]) -> u64 {
    let packed = bytes.iter().fold(bytes.len() as u64, |key, byte| key << 8 | u64::from(*byte));
    mix(packed)
}

/// The key of a whole word without its edges.
#[must_use]
pub fn word(bytes: &[u8]) -> u64 {
    let folded = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |key: u64, byte| (key ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    mix(folded)
}

/// The finaliser of SplitMix64, which spreads a key over all its bits.
const fn mix(key: u64) -> u64 {
    let key = (key ^ (key >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let key = (key ^ (key >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    key ^ (key >> 31)
}

/// Where a key lies among `buckets` buckets, and what tells it from its neighbours there.
#[must_use]
pub const fn place(key: u64, buckets: u32) -> (u32, u16) {
    // The product of two 32-bit numbers, shifted back, is below `buckets`.
    let bucket = ((key >> 32) * buckets as u64) >> 32;
    (bucket as u32, key as u16)
}
