//! Plain SQL on SQLite.

use std::path::Path;

use event_store::{RecordedEvent, SqliteEventStore, SqliteOptions};
use rusqlite::{Connection, TransactionBehavior, params};
use uuid::Uuid;

use super::Row;

const SETTINGS: &str = "
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma wal_autocheckpoint = 4000;
    pragma cache_size = -65536;
";
const INSERT_EVENT: &str = "
    insert into events (
        position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
    ) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
const INSERT_COMMAND: &str = "
    insert into commands (tenant, command_id, digest, stream, revision, position, events)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const SELECT: &str = "
    select position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
    from events where position > ?1 order by position limit ?2";

/// Which rows a plain writer writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rows {
    /// The events alone.
    Events,
    /// The events and, for each, the row by which the log remembers its command.
    EventsAndCommands,
}

/// Makes the tables in an empty directory and opens them with the settings of the store. Panics when that fails.
#[must_use]
pub fn prepare(directory: &Path) -> Connection {
    drop(SqliteEventStore::open(directory, SqliteOptions::default()).expect("the directory is empty"));
    open(directory)
}

/// Opens the tables with the settings of the store. Panics when that fails.
#[must_use]
pub fn open(directory: &Path) -> Connection {
    let connection = Connection::open(directory.join("log.db")).expect("the file is there");
    connection.execute_batch(SETTINGS).expect("the settings are valid");
    connection
}

/// Inserts rows one after another and commits them together.
///
/// # Errors
/// The driver's.
pub fn insert(connection: &mut Connection, events: &[RecordedEvent], rows: Rows) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for event in events {
        insert_event(&transaction, event)?;
        match rows {
            Rows::Events => {}
            Rows::EventsAndCommands => insert_command(&transaction, event)?,
        }
    }
    transaction.commit()
}

fn insert_event(connection: &Connection, row: &RecordedEvent) -> rusqlite::Result<()> {
    connection.prepare_cached(INSERT_EVENT)?.execute(params![
        row.position.cast_signed(),
        row.tenant.as_str(),
        row.stream.as_str(),
        row.revision.cast_signed(),
        row.event_id.as_bytes(),
        row.event_type,
        row.schema_version,
        row.occurred_at.timestamp_micros(),
        row.recorded_at.timestamp_micros(),
        row.actor.kind,
        row.actor.id,
        row.actor.on_behalf_of,
        row.command_id.as_bytes(),
        row.causation_id.as_ref().map(Uuid::as_bytes),
        row.correlation_id.as_ref().map(Uuid::as_bytes),
        &row.body[..],
    ])?;
    Ok(())
}

fn insert_command(connection: &Connection, row: &RecordedEvent) -> rusqlite::Result<()> {
    connection.prepare_cached(INSERT_COMMAND)?.execute(params![
        row.tenant.as_str(),
        row.command_id.as_bytes(),
        [7_u8; 32],
        row.stream.as_str(),
        row.revision.cast_signed(),
        row.position.cast_signed(),
        1,
    ])?;
    Ok(())
}

/// Reads at most `limit` rows after `after`, all columns, into values of our own.
///
/// # Errors
/// The driver's.
pub fn select(connection: &Connection, after: i64, limit: i64) -> rusqlite::Result<Vec<Row>> {
    connection.prepare_cached(SELECT)?.query_map([after, limit], row)?.collect()
}

/// Reads all rows with one statement, all columns, and keeps none. How many there were.
///
/// # Errors
/// The driver's.
pub fn stream(connection: &Connection) -> rusqlite::Result<u64> {
    let mut statement = connection.prepare_cached(SELECT)?;
    statement.query_map([0, i64::MAX], row)?.try_fold(0, |count, row| row.map(|_| count + 1))
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        position: row.get(0)?,
        tenant: row.get(1)?,
        stream: row.get(2)?,
        revision: row.get(3)?,
        event_id: Uuid::from_bytes(row.get(4)?),
        event_type: row.get(5)?,
        schema_version: row.get(6)?,
        occurred_at: row.get(7)?,
        recorded_at: row.get(8)?,
        actor_kind: row.get(9)?,
        actor_id: row.get(10)?,
        on_behalf_of: row.get(11)?,
        command_id: Uuid::from_bytes(row.get(12)?),
        causation_id: row.get::<_, Option<_>>(13)?.map(Uuid::from_bytes),
        correlation_id: row.get::<_, Option<_>>(14)?.map(Uuid::from_bytes),
        body: row.get(15)?,
    })
}
