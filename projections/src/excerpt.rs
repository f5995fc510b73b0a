//! What is read of the rows of a table: all of them, or the few columns that a list shows.

use crate::Error;
use crate::answer::Cells;
use crate::row::{Row, TableSpec};

/// Some columns of a table; a whole [`Row`] is all of them.
pub(crate) trait Excerpt: Sized {
    /// The table.
    const TABLE: &'static TableSpec;

    /// The names of the columns, in the order in which they are read.
    fn columns() -> impl Iterator<Item = &'static str>;

    /// The values of these columns.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when a value is not one of its column's type.
    fn read(cells: Cells<'_>) -> Result<Self, Error>;
}

impl<R: Row> Excerpt for R {
    const TABLE: &'static TableSpec = R::SPEC_REF;

    fn columns() -> impl Iterator<Item = &'static str> {
        R::SPEC_REF.columns.iter().map(|column| column.name)
    }

    fn read(cells: Cells<'_>) -> Result<Self, Error> {
        R::from_cells(cells)
    }
}

/// The columns as a query names them.
pub(crate) fn select<T: Excerpt>() -> String {
    let columns: Vec<_> = T::columns().collect();
    format!("select {} from {}", columns.join(", "), T::TABLE.name)
}
