//! A table's rows as Rust structs: one list of fields gives the struct, the columns and the way between.

use std::fmt::Debug;
use std::hash::Hash;

use crate::Error;
use crate::answer::Cells;
use crate::value::{Column, Kind, Record};

/// A table as every engine makes it.
#[derive(Debug)]
pub struct TableSpec {
    /// What it is called.
    pub name: &'static str,
    /// The columns; those of the key come first.
    pub columns: &'static [ColumnSpec],
    /// How many columns, from the first, are the primary key.
    pub key: usize,
    /// How many columns, from the first, rows are loaded by.
    pub prefix: usize,
    /// The columns of each index, separated by commas.
    pub indexes: &'static [&'static str],
    /// Whether a row is usually more than 1,000 bytes.
    pub large: bool,
}

/// One column.
#[derive(Debug)]
pub struct ColumnSpec {
    /// What it is called.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may hold nothing.
    pub nullable: bool,
}

impl TableSpec {
    /// The names of the first `count` columns, separated by commas.
    pub(crate) fn names(&self, count: usize) -> String {
        let names: Vec<_> = self.columns[..count].iter().map(|column| column.name).collect();
        names.join(", ")
    }

    /// The names of all columns, separated by commas.
    pub(crate) fn all_names(&self) -> String {
        self.names(self.columns.len())
    }

    /// The column of this name.
    pub(crate) fn column(&self, name: &str) -> &ColumnSpec {
        self.columns.iter().find(|column| column.name == name).expect("an order names columns of its table")
    }

    /// What the table of a generation is called; generation 0 is what is never rebuilt.
    pub(crate) fn physical(&self, generation: u32) -> String {
        if generation == 0 { self.name.to_owned() } else { format!("{}_g{generation}", self.name) }
    }
}

/// One row of a table.
pub trait Row: Sized + Send + Sync + 'static {
    /// The primary key.
    type Key: Key;
    /// The leading part of the key by which rows are loaded together.
    type Prefix: Key;
    /// The table.
    const SPEC: TableSpec;
    /// The same, at one place in memory.
    const SPEC_REF: &'static TableSpec = &Self::SPEC;
    /// How many rows stay in memory between batches at most.
    const KEEP: usize;

    /// Its key.
    fn key(&self) -> Self::Key;

    /// The leading part of a key.
    fn prefix(key: &Self::Key) -> Self::Prefix;

    /// Its values in the order of the columns.
    fn values(&self) -> Record;

    /// The row of these values.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when a value is not one of its column's type.
    fn from_cells(cells: Cells<'_>) -> Result<Self, Error>;
}

/// Some values that tell rows apart: a tuple of columns.
pub trait Key: Clone + Eq + Ord + Hash + Debug + Send + Sync + 'static {
    /// Its values in the order of the columns.
    fn values(&self) -> Record;
}

macro_rules! keys {
    ($($(#[$doc:meta])* ($($part:ident $index:tt),*);)*) => {$(
        impl<$($part),*> Key for ($($part,)*)
        where
            $($part: Column + Clone + Eq + Ord + Hash + Debug + Send + Sync + 'static),*
        {
            fn values(&self) -> Record {
                vec![$(self.$index.to_value()),*]
            }
        }
    )*};
}

keys! {
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
}

/// Takes the next value of a row as a column.
pub(crate) fn take<T: Column>(cells: &mut Cells<'_>, table: &'static str, column: &'static str) -> Result<T, Error> {
    cells.next().and_then(T::from_cell).ok_or_else(|| Error::Corrupt { table, column })
}

/// Declares a row: the fields rows are loaded by, the rest of the key after `+`, and the other columns; `large` when a row is
/// usually more than 1,000 bytes.
macro_rules! row {
    (
        $(#[$doc:meta])*
        $name:ident in $table:literal keep $keep:literal $($size:ident)? {
            key { $( $(#[$pdoc:meta])* $prefix:ident: $ptype:ty, )+ }
            $( + { $( $(#[$kdoc:meta])* $key:ident: $ktype:ty, )+ } )?
            $( $(#[$fdoc:meta])* $field:ident: $ftype:ty, )*
        }
        indexes [$($index:literal),* $(,)?]
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug)]
        pub struct $name {
            $( $(#[$pdoc])* pub $prefix: $ptype, )+
            $( $( $(#[$kdoc])* pub $key: $ktype, )+ )?
            $( $(#[$fdoc])* pub $field: $ftype, )*
        }

        impl $crate::row::Row for $name {
            type Key = ($($ptype,)+ $($($ktype,)+)?);
            type Prefix = ($($ptype,)+);
            const SPEC: $crate::row::TableSpec = $crate::row::TableSpec {
                name: $table,
                columns: &[
                    $( $crate::row::row!(@column $prefix $ptype), )+
                    $( $( $crate::row::row!(@column $key $ktype), )+ )?
                    $( $crate::row::row!(@column $field $ftype), )*
                ],
                key: [$(stringify!($prefix),)+ $($(stringify!($key),)+)?].len(),
                prefix: [$(stringify!($prefix),)+].len(),
                indexes: &[$($index),*],
                large: $crate::row::row!(@size $($size)?),
            };
            const KEEP: usize = $keep;

            fn key(&self) -> Self::Key {
                ($(self.$prefix.clone(),)+ $($(self.$key.clone(),)+)?)
            }

            fn prefix(key: &Self::Key) -> Self::Prefix {
                let ($($prefix,)+ $($($key,)+)?) = key;
                $($(let _ = $key;)+)?
                ($($prefix.clone(),)+)
            }

            fn values(&self) -> $crate::value::Record {
                use $crate::value::Column as _;
                vec![
                    $( self.$prefix.to_value(), )+
                    $( $( self.$key.to_value(), )+ )?
                    $( self.$field.to_value(), )*
                ]
            }

            fn from_cells(mut cells: $crate::answer::Cells<'_>) -> Result<Self, $crate::Error> {
                Ok(Self {
                    $( $prefix: $crate::row::take(&mut cells, $table, stringify!($prefix))?, )+
                    $( $( $key: $crate::row::take(&mut cells, $table, stringify!($key))?, )+ )?
                    $( $field: $crate::row::take(&mut cells, $table, stringify!($field))?, )*
                })
            }
        }
    };
    (@size) => { false };
    (@size large) => { true };
    (@column $name:ident $type:ty) => {
        $crate::row::ColumnSpec {
            name: stringify!($name),
            kind: <$type as $crate::value::Column>::KIND,
            nullable: <$type as $crate::value::Column>::NULLABLE,
        }
    };
}

pub(crate) use row;
