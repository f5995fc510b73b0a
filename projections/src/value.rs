//! What a column holds, on every engine.

use crate::answer::Cell;

/// One value of one row.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number, a flag (0 or 1) or a time (microseconds since 1970 UTC).
    Int(i64),
    /// A text, a name, an id or JSON.
    Text(String),
}

/// What kind of value a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// [`Value::Int`].
    Int,
    /// [`Value::Text`]; ordered by its bytes.
    Text,
}

/// The values of one row in the order of the columns, to be written.
pub type Record = Vec<Value>;

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A Rust type that a column can hold.
pub trait Column: Sized {
    /// The kind of its values.
    const KIND: Kind;
    /// Whether [`Value::Null`] is one of them.
    const NULLABLE: bool = false;

    /// As a value.
    fn to_value(&self) -> Value;

    /// From a value; `None` when it is not one of the type.
    fn from_cell(cell: Cell<'_>) -> Option<Self>;
}

impl<T: Column> Column for Option<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;

    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if cell == Cell::Null { Some(None) } else { T::from_cell(cell).map(Some) }
    }
}
