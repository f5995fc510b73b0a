//! Relay's arguments and connections over pages of a view.

use async_graphql::connection::{Connection, ConnectionNameType, CursorType, Edge, EdgeNameType, EmptyFields};
use async_graphql::{Error, InputObject, ObjectType, OutputType};
use domain::conversation::Visibility;
use projections::page::End;
use projections::views::transcript::TurnRow;
use projections::{Cursor, Page, PageRequest, Place};

use super::access::fault;
use super::user_error::log_fault;
use crate::error_code::ErrorCode;

/// The most items of a page.
const MAX_PAGE: i32 = 100;
/// How many items a page has when nobody says.
const DEFAULT_PAGE: u32 = 20;

/// Which part of a list is wanted. Pages are taken from one end: `first` and `after`, or `last` and `before`.
#[derive(InputObject, Clone, Debug, Default)]
pub struct PageArgs {
    /// How many items from the front, at most 100.
    pub first: Option<i32>,
    /// Only items behind this cursor.
    pub after: Option<String>,
    /// How many items from the back, at most 100.
    pub last: Option<i32>,
    /// Only items before this cursor.
    pub before: Option<String>,
}

impl PageArgs {
    /// The arguments as they stand in a field.
    #[must_use]
    pub fn new(first: Option<i32>, after: Option<String>, last: Option<i32>, before: Option<String>) -> Self {
        Self { first, after, last, before }
    }

    /// The page they ask for.
    ///
    /// # Errors
    /// `BAD_REQUEST` when both ends or a size outside 1 to 100 are asked for.
    pub fn request(self) -> Result<PageRequest, Error> {
        let request = match (self.first, self.last) {
            (Some(_), Some(_)) => return Err(bad("ask for first or last, not both")),
            (Some(size), None) => PageRequest::first(page_size(size, "first")?),
            (None, Some(size)) => PageRequest::last(page_size(size, "last")?),
            (None, None) if self.before.is_some() => PageRequest::last(DEFAULT_PAGE),
            (None, None) => PageRequest::first(DEFAULT_PAGE),
        };
        Ok(PageRequest { after: self.after.map(Cursor), before: self.before.map(Cursor), ..request })
    }
}

/// The part of a list that is in memory; its cursors are the turns' places.
///
/// # Errors
/// `BAD_REQUEST` when a cursor is not one of this list.
pub fn slice(turns: &[TurnRow], only: Option<Visibility>, request: &PageRequest) -> Result<Page<TurnRow>, Error> {
    let place = |cursor: &Option<Cursor>| cursor.as_ref().map(|cursor| cursor.0.parse::<u64>()).transpose();
    let (Ok(after), Ok(before)) = (place(&request.after), place(&request.before)) else {
        return Err(bad("the cursor is not one of this list in this order"));
    };
    let wanted = |turn: &&TurnRow| {
        only.is_none_or(|only| turn.visibility == only)
            && after.is_none_or(|after| turn.turn_index > after)
            && before.is_none_or(|before| turn.turn_index < before)
    };
    let within: Vec<&TurnRow> = turns.iter().filter(wanted).collect();
    let (size, whole) = (request.size as usize, within.len());
    let (from, to) = match request.end {
        End::First => (0, size.min(whole)),
        End::Last => (whole.saturating_sub(size), whole),
    };
    let edge = |turn: &&TurnRow| projections::Edge { place: Place::Numbered(turn.turn_index), node: (*turn).clone() };
    Ok(Page {
        edges: within[from..to].iter().map(edge).collect(),
        has_next: to < whole || before.is_some(),
        has_previous: from > 0 || after.is_some(),
    })
}

/// The size of a page.
///
/// # Errors
/// `BAD_REQUEST` when it is outside 1 to 100.
pub fn page_size(size: i32, argument: &str) -> Result<u32, Error> {
    match u32::try_from(size) {
        Ok(size @ 1..=100) => Ok(size),
        Ok(_) | Err(_) => Err(bad(&format!("{argument} is a number from 1 to {MAX_PAGE}"))),
    }
}

/// The error of a cursor that is not one of the list.
#[must_use]
pub fn bad_cursor() -> Error {
    bad("the cursor is not one of this list in this order")
}

fn bad(message: &str) -> Error {
    fault(ErrorCode::BadRequest, message)
}

/// The place of an item in a connection; its cursor is written when someone asks for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct At(Place);

/// Without the list that it is a cursor of, a text does not say where it stands.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("a cursor is read by its list")]
pub struct NoList;

impl From<Place> for At {
    fn from(place: Place) -> Self {
        Self(place)
    }
}

impl CursorType for At {
    type Error = NoList;

    fn decode_cursor(_: &str) -> Result<Self, NoList> {
        Err(NoList)
    }

    fn encode_cursor(&self) -> String {
        self.0.cursor().0
    }
}

/// A page as a connection.
#[must_use]
pub fn connection<T, N, Fields, Name, EdgeName>(
    page: Page<T>,
    fields: Fields,
    mut node: impl FnMut(T) -> N,
) -> Connection<At, N, Fields, EmptyFields, Name, EdgeName>
where
    N: OutputType,
    Fields: ObjectType,
    Name: ConnectionNameType,
    EdgeName: EdgeNameType,
{
    let mut connection = Connection::with_additional_fields(page.has_previous, page.has_next, fields);
    connection.edges.extend(page.edges.into_iter().map(|edge| Edge::new(edge.place.into(), node(edge.node))));
    connection
}

/// The top-level error of a read model that failed.
#[must_use]
pub fn read_fault(error: &projections::Error) -> Error {
    match error {
        projections::Error::InvalidCursor => bad("the cursor is not one of this list in this order"),
        projections::Error::Unavailable { .. } | projections::Error::Log(event_store::Error::Unavailable { .. }) => {
            log_fault(error);
            fault(ErrorCode::Unavailable, "the views are unavailable; try again")
        }
        projections::Error::Corrupt { .. } | projections::Error::UnknownView { .. } | projections::Error::Log(_) => {
            log_fault(error);
            fault(ErrorCode::Internal, "something went wrong on our side")
        }
    }
}
