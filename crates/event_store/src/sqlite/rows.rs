//! Events as rows of the file: writing and reading them.

use std::sync::Arc;

use bytes::Bytes;
use chrono::DateTime;
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::statements::unsigned;
use crate::intern::Interner;
use crate::{Actor, Position, RecordedEvent, StreamName, Tenant, page};

const INSERT: &str = "
    insert into events (
        position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
    ) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
const DELETE_AFTER: &str = "delete from events where position > ?1";
const READ_STREAM: &str = "
    select position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
    from events where tenant = ?1 and stream = ?2 and revision >= ?3 order by revision limit ?4";
const READ_ALL: &str = "
    select position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
    from events where position > ?1 order by position limit ?2";

/// Inserts one event.
pub(super) fn insert(connection: &Connection, event: &RecordedEvent) -> rusqlite::Result<()> {
    connection.prepare_cached(INSERT)?.execute(params![
        event.position.cast_signed(),
        event.tenant.as_str(),
        event.stream.as_str(),
        event.revision.cast_signed(),
        event.event_id.as_bytes(),
        event.event_type,
        event.schema_version,
        event.occurred_at.timestamp_micros(),
        event.recorded_at.timestamp_micros(),
        event.actor.kind,
        event.actor.id,
        event.actor.on_behalf_of,
        event.command_id.as_bytes(),
        event.causation_id.as_ref().map(Uuid::as_bytes),
        event.correlation_id.as_ref().map(Uuid::as_bytes),
        &event.body[..],
    ])?;
    Ok(())
}

/// Takes back events of a transaction that is still open.
pub(super) fn delete_after(connection: &Connection, position: Position) -> rusqlite::Result<()> {
    connection.prepare_cached(DELETE_AFTER)?.execute([position.cast_signed()])?;
    Ok(())
}

/// At most `limit` events of a stream from `from_revision` on.
pub(super) fn read_stream(
    connection: &Connection,
    tenant: &Tenant,
    stream: &StreamName,
    from_revision: u64,
    limit: usize,
) -> rusqlite::Result<Vec<RecordedEvent>> {
    let mut statement = connection.prepare_cached(READ_STREAM)?;
    let mut decoder = Decoder::new();
    let values = (tenant.as_str(), stream.as_str(), signed(from_revision), signed(limit as u64));
    page::fill(statement.query_map(values, |row| decoder.event(row))?)
}

/// At most `limit` events after `after`.
pub(super) fn read_all(connection: &Connection, after: Position, limit: usize) -> rusqlite::Result<Vec<RecordedEvent>> {
    let mut statement = connection.prepare_cached(READ_ALL)?;
    let mut decoder = Decoder::new();
    page::fill(statement.query_map((signed(after), signed(limit as u64)), |row| decoder.event(row))?)
}

/// A number that SQLite can hold: beyond its largest there is nothing to read anyway.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Makes events of rows.
struct Decoder {
    names: Interner,
    streams: Interner,
}

impl Decoder {
    fn new() -> Self {
        Self { names: Interner::new(), streams: Interner::new() }
    }

    fn event(&mut self, row: &Row<'_>) -> rusqlite::Result<RecordedEvent> {
        Ok(RecordedEvent {
            position: unsigned(row, 0)?,
            tenant: Tenant(self.name(row, 1)?),
            stream: StreamName(self.streams.share(row.get_ref(2)?.as_str()?)),
            revision: unsigned(row, 3)?,
            event_id: uuid(row, 4)?,
            event_type: self.name(row, 5)?,
            schema_version: row.get(6)?,
            occurred_at: time(row, 7)?,
            recorded_at: time(row, 8)?,
            actor: self.actor(row)?,
            command_id: uuid(row, 12)?,
            causation_id: row.get::<_, Option<[u8; 16]>>(13)?.map(Uuid::from_bytes),
            correlation_id: row.get::<_, Option<[u8; 16]>>(14)?.map(Uuid::from_bytes),
            body: Bytes::copy_from_slice(row.get_ref(15)?.as_blob()?),
        })
    }

    fn actor(&mut self, row: &Row<'_>) -> rusqlite::Result<Actor> {
        let on_behalf_of = row.get_ref(11)?.as_str_or_null()?.map(|text| self.names.share(text));
        Ok(Actor { kind: self.name(row, 9)?, id: self.name(row, 10)?, on_behalf_of })
    }

    fn name(&mut self, row: &Row<'_>, column: usize) -> rusqlite::Result<Arc<str>> {
        Ok(self.names.share(row.get_ref(column)?.as_str()?))
    }
}

fn uuid(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    row.get(column).map(Uuid::from_bytes)
}

/// A column of microseconds since 1970.
pub(super) fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<DateTime<chrono::Utc>> {
    let micros = row.get(column)?;
    DateTime::from_timestamp_micros(micros).ok_or_else(|| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, Box::new(FromSqlError::OutOfRange(micros)))
    })
}
