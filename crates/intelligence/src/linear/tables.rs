//! The tables in a model's bytes, each read where it lies.

use std::ops::Range;

use super::file::{Layout, bucket, f32_at, label_at, u32_at};
use super::vocabulary::GRID;

/// How many sums there must be at least, whatever the number of labels.
pub(super) const FEWEST_SUMS: usize = 256;

/// A model's sections, which [`read`](super::file::read) has checked.
#[derive(Clone, Copy)]
pub(super) struct Tables<'m> {
    pub(super) bytes: &'m [u8],
    pub(super) layout: &'m Layout,
}

impl<'m> Tables<'m> {
    /// The place of a key.
    pub(super) fn column(&self, key: u32) -> Option<u32> {
        let entry = self.layout.index + 4 * bucket(key, self.layout.index_bits);
        let places = u32_at(self.bytes, entry)..u32_at(self.bytes, entry + 4);
        places.into_iter().find(|&place| self.key(place) == key)
    }

    pub(super) fn key(&self, column: u32) -> u32 {
        u32_at(self.bytes, self.layout.keys + 4 * column as usize)
    }

    pub(super) fn idf(&self, column: u32) -> f32 {
        let at = self.layout.idf + 2 * column as usize;
        f32::from(u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]])) / GRID
    }

    pub(super) fn step(&self, label: usize) -> f32 {
        f32_at(self.bytes, self.layout.steps + 4 * label)
    }

    pub(super) fn bias(&self, label: usize) -> f32 {
        f32_at(self.bytes, self.layout.biases + 4 * label)
    }

    /// The labels that have a weight in a column, with it.
    pub(super) fn row_weights(self, column: u32) -> impl Iterator<Item = (usize, f32)> + 'm {
        self.row(column).map(move |weight| {
            let label = label_at(self.bytes, self.layout, weight);
            let steps = self.bytes[self.layout.values + weight].cast_signed();
            (label, f32::from(steps) * self.step(label))
        })
    }

    /// Adds a column's weights in steps, times a value, to their labels' sums, of which there are at least [`FEWEST_SUMS`].
    pub(super) fn add_row(&self, column: u32, value: f32, sums: &mut [f32]) {
        let row = self.row(column);
        let of = |section: usize, bytes: usize| &self.bytes[section + row.start * bytes..section + row.end * bytes];
        let steps = of(self.layout.values, 1).iter().map(|steps| value * f32::from(steps.cast_signed()));
        if self.layout.label_bytes == 1 {
            // With a sum for every byte none of the places needs a check.
            let sums: &mut [f32; FEWEST_SUMS] =
                sums.first_chunk_mut().expect("there are as many sums as a byte has values");
            of(self.layout.labels, 1).iter().zip(steps).for_each(|(&label, added)| sums[usize::from(label)] += added);
        } else {
            let labels = of(self.layout.labels, 2).as_chunks().0.iter().map(|&label| u16::from_le_bytes(label));
            labels.zip(steps).for_each(|(label, added)| sums[usize::from(label)] += added);
        }
    }

    /// The weights of a column.
    fn row(&self, column: u32) -> Range<usize> {
        let end = |column: u32| u32_at(self.bytes, self.layout.ends + 4 * column as usize) as usize;
        column.checked_sub(1).map_or(0, end)..end(column)
    }
}
