//! Connections to the file, and values on their way in and out.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql, params_from_iter};

use crate::Error;
use crate::answer::{Answer, Cell};
use crate::value::Value;

/// `synchronous = normal` may lose the last commits in a power cut, never the file: the position goes with the rows,
/// so what is lost is folded again.
const WRITER_PRAGMAS: &str = "
    pragma journal_mode = wal;
    pragma synchronous = normal;
    pragma wal_autocheckpoint = 4000;
    pragma journal_size_limit = 67108864;
    pragma cache_size = -65536;
    pragma temp_store = memory;
";
const READER_PRAGMAS: &str = "pragma query_only = on; pragma mmap_size = 1073741824; pragma temp_store = memory;";
/// A rebuild in another process holds the file for the writing of one batch at a time.
const BUSY: Duration = Duration::from_secs(60);
const STATEMENTS: usize = 256;

/// A connection that may write.
pub(super) fn to_write(path: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(path).map_err(|error| cannot_open(path, error))?;
    connection.busy_timeout(BUSY).map_err(failed)?;
    connection.execute_batch(WRITER_PRAGMAS).map_err(|error| cannot_open(path, error))?;
    keep_statements(&connection).map_err(failed)?;
    Ok(connection)
}

/// A connection that only reads.
pub(super) fn to_read(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| cannot_open(path, error))?;
    connection.busy_timeout(BUSY).map_err(failed)?;
    connection.execute_batch(READER_PRAGMAS).map_err(failed)?;
    keep_statements(&connection).map_err(failed)?;
    Ok(connection)
}

/// Prepares each statement once. Without the second line, binding a value that might lead to a better plan prepares the
/// statement anew, which takes longer than to run it.
fn keep_statements(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(|_| ())
}

/// Runs a query once for each list of parameters, which are in order; everything found is one answer.
pub(super) fn query<'a>(
    connection: &Connection,
    sql: &str,
    questions: impl IntoIterator<Item = &'a [Value]>,
) -> rusqlite::Result<Answer> {
    let mut statement = connection.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut answer = Answer::of_width(columns);
    for params in questions {
        let mut rows = statement.query(params_from_iter(params))?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                push(&mut answer, row.get_ref(column)?);
            }
        }
    }
    Ok(answer)
}

pub(super) fn failed(error: rusqlite::Error) -> Error {
    Error::away("the file failed", error)
}

fn cannot_open(path: &Path, error: rusqlite::Error) -> Error {
    Error::away(format!("{} cannot be opened", path.display()), error)
}

fn push(answer: &mut Answer, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => answer.push(Cell::Null),
        ValueRef::Integer(number) => answer.push(Cell::Int(number)),
        ValueRef::Real(number) => answer.push(Cell::Int(number as i64)),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => match str::from_utf8(bytes) {
            Ok(text) => answer.push(Cell::Text(text)),
            Err(_) => answer.push(Cell::Text(&String::from_utf8_lossy(bytes))),
        },
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}
