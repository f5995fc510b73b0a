//! Pages of ordered lists by keyset: a cursor is the sort key of an item, so pages never shift under new items.

#[cfg(test)]
mod tests;

use event_store::Tenant;

use crate::answer::{Answer, Cells};
use crate::column::int;
use crate::cursor::{Cursor, Place};
use crate::excerpt::{Excerpt, select};
use crate::filter::Filter;
use crate::value::{Column, Value};
use crate::{Error, ReadModel};

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
    pub place: Place,
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
        let edges = self.edges.into_iter().map(|edge| Edge { place: edge.place, node: to(edge.node) }).collect();
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
        filter.compare(order.columns, behind, cursor.values(T::TABLE, order)?);
    }
    if let Some(cursor) = &request.before {
        filter.compare(order.columns, before, cursor.values(T::TABLE, order)?);
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
    let column =
        |name: &&str| T::columns().position(|column| column == *name).expect("an order names columns it reads");
    let columns: Vec<_> = order.columns.iter().map(column).collect();
    let edge = |cells: Cells<'_>| {
        let values = columns.iter().map(|column| cells.at(*column).into()).collect();
        Ok(Edge { place: Place::Ordered { order: order.name, values }, node: T::read(cells)? })
    };
    found.rows().take(size).map(edge).collect()
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
