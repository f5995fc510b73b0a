//! All SQL that the two engines do not share, and the statements made from a table's columns.

use std::fmt::Write as _;

use crate::row::{ColumnSpec, TableSpec};
use crate::value::Kind;

/// Which engine it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// SQLite, one file.
    Sqlite,
    /// PostgreSQL, one schema.
    Postgres,
}

impl Dialect {
    /// Behind a `select`: keeps its rows from others until the transaction ends. SQLite has one writer anyway.
    pub(crate) fn for_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " for update",
        }
    }

    /// Behind a `create table`: in SQLite rows lie in the order of their keys, which saves an index. Not large ones: of what
    /// lies so, everything beyond a quarter of a page goes to a page of its own.
    fn table_options(self, spec: &TableSpec) -> &'static str {
        match self {
            Self::Sqlite if spec.large => " strict",
            Self::Sqlite => " strict, without rowid",
            Self::Postgres => "",
        }
    }

    /// Text is ordered by its bytes on both engines, so that pages and dumps are the same.
    fn type_of(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Sqlite, Kind::Int) => "integer",
            (Self::Sqlite, Kind::Text) => "text",
            (Self::Postgres, Kind::Int) => "bigint",
            (Self::Postgres, Kind::Text) => "text collate \"C\"",
        }
    }

    pub(crate) fn create_table(self, spec: &TableSpec, generation: u32) -> String {
        let mut sql = format!("create table if not exists {} (", spec.physical(generation));
        for column in spec.columns {
            let null = if column.nullable { "" } else { " not null" };
            let _ = write!(sql, "{} {}{null}, ", column.name, self.type_of(column.kind));
        }
        let _ = write!(sql, "primary key ({})){};", spec.names(spec.key), self.table_options(spec));
        sql
    }

    pub(crate) fn create_indexes(spec: &TableSpec, generation: u32) -> String {
        let table = spec.physical(generation);
        let indexes = spec.indexes.iter().zip(1..);
        indexes.map(|(columns, number)| format!("create index {table}_{number} on {table} ({columns});")).collect()
    }

    pub(crate) fn drop_table(table: &str) -> String {
        format!("drop table if exists {table};")
    }

    /// What readers name: the columns of the live generation.
    pub(crate) fn create_view(spec: &TableSpec, generation: u32) -> String {
        format!("create view {} as select * from {};", spec.name, spec.physical(generation))
    }

    pub(crate) fn drop_view(table: &str) -> String {
        format!("drop view if exists {table};")
    }

    /// SQLite: the rows of one prefix, in parameters. PostgreSQL: of many, in one array a column.
    pub(crate) fn load(self, spec: &TableSpec, generation: u32) -> String {
        let (table, prefix) = (spec.physical(generation), &spec.columns[..spec.prefix]);
        match self {
            Self::Sqlite => format!("select {} from {table} where {}", spec.all_names(), equals_parameters(prefix)),
            Self::Postgres => {
                let columns: Vec<_> = spec.columns.iter().map(|column| format!("r.{}", column.name)).collect();
                format!(
                    "select {} from {} join {table} as r on {}",
                    columns.join(", "),
                    self.keys(prefix),
                    equals_keys(prefix)
                )
            }
        }
    }

    /// SQLite: one row, in parameters. PostgreSQL: many rows, in one array a column.
    pub(crate) fn upsert(self, spec: &TableSpec, generation: u32) -> String {
        let (table, columns) = (spec.physical(generation), spec.all_names());
        let source = match self {
            Self::Sqlite => format!("values ({})", parameters(spec.columns)),
            Self::Postgres => format!("select * from unnest({})", arrays(spec.columns)),
        };
        let rest = &spec.columns[spec.key..];
        let action = if rest.is_empty() { "nothing".to_owned() } else { format!("update set {}", excluded(rest)) };
        format!("insert into {table} ({columns}) {source} on conflict ({}) do {action}", spec.names(spec.key))
    }

    /// SQLite: one row. PostgreSQL: many rows.
    pub(crate) fn delete(self, spec: &TableSpec, generation: u32) -> String {
        let (table, key) = (spec.physical(generation), &spec.columns[..spec.key]);
        match self {
            Self::Sqlite => format!("delete from {table} where {}", equals_parameters(key)),
            Self::Postgres => format!("delete from {table} as r using {} where {}", self.keys(key), equals_keys(key)),
        }
    }

    fn keys(self, columns: &[ColumnSpec]) -> String {
        format!("unnest({}) as k ({})", arrays(columns), joined(columns, |_, column| column.name.to_owned()))
    }
}

fn joined(columns: &[ColumnSpec], each: impl Fn(usize, &ColumnSpec) -> String) -> String {
    let parts: Vec<_> = columns.iter().enumerate().map(|(index, column)| each(index + 1, column)).collect();
    parts.join(", ")
}

fn parameters(columns: &[ColumnSpec]) -> String {
    joined(columns, |number, _| format!("${number}"))
}

fn arrays(columns: &[ColumnSpec]) -> String {
    joined(columns, |number, column| match column.kind {
        Kind::Int => format!("${number}::bigint[]"),
        Kind::Text => format!("${number}::text[]"),
    })
}

fn excluded(columns: &[ColumnSpec]) -> String {
    joined(columns, |_, column| format!("{0} = excluded.{0}", column.name))
}

fn equals_parameters(columns: &[ColumnSpec]) -> String {
    let parts: Vec<_> =
        columns.iter().zip(1..).map(|(column, number)| format!("{} = ${number}", column.name)).collect();
    parts.join(" and ")
}

fn equals_keys(columns: &[ColumnSpec]) -> String {
    let parts: Vec<_> = columns.iter().map(|column| format!("r.{0} = k.{0}", column.name)).collect();
    parts.join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: TableSpec = TableSpec {
        name: "things",
        columns: &[
            ColumnSpec { name: "tenant", kind: Kind::Text, nullable: false },
            ColumnSpec { name: "number", kind: Kind::Int, nullable: false },
            ColumnSpec { name: "note", kind: Kind::Text, nullable: true },
        ],
        key: 2,
        prefix: 1,
        indexes: &["tenant, note"],
        large: false,
    };

    #[test]
    fn a_table_has_its_columns_key_and_indexes() {
        assert_eq!(
            Dialect::Sqlite.create_table(&SPEC, 3),
            "create table if not exists things_g3 (tenant text not null, number integer not null, note text, \
             primary key (tenant, number)) strict, without rowid;"
        );
        let large = TableSpec { large: true, ..SPEC };
        assert!(Dialect::Sqlite.create_table(&large, 3).ends_with("primary key (tenant, number)) strict;"));
        assert_eq!(Dialect::create_indexes(&SPEC, 3), "create index things_g3_1 on things_g3 (tenant, note);");
    }

    #[test]
    fn sqlite_writes_a_row_and_postgresql_many() {
        assert_eq!(
            Dialect::Sqlite.upsert(&SPEC, 1),
            "insert into things_g1 (tenant, number, note) values ($1, $2, $3) \
             on conflict (tenant, number) do update set note = excluded.note"
        );
        assert_eq!(
            Dialect::Postgres.upsert(&SPEC, 1),
            "insert into things_g1 (tenant, number, note) \
             select * from unnest($1::text[], $2::bigint[], $3::text[]) \
             on conflict (tenant, number) do update set note = excluded.note"
        );
    }

    #[test]
    fn rows_are_loaded_by_the_leading_part_of_their_key() {
        assert_eq!(Dialect::Sqlite.load(&SPEC, 1), "select tenant, number, note from things_g1 where tenant = $1");
        assert_eq!(
            Dialect::Postgres.load(&SPEC, 1),
            "select r.tenant, r.number, r.note from unnest($1::text[]) as k (tenant) \
             join things_g1 as r on r.tenant = k.tenant"
        );
    }
}
