//! The tables in a model's bytes, each read where it lies.

use std::ops::Range;

use super::file::{Layout, Rows, bucket, f32_at, u32_at};
use super::row::Row;
use super::vocabulary::GRID;

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
        let (first, end) = (u32_at(self.bytes, entry), u32_at(self.bytes, entry + 4));
        let keys = &self.bytes[self.layout.keys + 4 * first as usize..self.layout.keys + 4 * end as usize];
        (first..)
            .zip(keys.as_chunks().0)
            .find_map(|(place, known)| (u32::from_le_bytes(*known) == key).then_some(place))
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
        self.row(column).weights().map(move |(label, steps)| (label, f32::from(steps) * self.step(label)))
    }

    /// The weights of a column.
    pub(super) fn row(self, column: u32) -> Row<'m> {
        let place = self.place(column);
        let of = |section: usize, bytes: usize| &self.bytes[section + place.start * bytes..section + place.end * bytes];
        let shape = self.layout.shape;
        match self.layout.rows {
            Rows::Together(rows) => shape.read(of(rows, 1)),
            Rows::Apart { labels, steps } => shape.apart(of(labels, shape.label()), of(steps, 1)),
        }
    }

    /// Whether a column's row, which lies inside, is as long as a row can be.
    pub(super) fn is_row_of_a_length(self, column: u32) -> bool {
        match self.layout.rows {
            Rows::Together(_) => self.layout.shape.allows(self.place(column).len()),
            Rows::Apart { .. } => true,
        }
    }

    /// Where in the rows that of a column lies.
    fn place(self, column: u32) -> Range<usize> {
        let end = |column: u32| u32_at(self.bytes, self.layout.ends + 4 * column as usize) as usize;
        column.checked_sub(1).map_or(0, end)..end(column)
    }
}
