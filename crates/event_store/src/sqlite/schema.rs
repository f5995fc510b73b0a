//! Opening the file: pragmas, and migrations that only go forward.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::fault;
use crate::Error;

/// In order; version n is the n-th, from 1. What was published here never changes.
const MIGRATIONS: &[&str] = &[include_str!("../../migrations/sqlite/0001_log.sql")];

/// `synchronous = full` flushes the write-ahead log before a commit returns; that is what makes it durable.
const WRITER_PRAGMAS: &str = "
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma wal_autocheckpoint = 4000;
    pragma journal_size_limit = 67108864;
    pragma cache_size = -16384;
    pragma temp_store = memory;
";
const READER_PRAGMAS: &str = "pragma query_only = on; pragma mmap_size = 1073741824;";
const CREATE_VERSIONS: &str = "
    create table if not exists log_migrations (version integer primary key, applied_at integer not null) strict";
const VERSION: &str = "select coalesce(max(version), 0) from log_migrations";
const SAVE_VERSION: &str = "insert into log_migrations (version, applied_at) values (?1, ?2)";

const BUSY: Duration = Duration::from_secs(5);

/// Opens the file for its one writer, made and migrated where needed.
pub(super) fn open_to_write(path: &Path, now: DateTime<Utc>) -> Result<Connection, Error> {
    let mut connection = Connection::open(path).map_err(|error| cannot_open(path, error))?;
    connection.busy_timeout(BUSY).map_err(fault::writing)?;
    keep_plans(&connection).map_err(fault::writing)?;
    connection.execute_batch(WRITER_PRAGMAS).map_err(|error| cannot_open(path, error))?;
    migrate(&mut connection, now)?;
    Ok(connection)
}

/// Opens the file for reading beside a writer.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| cannot_open(path, error))?;
    connection.busy_timeout(BUSY).map_err(fault::reading)?;
    keep_plans(&connection).map_err(fault::reading)?;
    connection.execute_batch(READER_PRAGMAS).map_err(fault::reading)?;
    let version = connection.query_row(VERSION, [], |row| row.get(0)).map_err(|error| cannot_open(path, error))?;
    check_version(version)?;
    Ok(connection)
}

/// A statement keeps the plan it was prepared with. Otherwise binding a value that might lead to a better one prepares it
/// anew, and our statements have but one sensible plan.
fn keep_plans(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(|_| ())
}

fn cannot_open(path: &Path, error: rusqlite::Error) -> Error {
    fault::because(&format!("{} cannot be opened", path.display()), error)
}

fn migrate(connection: &mut Connection, now: DateTime<Utc>) -> Result<(), Error> {
    let failed = |error| fault::because("the log could not be migrated", error);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    transaction.execute_batch(CREATE_VERSIONS).map_err(failed)?;
    let version: i64 = transaction.query_row(VERSION, [], |row| row.get(0)).map_err(failed)?;
    check_version(version)?;
    for (number, sql) in (1..).zip(MIGRATIONS).skip(version as usize) {
        apply(&transaction, number, sql, now).map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}

fn apply(transaction: &Transaction<'_>, number: i64, sql: &str, now: DateTime<Utc>) -> rusqlite::Result<()> {
    transaction.execute_batch(sql)?;
    transaction.execute(SAVE_VERSION, (number, now.timestamp_micros()))?;
    Ok(())
}

fn check_version(version: i64) -> Result<(), Error> {
    let known = MIGRATIONS.len() as i64;
    if version > known {
        let reason = format!("its schema has version {version}, this program knows only {known}");
        return Err(Error::unavailable(reason));
    }
    Ok(())
}
