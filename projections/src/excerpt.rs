//! What is read of the rows of a table: all of them, or the few columns that a list shows.

use crate::Error;
use crate::answer::Cells;
use crate::row::{Row, TableSpec};

/// Some columns of a table; a whole [`Row`] is all of them.
pub(crate) trait Excerpt: Sized {
    /// The table.
    const TABLE: &'static TableSpec;

    /// The names of the columns, in the order in which they are read.
    fn columns() -> impl ExactSizeIterator<Item = &'static str>;

    /// The values of these columns.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when a value is not one of its column's type.
    fn read(cells: Cells<'_>) -> Result<Self, Error>;
}

impl<R: Row> Excerpt for R {
    const TABLE: &'static TableSpec = R::SPEC_REF;

    fn columns() -> impl ExactSizeIterator<Item = &'static str> {
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

/// Declares what is read of a row where not all of it is shown. Its fields are those of the row, and so are their types.
macro_rules! excerpt {
    (
        $(#[$doc:meta])*
        $name:ident of $row:ident {
            $( $(#[$fdoc:meta])* $field:ident: $type:ty, )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug)]
        pub struct $name {
            $( $(#[$fdoc])* pub $field: $type, )+
        }

        impl From<&$row> for $name {
            fn from(row: &$row) -> Self {
                Self { $( $field: row.$field.clone(), )+ }
            }
        }

        impl $crate::excerpt::Excerpt for $name {
            const TABLE: &'static $crate::row::TableSpec = <$row as $crate::row::Row>::SPEC_REF;

            fn columns() -> impl ExactSizeIterator<Item = &'static str> {
                [$(stringify!($field)),+].into_iter()
            }

            fn read(mut cells: $crate::answer::Cells<'_>) -> Result<Self, $crate::Error> {
                Ok(Self {
                    $( $field: $crate::row::take(&mut cells, Self::TABLE.name, stringify!($field))?, )+
                })
            }
        }
    };
}

pub(crate) use excerpt;
