//! Reading a table of rows of bytes where it lies, without unpacking it.

use super::key::place;

/// Bytes before the first bucket.
const HEADER: usize = 8;

/// Rows of `WIDTH` bytes by key. A key that was never put in finds a row with a chance of about one in ten thousand,
/// which is noise among the others of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<const WIDTH: usize> {
    buckets: u32,
    starts: &'static [u8],
    marks: &'static [u8],
    values: &'static [u8],
}

impl<const WIDTH: usize> Table<WIDTH> {
    /// The table in these bytes, as `tools/language_tables` wrote them.
    ///
    /// # Panics
    /// When they are not such a table: they are part of the program, and tests read them.
    pub(super) fn new(bytes: &'static [u8]) -> Self {
        let buckets = word(bytes, 0);
        assert_eq!(word(bytes, 4) as usize, WIDTH, "the table is as wide as its reader expects");
        let (starts, rows) = bytes[HEADER..].split_at((buckets as usize + 1) * 4);
        let count = word(starts, buckets as usize * 4) as usize;
        let (marks, values) = rows.split_at(count * 2);
        assert_eq!(values.len(), count * WIDTH, "the table is whole");
        Self { buckets, starts, marks, values }
    }

    /// The row of a key.
    pub(super) fn get(&self, key: u64) -> Option<&'static [u8; WIDTH]> {
        let (bucket, mark) = place(key, self.buckets);
        let bucket = bucket as usize * 4;
        let (start, end) = (word(self.starts, bucket) as usize, word(self.starts, bucket + 4) as usize);
        let marks = self.marks[start * 2..end * 2].chunks_exact(2);
        let found = start + marks.into_iter().position(|bytes| [bytes[0], bytes[1]] == mark.to_le_bytes())?;
        self.values[found * WIDTH..].first_chunk()
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
