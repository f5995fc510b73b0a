//! The statements that write a group: one, unless there are commands without events.

use tokio_postgres::{Client, Statement};
use uuid::Uuid;

use super::plan::Plan;
/// Moves the head from where this writer left it, and only if it is there writes the events. The answer has one row, or
/// none when another process has moved the head or one of the ids in question is that of a command apart. Set-returning
/// functions in the select list walk their arrays in step; in the from clause each would first be copied.
pub(super) const WRITE: &str = "
    with moved as (
        update colloquy.head set position = $2
        where only_row and position = $1 and writer = $3
            and not exists (select from colloquy.commands_apart where command_id = any($22))
        returning position
    ), written as (
        insert into colloquy.events (
            position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
            actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body, command_events, digest
        )
        select
            unnest($4::bigint[]), unnest($5::text[]), unnest($6::text[]), unnest($7::bigint[]), unnest($8::uuid[]),
            unnest($9::text[]), unnest($10::int[]), unnest($11::bigint[]), unnest($12::bigint[]), unnest($13::text[]),
            unnest($14::text[]), unnest($15::text[]), unnest($16::uuid[]), unnest($17::uuid[]), unnest($18::uuid[]),
            unnest($19::bytea[]), unnest($20::int[]), unnest($21::bytea[])
        from moved
    )
    select case when $23 then pg_notify('colloquy_log', position::text) end from moved";
/// Tells other processes of the head when the writing of it did not.
pub(super) const NOTIFY: &str = "select pg_notify('colloquy_log', $1::bigint::text)";

/// Remembers commands that no event remembers, if the events before them were written. Only under the lock: nothing else
/// keeps the ids of these commands out of the events.
pub(super) const REMEMBER: &str = "
    insert into colloquy.commands_apart (tenant, command_id, digest, stream, revision, position, events)
    select unnest($3::text[]), unnest($4::uuid[]), unnest($5::bytea[]), unnest($6::text[]), unnest($7::bigint[]),
        unnest($8::bigint[]), 0
    from colloquy.head where only_row and position = $1 and writer = $2";

/// How to write a plan.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    /// No command of the plan can stand among those apart: they were looked up under the lock.
    pub(super) looked_up: bool,
    /// Other processes are told at once.
    pub(super) loud: bool,
}

/// Writes the events that were planned. `false` when the log stands elsewhere; then nothing was written.
pub(super) async fn write(
    client: &Client,
    statement: &Statement,
    writer: Uuid,
    plan: &Plan,
    manner: Manner,
) -> Result<bool, tokio_postgres::Error> {
    let events = Events::of(plan);
    // Whether the tenant is the same too is left to the look under the lock.
    let in_question: &[Uuid] = if manner.looked_up { &[] } else { &events.command_ids };
    let rows = client
        .query(
            statement,
            &[
                &plan.old.cast_signed(),
                &plan.new.cast_signed(),
                &writer,
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
                &events.command_events,
                &events.digests,
                &in_question,
                &manner.loud,
            ],
        )
        .await?;
    Ok(!rows.is_empty())
}

/// Writes the commands that were planned and have no events.
pub(super) async fn remember(
    client: &Client,
    statement: &Statement,
    writer: Uuid,
    plan: &Plan,
) -> Result<(), tokio_postgres::Error> {
    let apart = Apart::of(plan);
    if apart.command_ids.is_empty() {
        return Ok(());
    }
    client
        .execute(
            statement,
            &[
                &plan.new.cast_signed(),
                &writer,
                &apart.tenants,
                &apart.command_ids,
                &apart.digests,
                &apart.streams,
                &apart.revisions,
                &apart.positions,
            ],
        )
        .await?;
    Ok(())
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
    command_events: Vec<Option<i32>>,
    digests: Vec<Option<&'a [u8]>>,
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
        columns.remember(plan);
        columns
    }

    /// Puts what is remembered of each command beside its last event.
    fn remember(&mut self, plan: &'a Plan) {
        self.command_events.resize(plan.events.len(), None);
        self.digests.resize(plan.events.len(), None);
        for (_, record) in plan.commands.iter().filter(|(_, record)| record.appended.events > 0) {
            let last = (record.appended.position - plan.old - 1) as usize;
            self.command_events[last] = Some(record.appended.events.cast_signed());
            self.digests[last] = Some(&record.digest);
        }
    }
}

/// The commands without events as columns.
#[derive(Default)]
struct Apart<'a> {
    tenants: Vec<&'a str>,
    command_ids: Vec<Uuid>,
    digests: Vec<&'a [u8]>,
    streams: Vec<&'a str>,
    revisions: Vec<Option<i64>>,
    positions: Vec<i64>,
}

impl<'a> Apart<'a> {
    fn of(plan: &'a Plan) -> Self {
        let mut columns = Self::default();
        for (key, record) in plan.commands.iter().filter(|(_, record)| record.appended.events == 0) {
            columns.tenants.push(key.tenant.as_str());
            columns.command_ids.push(key.command_id);
            columns.digests.push(&record.digest);
            columns.streams.push(record.appended.stream.as_str());
            columns.revisions.push(record.appended.revision.map(u64::cast_signed));
            columns.positions.push(record.appended.position.cast_signed());
        }
        columns
    }
}
