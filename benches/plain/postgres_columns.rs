//! Plain SQL on PostgreSQL: many rows in one statement, column by column.

use event_store::RecordedEvent;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Statement};
use uuid::Uuid;

/// Inserts events alone.
pub const INSERT_EVENTS: &str = "
    insert into colloquy.events (
        position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
    )
    select * from unnest(
        $1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::uuid[], $6::text[], $7::int[], $8::bigint[],
        $9::bigint[], $10::text[], $11::text[], $12::text[], $13::uuid[], $14::uuid[], $15::uuid[], $16::bytea[]
    )";
/// Inserts events and, in the same rows, what the log remembers of their commands.
pub const INSERT_ALL: &str = "
    insert into colloquy.events (
        position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body, command_events, digest
    )
    select * from unnest(
        $1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::uuid[], $6::text[], $7::int[], $8::bigint[],
        $9::bigint[], $10::text[], $11::text[], $12::text[], $13::uuid[], $14::uuid[], $15::uuid[], $16::bytea[],
        $17::int[], $18::bytea[]
    )";

const DIGEST: [u8; 32] = [7; 32];

/// The rows to insert as columns.
#[derive(Default)]
struct Columns<'a> {
    positions: Vec<i64>,
    tenants: Vec<&'a str>,
    streams: Vec<&'a str>,
    revisions: Vec<i64>,
    event_ids: Vec<Uuid>,
    event_types: Vec<&'a str>,
    schema_versions: Vec<i32>,
    occurred_at: Vec<i64>,
    recorded_at: Vec<i64>,
    actor_kinds: Vec<&'a str>,
    actor_ids: Vec<&'a str>,
    on_behalf_of: Vec<Option<&'a str>>,
    command_ids: Vec<Uuid>,
    causation_ids: Vec<Option<Uuid>>,
    correlation_ids: Vec<Option<Uuid>>,
    bodies: Vec<&'a [u8]>,
    counts: Vec<i32>,
    digests: Vec<&'a [u8]>,
}

impl<'a> Columns<'a> {
    fn of(rows: &'a [RecordedEvent]) -> Self {
        let mut columns = Self::default();
        for row in rows {
            columns.positions.push(row.position.cast_signed());
            columns.tenants.push(row.tenant.as_str());
            columns.streams.push(row.stream.as_str());
            columns.revisions.push(row.revision.cast_signed());
            columns.event_ids.push(row.event_id);
            columns.event_types.push(&row.event_type);
            columns.schema_versions.push(row.schema_version.cast_signed());
            columns.occurred_at.push(row.occurred_at.timestamp_micros());
            columns.recorded_at.push(row.recorded_at.timestamp_micros());
            columns.actor_kinds.push(&row.actor.kind);
            columns.actor_ids.push(&row.actor.id);
            columns.on_behalf_of.push(row.actor.on_behalf_of.as_deref());
            columns.command_ids.push(row.command_id);
            columns.causation_ids.push(row.causation_id);
            columns.correlation_ids.push(row.correlation_id);
            columns.bodies.push(&row.body);
            columns.counts.push(1);
            columns.digests.push(&DIGEST);
        }
        columns
    }

    fn events(&self) -> [&(dyn ToSql + Sync); 16] {
        [
            &self.positions,
            &self.tenants,
            &self.streams,
            &self.revisions,
            &self.event_ids,
            &self.event_types,
            &self.schema_versions,
            &self.occurred_at,
            &self.recorded_at,
            &self.actor_kinds,
            &self.actor_ids,
            &self.on_behalf_of,
            &self.command_ids,
            &self.causation_ids,
            &self.correlation_ids,
            &self.bodies,
        ]
    }
}

/// Inserts rows with [`INSERT_EVENTS`] and waits for the commit.
///
/// # Errors
/// The driver's.
pub async fn insert_events(
    client: &Client,
    insert: &Statement,
    rows: &[RecordedEvent],
) -> Result<(), tokio_postgres::Error> {
    client.execute(insert, &Columns::of(rows).events()).await?;
    Ok(())
}

/// Inserts rows with [`INSERT_ALL`] and waits for the commit.
///
/// # Errors
/// The driver's.
pub async fn insert_all(
    client: &Client,
    insert: &Statement,
    rows: &[RecordedEvent],
) -> Result<(), tokio_postgres::Error> {
    let columns = Columns::of(rows);
    let commands: [&(dyn ToSql + Sync); 2] = [&columns.counts, &columns.digests];
    let values: Vec<&(dyn ToSql + Sync)> = columns.events().into_iter().chain(commands).collect();
    client.execute(insert, &values).await?;
    Ok(())
}
