//! The statements on heads and commands that both the writer and readers use.

use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use crate::outcome::{Record, StreamKey};
use crate::{Appended, Position, StreamName, Tenant};

const HEAD: &str = "select coalesce(max(position), 0) from events";
const REVISION: &str = "
    select revision from events where tenant = ?1 and stream = ?2 order by revision desc limit 1";
const COMMAND: &str = "
    select digest, stream, revision, position, events from commands where tenant = ?1 and command_id = ?2";
const INSERT_COMMAND: &str = "
    insert into commands (tenant, command_id, digest, stream, revision, position, events)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// The last position; 0 for an empty log.
pub(super) fn head(connection: &Connection) -> rusqlite::Result<Position> {
    connection.prepare_cached(HEAD)?.query_row([], |row| unsigned(row, 0))
}

/// The last revision of a stream.
pub(super) fn revision(connection: &Connection, key: &StreamKey) -> rusqlite::Result<Option<u64>> {
    let mut statement = connection.prepare_cached(REVISION)?;
    statement.query_row((key.tenant.as_str(), key.stream.as_str()), |row| unsigned(row, 0)).optional()
}

/// What the log remembers of a command.
pub(super) fn find_command(
    connection: &Connection,
    tenant: &Tenant,
    command_id: Uuid,
) -> rusqlite::Result<Option<Record>> {
    let mut statement = connection.prepare_cached(COMMAND)?;
    statement.query_row((tenant.as_str(), command_id.as_bytes()), record).optional()
}

fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    let revision: Option<i64> = row.get(2)?;
    let appended = Appended {
        stream: StreamName::new(row.get_ref(1)?.as_str()?),
        revision: revision.map(i64::cast_unsigned),
        position: unsigned(row, 3)?,
        events: row.get(4)?,
        repeated: true,
    };
    Ok(Record { digest: row.get(0)?, appended })
}

/// Remembers a command with its first answer.
pub(super) fn insert_command(
    connection: &Connection,
    tenant: &Tenant,
    command_id: Uuid,
    record: &Record,
) -> rusqlite::Result<()> {
    let Record { digest, appended } = record;
    connection.prepare_cached(INSERT_COMMAND)?.execute((
        tenant.as_str(),
        command_id.as_bytes(),
        digest,
        appended.stream.as_str(),
        appended.revision.map(u64::cast_signed),
        appended.position.cast_signed(),
        appended.events,
    ))?;
    Ok(())
}

/// A column that counts from 0 and never comes near the sign.
pub(super) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get(column).map(i64::cast_unsigned)
}
