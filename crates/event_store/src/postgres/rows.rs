//! Reading events.

use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use deadpool_postgres::Client;
use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, ToSql, Type};

use super::fault;
use crate::intern::Interner;
use crate::{Actor, Error, Position, RecordedEvent, StreamName, Tenant, page};

/// What a page may bring is summed up in the database, so that no more than that crosses the wire. The sizes are known
/// without reading the bodies.
const READ_STREAM: &str = "
    select position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
    from (
        select *, sum(octet_length(body)) over (order by revision rows unbounded preceding) as bytes
        from colloquy.events where tenant = $1 and stream = $2 and revision >= $3 order by revision limit $4
    ) as page
    where bytes - octet_length(body) < $5 order by revision";
const READ_ALL: &str = "
    select position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
    from (
        select *, sum(octet_length(body)) over (order by position rows unbounded preceding) as bytes
        from colloquy.events where position > $1 order by position limit $2
    ) as page
    where bytes - octet_length(body) < $3 order by position";
/// What a page may bring, bytes of bodies.
const BYTES: i64 = page::MAX_BYTES as i64;

/// At most `limit` events of a stream from `from_revision` on.
pub(super) async fn read_stream(
    client: &Client,
    tenant: &Tenant,
    stream: &StreamName,
    from_revision: u64,
    limit: usize,
) -> Result<Vec<RecordedEvent>, Error> {
    let values: [&(dyn ToSql + Sync); 5] =
        [&tenant.as_str(), &stream.as_str(), &signed(from_revision), &signed(limit as u64), &BYTES];
    read(client, READ_STREAM, &values).await
}

/// At most `limit` events after `after`.
pub(super) async fn read_all(client: &Client, after: Position, limit: usize) -> Result<Vec<RecordedEvent>, Error> {
    read(client, READ_ALL, &[&signed(after), &signed(limit as u64), &BYTES]).await
}

async fn read(client: &Client, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<RecordedEvent>, Error> {
    let failed = fault::away("events could not be read");
    let statement = client.prepare_cached(sql).await.map_err(&failed)?;
    let rows = client.query(&statement, values).await.map_err(&failed)?;
    let mut decoder = Decoder { names: Interner::new(), streams: Interner::new() };
    let events: Result<_, _> = rows.iter().map(|row| decoder.event(row)).collect();
    events.map_err(|error| fault::nonsense(&error))
}

/// A number that a `bigint` can hold: beyond its largest there is nothing to read anyway.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

type Driver<T> = Result<T, tokio_postgres::Error>;

/// Makes events of rows.
struct Decoder {
    names: Interner,
    streams: Interner,
}

impl Decoder {
    fn event(&mut self, row: &Row) -> Driver<RecordedEvent> {
        Ok(RecordedEvent {
            position: unsigned(row, 0)?,
            tenant: Tenant(self.name(row, 1)?),
            stream: StreamName(self.streams.share(row.try_get(2)?)),
            revision: unsigned(row, 3)?,
            event_id: row.try_get(4)?,
            event_type: self.name(row, 5)?,
            schema_version: row.try_get::<_, i32>(6)?.cast_unsigned(),
            occurred_at: time(row, 7)?,
            recorded_at: time(row, 8)?,
            actor: self.actor(row)?,
            command_id: row.try_get(12)?,
            causation_id: row.try_get(13)?,
            correlation_id: row.try_get(14)?,
            body: Bytes::copy_from_slice(row.try_get(15)?),
        })
    }

    fn actor(&mut self, row: &Row) -> Driver<Actor> {
        let on_behalf_of = row.try_get::<_, Option<&str>>(11)?.map(|text| self.names.share(text));
        Ok(Actor { kind: self.name(row, 9)?, id: self.name(row, 10)?, on_behalf_of })
    }

    fn name(&mut self, row: &Row, column: usize) -> Driver<Arc<str>> {
        Ok(self.names.share(row.try_get(column)?))
    }
}

/// A column that counts from 0 and never comes near the sign.
pub(super) fn unsigned(row: &Row, column: usize) -> Driver<u64> {
    row.try_get(column).map(i64::cast_unsigned)
}

/// A column of microseconds since 1970.
pub(super) fn time(row: &Row, column: usize) -> Driver<DateTime<Utc>> {
    row.try_get(column).map(|Micros(time)| time)
}

/// A `bigint` of microseconds since 1970. Only a writer that is not this program could write one beyond the calendar.
#[derive(Debug)]
struct Micros(DateTime<Utc>);

impl<'a> FromSql<'a> for Micros {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        let micros = i64::from_sql(kind, raw)?;
        DateTime::from_timestamp_micros(micros).map(Self).ok_or_else(|| "a time beyond the calendar".into())
    }

    fn accepts(kind: &Type) -> bool {
        <i64 as FromSql>::accepts(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_beyond_the_calendar_is_no_time() {
        let read = |micros: i64| Micros::from_sql(&Type::INT8, &micros.to_be_bytes());
        assert_eq!(read(1_000_000).unwrap().0.timestamp(), 1);
        assert_eq!(read(i64::MAX).unwrap_err().to_string(), "a time beyond the calendar");
    }
}
