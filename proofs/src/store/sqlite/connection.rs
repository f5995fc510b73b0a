//! Opening the file: settings, and migrations that only go forward.

use std::fs::{DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::Error;

pub(super) const FILE: &str = "ledger.db";
const SETTINGS: &str = "
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma wal_autocheckpoint = 4000;
    pragma journal_size_limit = 67108864;
    pragma cache_size = -8192;
";
/// In order of their versions, from 1; the file's `user_version` is the last one applied. Append only.
const MIGRATIONS: &[&str] = &[include_str!("../../../migrations/sqlite/0001_ledger.sql")];
const BUSY: Duration = Duration::from_secs(5);

/// The file in `directory`. Both are made for their owner alone when they are missing.
pub(super) fn file_in(directory: &Path) -> Result<PathBuf, Error> {
    let cannot = |error| Error::away(format!("{} cannot be made", directory.display()), error);
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(cannot)?;
    let file = directory.join(FILE);
    OpenOptions::new().append(true).create(true).mode(0o600).open(&file).map_err(cannot)?;
    Ok(file)
}

pub(super) fn to_write(file: &Path) -> Result<Connection, Error> {
    let mut connection = Connection::open(file).map_err(|error| cannot_open(file, error))?;
    prepare(&connection).map_err(|error| cannot_open(file, error))?;
    connection.execute_batch(SETTINGS).map_err(|error| cannot_open(file, error))?;
    migrate(&mut connection).map_err(|error| cannot_open(file, error))?;
    Ok(connection)
}

pub(super) fn to_read(file: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(|error| cannot_open(file, error))?;
    prepare(&connection).map_err(|error| cannot_open(file, error))?;
    let version = version(&connection).map_err(|error| cannot_open(file, error))?;
    check(version).map_err(|error| cannot_open(file, error))?;
    Ok(connection)
}

pub(super) fn failed(error: rusqlite::Error) -> Error {
    Error::away("the file failed", error)
}

/// Statements keep the plan that they were prepared with; see the log's own file.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(|_| ())
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = version(&transaction)?;
    check(version)?;
    for (number, sql) in (1..).zip(MIGRATIONS).skip(version) {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    transaction.commit()
}

fn version(connection: &Connection) -> rusqlite::Result<usize> {
    connection.query_row("pragma user_version", [], |row| row.get::<_, u32>(0)).map(|version| version as usize)
}

fn check(version: usize) -> rusqlite::Result<()> {
    let known = MIGRATIONS.len();
    if version > known {
        let reason = format!("its schema has version {version}, this program knows only {known}");
        return Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(1), Some(reason)));
    }
    Ok(())
}

fn cannot_open(file: &Path, error: rusqlite::Error) -> Error {
    Error::away(format!("{} cannot be opened", file.display()), error)
}
