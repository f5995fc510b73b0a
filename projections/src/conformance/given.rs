//! A view in memory: given these events, then these rows.

use std::collections::HashMap;

use super::fixture::{recorded, time};
use super::story::Line;
use crate::answer::{Answer, Cell};
use crate::batch::Item;
use crate::row::Row;
use crate::value::Value;
use crate::{Poison, View};

/// Folds events into a view that has no tables behind it.
///
/// # Errors
/// The first [`Poison`].
pub fn given(view: &mut dyn View, lines: &[Line]) -> Result<(), Poison> {
    let mut revisions = HashMap::new();
    for ((stream, seconds, event), position) in lines.iter().zip(1..) {
        let revision = revisions.entry(*stream).or_insert(0);
        let item = Item::decode(recorded(event, *stream, *revision, position, time(*seconds)));
        *revision += 1;
        let seen = item.seen().map_err(Clone::clone)?;
        view.touch(&seen);
        for table in view.tables() {
            let _nothing_is_there = table.take_wanted(1);
        }
        view.apply(&seen)?;
    }
    Ok(())
}

/// The rows of one of its tables, in the order of their keys.
pub fn rows<R: Row>(view: &mut dyn View) -> Vec<R> {
    let changes = view.tables().into_iter().filter_map(|table| table.changes(1));
    let ours = changes.filter(|changes| changes.spec.name == R::SPEC.name).flat_map(|changes| changes.upserts);
    ours.map(|record| R::from_cells(answer(&record).rows().next().unwrap()).unwrap()).collect()
}

/// The answer to who asks for the row of these values.
fn answer(values: &[Value]) -> Answer {
    let mut answer = Answer::of_width(values.len());
    for value in values {
        answer.push(match value {
            Value::Null => Cell::Null,
            Value::Int(number) => Cell::Int(*number),
            Value::Text(text) => Cell::Text(text),
        });
    }
    answer
}
