//! How a table is written: `crates/intelligence/src/language/table.rs` reads it.

use std::path::Path;

use crate::key::place;

/// Rows that a bucket holds on average.
const PER_BUCKET: usize = 6;

/// A row: the key it is found by, the bytes of its name (which order rows that share a place), its values.
pub struct Row {
    pub key: u64,
    pub name: Vec<u8>,
    pub values: Vec<u8>,
}

/// Rows of one width.
pub struct Table {
    pub width: usize,
    pub rows: Vec<Row>,
}

impl Table {
    /// Writes buckets and width (`u32` each), where each bucket starts (`u32`, one more than buckets), the marks of all
    /// rows (`u16`), their values; little-endian.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(mut self, path: &Path) -> anyhow::Result<()> {
        let buckets = u32::try_from(self.rows.len().div_ceil(PER_BUCKET))?;
        self.rows.sort_by_cached_key(|row| (place(row.key, buckets), row.name.len(), row.name.clone()));
        let mut starts = vec![0u32; buckets as usize + 1];
        for row in &self.rows {
            starts[place(row.key, buckets).0 as usize + 1] += 1;
        }
        for bucket in 1..starts.len() {
            starts[bucket] += starts[bucket - 1];
        }
        let mut bytes = Vec::new();
        bytes.extend(buckets.to_le_bytes());
        bytes.extend(u32::try_from(self.width)?.to_le_bytes());
        starts.iter().for_each(|start| bytes.extend(start.to_le_bytes()));
        self.rows.iter().for_each(|row| bytes.extend(place(row.key, buckets).1.to_le_bytes()));
        self.rows.iter().for_each(|row| bytes.extend(&row.values));
        println!("{}: {} rows, {} bytes", path.display(), self.rows.len(), bytes.len());
        Ok(std::fs::write(path, bytes)?)
    }
}
