//! What n-grams weigh, in a table that knows which n-grams it does not hold.
//!
//! A bucket is 16 bytes: the fingerprints of up to eight n-grams, then their weights in steps. A fingerprint is one byte of an
//! n-gram's key, so about one of 32 n-grams that are not there is taken for one that is, where a full table without
//! fingerprints takes each so. Fingerprints in buckets are those of a cuckoo filter (Fan et al. 2014); here an n-gram has one
//! bucket and stays in it.

/// How many buckets a table has: with its header a file of 2,000,000 bytes.
pub(super) const BUCKETS: usize = 124_999;

/// How many n-grams share a bucket.
const ROOM: usize = 8;
const BUCKET: usize = 2 * ROOM;

/// How many bytes a table has.
pub(super) const BYTES: usize = BUCKETS * BUCKET;

/// The fingerprint of no n-gram.
const NONE: u8 = 0;

/// Where the n-gram of a key lies: its bucket, from the upper half of the key, and its fingerprint, from the lower.
fn place(key: u64) -> (usize, u8) {
    let bucket = ((key >> 32) * BUCKETS as u64) >> 32;
    (bucket as usize, (key as u8).max(NONE + 1))
}

/// What the n-gram of a key weighs in a table; 0 when it is not there.
pub(super) fn weight(table: &[u8], key: u64) -> i8 {
    let (bucket, fingerprint) = place(key);
    let held = table.get(bucket * BUCKET..(bucket + 1) * BUCKET).and_then(|bytes| bytes.split_at_checked(ROOM));
    let Some((fingerprints, weights)) = held else { return 0 };
    let at = fingerprints.iter().position(|held| *held == fingerprint);
    at.and_then(|at| weights.get(at)).map_or(0, |weight| weight.cast_signed())
}

/// A table of n-grams, given from the weightiest to the lightest: one that finds its bucket full, or its fingerprint taken, is
/// left out.
pub(super) fn bytes(grams: impl IntoIterator<Item = (u64, i8)>) -> Vec<u8> {
    let mut table = vec![0; BYTES];
    for (key, weight) in grams {
        let (bucket, fingerprint) = place(key);
        let Some((fingerprints, weights)) =
            table.get_mut(bucket * BUCKET..(bucket + 1) * BUCKET).and_then(|bytes| bytes.split_at_mut_checked(ROOM))
        else {
            continue;
        };
        let free = fingerprints.iter().position(|held| [NONE, fingerprint].contains(held));
        if let Some(at) = free.filter(|at| fingerprints[*at] == NONE) {
            fingerprints[at] = fingerprint;
            weights[at] = weight.cast_unsigned();
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key of a bucket and a fingerprint.
    fn key(bucket: u64, fingerprint: u64) -> u64 {
        (((bucket << 32) / BUCKETS as u64 + 1) << 32) | fingerprint
    }

    #[test]
    fn what_lies_in_a_table_is_found_and_nothing_else() {
        let table = bytes([(key(0, 1), 5), (key(0, 2), -7), (key(BUCKETS as u64 - 1, 1), 9)]);
        let weights =
            [key(0, 1), key(0, 2), key(BUCKETS as u64 - 1, 1), key(0, 3), key(1, 1)].map(|k| weight(&table, k));
        assert_eq!(weights, [5, -7, 9, 0, 0]);
    }

    #[test]
    fn a_full_bucket_keeps_the_first() {
        let table = bytes((1..=9).map(|fingerprint| (key(7, fingerprint), 1)));
        let held = (1..=9).filter(|fingerprint| weight(&table, key(7, *fingerprint)) == 1);
        assert_eq!(held.count(), ROOM);
        assert_eq!(weight(&table, key(7, 9)), 0);
    }

    #[test]
    fn a_fingerprint_that_is_taken_stays_with_the_first() {
        let table = bytes([(key(7, 3), 4), (key(7, 3) + 0x100, -4)]);
        assert_eq!(weight(&table, key(7, 3)), 4);
        assert_eq!(table.iter().filter(|byte| **byte != 0).count(), 2);
    }

    #[test]
    fn a_key_whose_last_byte_is_0_takes_a_slot_too() {
        let table = bytes([(key(7, 0), 4), (key(7, 2), 5)]);
        assert_eq!([key(7, 0), key(7, 2)].map(|key| weight(&table, key)), [4, 5]);
    }
}
