//! Pages of ordered lists by keyset: a cursor is the sort key of an item, so pages never shift under new items.

#[cfg(test)]
mod tests;

use std::iter;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use event_store::Tenant;

use crate::answer::{Answer, Cell, Cells};
use crate::column::int;
use crate::excerpt::{Excerpt, select};
use crate::filter::Filter;
use crate::row::TableSpec;
use crate::value::{Column, Kind, Value};
use crate::{Error, ReadModel};

/// Where an item stands in a list; opaque to whoever holds it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Cursor(pub String);

/// Which end of a list comes first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Direction {
    /// The least first.
    #[default]
    Ascending,
    /// The greatest first.
    Descending,
}

/// From which end of what is asked for a page is taken. The order of its items is the list's either way.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum End {
    /// The first items, right behind `after`.
    #[default]
    First,
    /// The last items, right before `before`.
    Last,
}

/// Which part of a list is wanted.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PageRequest {
    /// How many items at most.
    pub size: u32,
    /// From which end.
    pub end: End,
    /// Only items behind this one.
    pub after: Option<Cursor>,
    /// Only items before this one.
    pub before: Option<Cursor>,
}

impl PageRequest {
    /// The first items of the list.
    #[must_use]
    pub fn first(size: u32) -> Self {
        Self { size, end: End::First, after: None, before: None }
    }

    /// The last items of the list.
    #[must_use]
    pub fn last(size: u32) -> Self {
        Self { size, end: End::Last, after: None, before: None }
    }

    /// The items behind a cursor.
    #[must_use]
    pub fn after(self, cursor: Cursor) -> Self {
        Self { after: Some(cursor), ..self }
    }

    /// The items before a cursor.
    #[must_use]
    pub fn before(self, cursor: Cursor) -> Self {
        Self { before: Some(cursor), ..self }
    }
}

/// An item with its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Edge<T> {
    /// Its place.
    pub cursor: Cursor,
    /// The item.
    pub node: T,
}

/// A part of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Page<T> {
    /// The items in the order of the list.
    pub edges: Vec<Edge<T>>,
    /// Whether the list goes on behind the last one. Known for sure when the page was taken from the first end.
    pub has_next: bool,
    /// Whether there are items before the first one. Known for sure when the page was taken from the last end.
    pub has_previous: bool,
}

impl<T> Page<T> {
    /// The same page of other items.
    pub fn map<U>(self, mut to: impl FnMut(T) -> U) -> Page<U> {
        let edges = self.edges.into_iter().map(|edge| Edge { cursor: edge.cursor, node: to(edge.node) }).collect();
        Page { edges, has_next: self.has_next, has_previous: self.has_previous }
    }
}

/// The order of a list: columns that together tell every item apart, all in one direction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    /// Distinguishes the cursors of one order from those of another.
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [&'static str],
    pub(crate) direction: Direction,
}

/// Reads a page of the rows that pass the filter.
pub(crate) async fn fetch<T: Excerpt>(
    model: &dyn ReadModel,
    filter: Filter,
    order: Order,
    request: &PageRequest,
) -> Result<Page<T>, Error> {
    let (sql, params) = statement::<T>(filter, order, request)?;
    let found = model.query(&sql, params).await?;
    let overfull = found.len() > request.size as usize;
    let mut edges = edges(&found, request.size as usize, order)?;
    let (has_next, has_previous) = match request.end {
        End::First => (overfull, request.after.is_some()),
        End::Last => (request.before.is_some(), overfull),
    };
    if request.end == End::Last {
        edges.reverse();
    }
    Ok(Page { edges, has_next, has_previous })
}

fn statement<T: Excerpt>(
    mut filter: Filter,
    order: Order,
    request: &PageRequest,
) -> Result<(String, Vec<Value>), Error> {
    let (behind, before) = match order.direction {
        Direction::Ascending => (">", "<"),
        Direction::Descending => ("<", ">"),
    };
    if let Some(cursor) = &request.after {
        filter.compare(order.columns, behind, decode(T::TABLE, cursor, order)?);
    }
    if let Some(cursor) = &request.before {
        filter.compare(order.columns, before, decode(T::TABLE, cursor, order)?);
    }
    let sorted = sorted(order, request.end);
    let (conditions, mut params) = filter.finish();
    params.push(Value::Int(i64::from(request.size) + 1));
    let sql = format!("{} where {conditions} order by {sorted} limit ${}", select::<T>(), params.len());
    Ok((sql, params))
}

fn sorted(order: Order, end: End) -> String {
    let word = match (order.direction, end) {
        (Direction::Ascending, End::First) | (Direction::Descending, End::Last) => "asc",
        (Direction::Ascending, End::Last) | (Direction::Descending, End::First) => "desc",
    };
    let columns: Vec<_> = order.columns.iter().map(|column| format!("{column} {word}")).collect();
    columns.join(", ")
}

fn edges<T: Excerpt>(found: &Answer, size: usize, order: Order) -> Result<Vec<Edge<T>>, Error> {
    let place = |name: &&str| T::columns().position(|column| column == *name).expect("an order names columns it reads");
    let places: Vec<_> = order.columns.iter().map(place).collect();
    let edge = |cells: Cells<'_>| Ok(Edge { cursor: encode(order.name, &places, &cells), node: T::read(cells)? });
    found.rows().take(size).map(edge).collect()
}

/// The order's name and the values by which it sorts, as a JSON array in base64.
fn encode(order: &str, places: &[usize], cells: &Cells<'_>) -> Cursor {
    let values = places.iter().map(|place| cells.at(*place));
    let parts: Vec<_> = iter::once(Cell::Text(order)).chain(values).collect();
    Cursor(URL_SAFE_NO_PAD.encode(serde_json::to_vec(&parts).expect("numbers and texts can be written")))
}

/// A cursor comes from outside, so each value must be of its column's kind.
fn decode(spec: &TableSpec, cursor: &Cursor, order: Order) -> Result<Vec<Value>, Error> {
    let bytes = URL_SAFE_NO_PAD.decode(&cursor.0).map_err(|_| Error::InvalidCursor)?;
    let parts: Vec<serde_json::Value> = serde_json::from_slice(&bytes).map_err(|_| Error::InvalidCursor)?;
    let (name, values) = parts.split_first().ok_or(Error::InvalidCursor)?;
    if name.as_str() != Some(order.name) || values.len() != order.columns.len() {
        return Err(Error::InvalidCursor);
    }
    let kinds = order.columns.iter().map(|name| spec.column(name).kind);
    values.iter().zip(kinds).map(|(value, kind)| from_json(value, kind).ok_or(Error::InvalidCursor)).collect()
}

fn from_json(value: &serde_json::Value, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Int => value.as_i64().map(Value::Int),
        Kind::Text => value.as_str().map(Value::from),
    }
}

/// How many rows pass the filter.
pub(crate) async fn count(model: &dyn ReadModel, table: &str, filter: Filter) -> Result<u64, Error> {
    let (conditions, params) = filter.finish();
    let found = model.query(&format!("select count(*) from {table} where {conditions}"), params).await?;
    let number = found.rows().flatten().next().and_then(int);
    Ok(number.and_then(|number| u64::try_from(number).ok()).unwrap_or_default())
}

/// The rows of a tenant with one of these values in a column, in order.
pub(crate) async fn by_column<T: Excerpt>(
    model: &dyn ReadModel,
    tenant: &Tenant,
    column: &str,
    values: &[impl Column],
    order: &str,
) -> Result<Vec<T>, Error> {
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let mut filter = Filter::of(tenant);
    filter.one_of(column, values);
    rows(model, filter, order).await
}

/// The rows that pass the filter, all of them, in order.
pub(crate) async fn rows<T: Excerpt>(model: &dyn ReadModel, filter: Filter, order: &str) -> Result<Vec<T>, Error> {
    let (conditions, params) = filter.finish();
    let sql = format!("{} where {conditions} order by {order}", select::<T>());
    model.query(&sql, params).await?.rows().map(T::read).collect()
}
