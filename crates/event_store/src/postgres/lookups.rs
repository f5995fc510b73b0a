//! The statements on heads and commands.

use std::collections::HashMap;

use tokio_postgres::types::{FromSql, Type};
use tokio_postgres::{Client, Row, Statement};
use uuid::Uuid;

use super::fault;
use crate::outcome::{CommandKey, Record, StreamKey};
use crate::{Appended, CommandDigest, Error, Position, StreamName, Tenant};

const HEAD: &str = "select position from colloquy.head";
const COMMAND: &str = "
    select tenant, command_id, digest, stream, revision, position, command_events
    from colloquy.events where tenant = $1 and command_id = $2 and digest is not null
    union all
    select tenant, command_id, digest, stream, revision, position, events
    from colloquy.commands_apart where tenant = $1 and command_id = $2";

/// The last revision of each wanted stream. Lateral, so that it is one descent of the index a stream, whatever the
/// planner believes of the table.
pub(super) const REVISIONS: &str = "
    select wanted.tenant, wanted.stream, last.revision
    from unnest($1::text[], $2::text[]) as wanted (tenant, stream)
    cross join lateral (
        select revision from colloquy.events
        where events.tenant = wanted.tenant and events.stream = wanted.stream
        order by revision desc limit 1
    ) as last";
/// What the log remembers of each wanted command.
pub(super) const COMMANDS: &str = "
    select wanted.tenant, wanted.command_id, digest, stream, revision, position, events
    from unnest($1::text[], $2::uuid[]) as wanted (tenant, command_id)
    cross join lateral (
        select digest, stream, revision, position, command_events as events from colloquy.events
        where events.tenant = wanted.tenant and events.command_id = wanted.command_id and digest is not null
        union all
        select digest, stream, revision, position, events from colloquy.commands_apart as apart
        where apart.tenant = wanted.tenant and apart.command_id = wanted.command_id
        limit 1
    ) as found";

/// The position of the last durable event.
pub(super) async fn head(client: &Client) -> Result<Position, Error> {
    let row = client.query_one(HEAD, &[]).await.map_err(fault::away("the head could not be read"))?;
    Ok(row.get::<_, i64>(0).cast_unsigned())
}

/// What the log remembers of a command.
pub(super) async fn find_command(
    client: &deadpool_postgres::Client,
    tenant: &Tenant,
    command_id: Uuid,
) -> Result<Option<Record>, Error> {
    let failed = fault::away("a command could not be looked up");
    let statement = client.prepare_cached(COMMAND).await.map_err(&failed)?;
    let row = client.query_opt(&statement, &[&tenant.as_str(), &command_id]).await.map_err(&failed)?;
    row.as_ref().map(record).transpose().map_err(|error| fault::nonsense(&error))
}

/// The revisions of those of `keys` that have any.
pub(super) async fn revisions(
    client: &Client,
    statement: &Statement,
    keys: &[StreamKey],
) -> Result<HashMap<StreamKey, u64>, tokio_postgres::Error> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let tenants: Vec<&str> = keys.iter().map(|key| key.tenant.as_str()).collect();
    let streams: Vec<&str> = keys.iter().map(|key| key.stream.as_str()).collect();
    let rows = client.query(statement, &[&tenants, &streams]).await?;
    rows.iter().map(revision).collect()
}

fn revision(row: &Row) -> Result<(StreamKey, u64), tokio_postgres::Error> {
    let key = StreamKey { tenant: Tenant::new(row.try_get(0)?), stream: StreamName::new(row.try_get(1)?) };
    Ok((key, row.try_get::<_, i64>(2)?.cast_unsigned()))
}

/// The records of those of `keys` that have one.
pub(super) async fn commands(
    client: &Client,
    statement: &Statement,
    keys: &[CommandKey],
) -> Result<HashMap<CommandKey, Record>, tokio_postgres::Error> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let tenants: Vec<&str> = keys.iter().map(|key| key.tenant.as_str()).collect();
    let ids: Vec<Uuid> = keys.iter().map(|key| key.command_id).collect();
    let rows = client.query(statement, &[&tenants, &ids]).await?;
    rows.iter().map(|row| Ok((command_key(row)?, record(row)?))).collect()
}

fn command_key(row: &Row) -> Result<CommandKey, tokio_postgres::Error> {
    Ok(CommandKey { tenant: Tenant::new(row.try_get(0)?), command_id: row.try_get(1)? })
}

fn record(row: &Row) -> Result<Record, tokio_postgres::Error> {
    let appended = Appended {
        stream: StreamName::new(row.try_get(3)?),
        revision: row.try_get::<_, Option<i64>>(4)?.map(i64::cast_unsigned),
        position: row.try_get::<_, i64>(5)?.cast_unsigned(),
        events: row.try_get::<_, i32>(6)?.cast_unsigned(),
        repeated: true,
    };
    Ok(Record { digest: row.try_get::<_, Digest>(2)?.0, appended })
}

/// A `bytea` of 32 bytes. Only a writer that is not this program could write another.
#[derive(Debug)]
struct Digest(CommandDigest);

impl<'a> FromSql<'a> for Digest {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        <&[u8]>::from_sql(kind, raw)?.try_into().map(Self).map_err(Into::into)
    }

    fn accepts(kind: &Type) -> bool {
        <&[u8] as FromSql>::accepts(kind)
    }
}
