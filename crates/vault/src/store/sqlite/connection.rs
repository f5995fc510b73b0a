//! Opening the key file with the settings that make it durable and make deletion physical.

use std::{
    fs::{DirBuilder, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::Error;

const FILE: &str = "keys.db";

/// How long to wait for another process that holds the file.
const PATIENCE: Duration = Duration::from_secs(10);

/// `secure_delete` overwrites what is deleted; `full` makes every commit reach the disk.
const SETTINGS: &str = "
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma secure_delete = on;
";

/// In order of their versions, from 1; the file's `user_version` is the last one applied. Append only.
const MIGRATIONS: [&str; 1] = [include_str!("../../../migrations/sqlite/0001_keys.sql")];

const VERSION: &str = "pragma user_version";
const REWRITE: &str = "vacuum";
const CLEAN: &str = "pragma wal_checkpoint(truncate)";

/// The key file in `directory`. Both are made for their owner alone when they are missing; what the engine puts
/// beside the file gets the same permissions.
pub(super) fn file_in(directory: &Path) -> io::Result<PathBuf> {
    DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    let file = directory.join(FILE);
    OpenOptions::new().append(true).create(true).mode(0o600).open(&file)?;
    Ok(file)
}

/// The connection of the one writer, on a file with tables up to date and no residue of an interrupted erasure.
pub(super) fn for_writing(file: &Path) -> Result<Connection, Error> {
    let mut connection = Connection::open(file).map_err(Error::unavailable)?;
    prepare(&mut connection).map_err(Error::unavailable)?;
    Ok(connection)
}

/// A connection that cannot change anything.
pub(super) fn for_reading(file: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(Error::unavailable)?;
    connection.busy_timeout(PATIENCE).map_err(Error::unavailable)?;
    Ok(connection)
}

/// Removes every trace of what was deleted, from the file and from the write-ahead log. `secure_delete` overwrites rows,
/// but not the copies that stay behind when pages of an index are split; writing the file anew leaves none. That takes
/// as long as the file is large, which erasures, being rare, can afford. Tells whether it succeeded, as [`clean`].
pub(super) fn purge(connection: &Connection) -> rusqlite::Result<bool> {
    connection.execute_batch(REWRITE)?;
    clean(connection)
}

/// Moves everything from the write-ahead log into the file and empties the log. Tells whether that succeeded: a
/// reader that outlasts our patience prevents it.
pub(super) fn clean(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row(CLEAN, [], |row| row.get::<_, i64>(0)).map(|busy| busy == 0)
}

fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(SETTINGS)?;
    migrate(connection)?;
    // A reader of another process may hold the log now; the next erasure cleans again.
    clean(connection).map(|_| ())
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied: i32 = transaction.query_row(VERSION, [], |row| row.get(0))?;
    for (version, migration) in (1_i32..).zip(MIGRATIONS).filter(|(version, _)| *version > applied) {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", version)?;
    }
    transaction.commit()
}
