//! What a query found, in two buffers whatever its length: values are read where they lie.

use std::ops::Range;

use serde::Serialize;

use crate::value::Value;

/// One value of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(untagged)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// See [`Value::Int`].
    Int(i64),
    /// See [`Value::Text`].
    Text(&'a str),
}

impl From<Cell<'_>> for Value {
    fn from(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Null => Self::Null,
            Cell::Int(number) => Self::Int(number),
            Cell::Text(text) => text.into(),
        }
    }
}

impl<'a> From<&'a Value> for Cell<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Int(number) => Self::Int(*number),
            Value::Text(text) => Self::Text(text),
        }
    }
}

/// The rows that a query found, in their order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answer {
    /// How many values make a row.
    width: usize,
    slots: Vec<Slot>,
    texts: String,
}

/// A value, or where in the texts it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Slot {
    Null,
    Int(i64),
    Text(Range<usize>),
}

impl Answer {
    /// Nothing found yet, in rows of as many values.
    pub(crate) fn of_width(width: usize) -> Self {
        Self { width, ..Self::default() }
    }

    /// Adds the next value of the last row, or the first of a new one.
    pub(crate) fn push(&mut self, cell: Cell<'_>) {
        let slot = match cell {
            Cell::Null => Slot::Null,
            Cell::Int(number) => Slot::Int(number),
            Cell::Text(text) => {
                let start = self.texts.len();
                self.texts.push_str(text);
                Slot::Text(start..self.texts.len())
            }
        };
        self.slots.push(slot);
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len() / self.width.max(1)
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The rows.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Cells<'_>> + ExactSizeIterator {
        self.slots.chunks_exact(self.width.max(1)).map(|slots| Cells { slots, texts: &self.texts })
    }
}

/// The values of a row in the order of its columns; taken one after another, or looked at by their place.
#[derive(Clone, Debug)]
pub struct Cells<'a> {
    slots: &'a [Slot],
    texts: &'a str,
}

impl<'a> Cells<'a> {
    /// The value of a column, counted from the next.
    ///
    /// # Panics
    /// When there are fewer columns.
    #[must_use]
    pub fn at(&self, column: usize) -> Cell<'a> {
        self.cell(&self.slots[column])
    }

    fn cell(&self, slot: &Slot) -> Cell<'a> {
        match slot {
            Slot::Null => Cell::Null,
            Slot::Int(number) => Cell::Int(*number),
            Slot::Text(range) => Cell::Text(&self.texts[range.clone()]),
        }
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cell<'a>;

    fn next(&mut self) -> Option<Cell<'a>> {
        let (slot, rest) = self.slots.split_first()?;
        self.slots = rest;
        Some(self.cell(slot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_in_their_order() {
        let mut answer = Answer::of_width(2);
        for cell in
            [Cell::Int(1), Cell::Text("one"), Cell::Null, Cell::Text(""), Cell::Text("zwei"), Cell::Text("zwei")]
        {
            answer.push(cell);
        }
        assert_eq!((answer.len(), answer.is_empty()), (3, false));
        let rows: Vec<Vec<Cell<'_>>> = answer.rows().map(Iterator::collect).collect();
        let (first, second) = (vec![Cell::Int(1), Cell::Text("one")], vec![Cell::Null, Cell::Text("")]);
        assert_eq!(rows, [first, second, vec![Cell::Text("zwei"), Cell::Text("zwei")]]);
        assert!(Answer::default().is_empty() && Answer::default().rows().next().is_none());
        assert_eq!(answer.rows().next_back().map(|row| row.at(1)), Some(Cell::Text("zwei")));
    }
}
