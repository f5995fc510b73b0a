//! The one statement that writes a group.

use tokio_postgres::{Client, Statement};
use uuid::Uuid;

use super::plan::Plan;

/// Moves the head from where this process believes it to be, and only if it is there writes the events and the
/// commands. The answer has one row, or none when another process has moved the head.
pub(super) const WRITE: &str = "
    with moved as (
        update colloquy.head set position = $2 where only_row and position = $1 returning position
    ), written as (
        insert into colloquy.events (
            position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
            actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
        )
        select event.* from moved, unnest(
            $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::uuid[], $8::text[], $9::int[], $10::bigint[],
            $11::bigint[], $12::text[], $13::text[], $14::text[], $15::uuid[], $16::uuid[], $17::uuid[], $18::bytea[]
        ) as event
    ), remembered as (
        insert into colloquy.commands (tenant, command_id, digest, stream, revision, position, events)
        select command.* from moved, unnest(
            $19::text[], $20::uuid[], $21::bytea[], $22::text[], $23::bigint[], $24::bigint[], $25::int[]
        ) as command
    )
    select pg_notify('colloquy_log', position::text) from moved";

/// Writes what was planned. `false` when the head stands elsewhere; then nothing was written.
pub(super) async fn write(client: &Client, statement: &Statement, plan: &Plan) -> Result<bool, tokio_postgres::Error> {
    let events = Events::of(plan);
    let commands = Commands::of(plan);
    let rows = client
        .query(
            statement,
            &[
                &plan.old.cast_signed(),
                &plan.new.cast_signed(),
                &events.positions,
                &events.tenants,
                &events.streams,
                &events.revisions,
                &events.event_ids,
                &events.event_types,
                &events.schema_versions,
                &events.occurred_at,
                &events.recorded_at,
                &events.actor_kinds,
                &events.actor_ids,
                &events.on_behalf_of,
                &events.command_ids,
                &events.causation_ids,
                &events.correlation_ids,
                &events.bodies,
                &commands.tenants,
                &commands.command_ids,
                &commands.digests,
                &commands.streams,
                &commands.revisions,
                &commands.positions,
                &commands.events,
            ],
        )
        .await?;
    Ok(!rows.is_empty())
}

/// The events as columns.
#[derive(Default)]
struct Events<'a> {
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
}

impl<'a> Events<'a> {
    fn of(plan: &'a Plan) -> Self {
        let mut columns = Self::default();
        for event in &plan.events {
            columns.positions.push(event.position.cast_signed());
            columns.tenants.push(event.tenant.as_str());
            columns.streams.push(event.stream.as_str());
            columns.revisions.push(event.revision.cast_signed());
            columns.event_ids.push(event.event_id);
            columns.event_types.push(&event.event_type);
            columns.schema_versions.push(event.schema_version.cast_signed());
            columns.occurred_at.push(event.occurred_at.timestamp_micros());
            columns.recorded_at.push(event.recorded_at.timestamp_micros());
            columns.actor_kinds.push(&event.actor.kind);
            columns.actor_ids.push(&event.actor.id);
            columns.on_behalf_of.push(event.actor.on_behalf_of.as_deref());
            columns.command_ids.push(event.command_id);
            columns.causation_ids.push(event.causation_id);
            columns.correlation_ids.push(event.correlation_id);
            columns.bodies.push(&event.body);
        }
        columns
    }
}

/// The commands as columns.
#[derive(Default)]
struct Commands<'a> {
    tenants: Vec<&'a str>,
    command_ids: Vec<Uuid>,
    digests: Vec<&'a [u8]>,
    streams: Vec<&'a str>,
    revisions: Vec<Option<i64>>,
    positions: Vec<i64>,
    events: Vec<i32>,
}

impl<'a> Commands<'a> {
    fn of(plan: &'a Plan) -> Self {
        let mut columns = Self::default();
        for (key, record) in &plan.commands {
            columns.tenants.push(key.tenant.as_str());
            columns.command_ids.push(key.command_id);
            columns.digests.push(&record.digest);
            columns.streams.push(record.appended.stream.as_str());
            columns.revisions.push(record.appended.revision.map(u64::cast_signed));
            columns.positions.push(record.appended.position.cast_signed());
            columns.events.push(record.appended.events.cast_signed());
        }
        columns
    }
}
