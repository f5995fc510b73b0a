//! The memory of reactions in the same database.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use deadpool_postgres::Transaction;
use tokio_postgres::Row;
use uuid::Uuid;

use super::rows::{time, unsigned};
use super::{PostgresEventStore, fault};
use crate::reaction::expiry;
use crate::{Error, Lease, Position, ReactionStore, StreamName, Tenant, Timer};

const ACQUIRE: &str = "
    insert into colloquy.leases as held (name, owner, fence, expires_at) values ($1, $2, 1, $3)
    on conflict (name) do update set
        fence = case when held.owner = excluded.owner then held.fence else held.fence + 1 end,
        owner = excluded.owner,
        expires_at = excluded.expires_at
    where held.owner = excluded.owner or held.expires_at <= $4
    returning fence";
/// The row stays, so that fences go on rising.
const RELEASE: &str = "update colloquy.leases set expires_at = 0 where name = $1 and owner = $2 and fence = $3";
/// Locked, so that the lease cannot pass to another owner before the commit.
const HELD: &str = "select from colloquy.leases where name = $1 and owner = $2 and fence = $3 for update";
const CHECKPOINT: &str = "select position from colloquy.checkpoints where name = $1";
const SAVE_CHECKPOINT: &str = "
    insert into colloquy.checkpoints (name, position) values ($1, $2)
    on conflict (name) do update set position = excluded.position";
const CLEAR_TIMERS: &str = "
    delete from colloquy.timers using unnest($2::text[], $3::text[]) as cleared (tenant, stream)
    where reaction = $1 and timers.tenant = cleared.tenant and timers.stream = cleared.stream";
const SET_TIMER: &str = "
    insert into colloquy.timers (reaction, event_id, tenant, stream, due_at) values ($1, $2, $3, $4, $5)
    on conflict (reaction, event_id) do update set due_at = excluded.due_at";
const DUE: &str = "
    select event_id, tenant, stream, due_at from colloquy.timers
    where reaction = $1 and due_at <= $2 order by due_at, event_id limit $3";
const NEXT_DUE: &str = "
    select due_at from colloquy.timers where reaction = $1 and due_at > $2 order by due_at limit 1";
const DONE: &str = "
    with held as (select from colloquy.leases where name = $1 and owner = $2 and fence = $3 for update),
    done as (delete from colloquy.timers using held where reaction = $1 and event_id = $4)
    select exists (select from held)";

type Driver<T> = Result<T, tokio_postgres::Error>;

#[async_trait]
impl ReactionStore for PostgresEventStore {
    async fn acquire(
        &self,
        name: &str,
        owner: Uuid,
        ttl: Duration,
        now: DateTime<Utc>,
    ) -> Result<Option<Lease>, Error> {
        let (ends, now) = (expiry(now, ttl).timestamp_micros(), now.timestamp_micros());
        let acquired = async |client: &deadpool_postgres::Client| {
            let statement = client.prepare_cached(ACQUIRE).await?;
            let row = client.query_opt(&statement, &[&name, &owner, &ends, &now]).await?;
            row.map(|row| Ok(Lease { name: name.to_owned(), owner, fence: unsigned(&row, 0)? })).transpose()
        };
        acquired(&self.client().await?).await.map_err(fault::away("a lease could not be taken"))
    }

    async fn release(&self, lease: &Lease) -> Result<(), Error> {
        let client = self.client().await?;
        let released = client.execute(RELEASE, &[&lease.name, &lease.owner, &lease.fence.cast_signed()]).await;
        released.map(|_rows| ()).map_err(fault::away("a lease could not be released"))
    }

    async fn checkpoint(&self, name: &str) -> Result<Position, Error> {
        let failed = fault::away("a checkpoint could not be read");
        let row = self.client().await?.query_opt(CHECKPOINT, &[&name]).await.map_err(&failed)?;
        row.map_or(Ok(0), |row| unsigned(&row, 0)).map_err(failed)
    }

    async fn commit(
        &self,
        lease: &Lease,
        position: Position,
        set: &[Timer],
        cleared: &[(Tenant, StreamName)],
    ) -> Result<bool, Error> {
        let mut client = self.client().await?;
        let committed = async {
            let transaction = client.transaction().await?;
            if !held(&transaction, lease).await? {
                return Ok(false);
            }
            clear(&transaction, &lease.name, cleared).await?;
            save(&transaction, &lease.name, position, set).await?;
            transaction.commit().await?;
            Ok(true)
        };
        committed.await.map_err(fault::away("a checkpoint could not be saved"))
    }

    async fn due(&self, name: &str, now: DateTime<Utc>, limit: usize) -> Result<Vec<Timer>, Error> {
        let failed = fault::away("timers could not be read");
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let client = self.client().await?;
        let rows = client.query(DUE, &[&name, &now.timestamp_micros(), &limit]).await.map_err(&failed)?;
        rows.iter().map(timer).collect::<Driver<_>>().map_err(|error| fault::nonsense(&error))
    }

    async fn next_due(&self, name: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
        let failed = fault::away("timers could not be read");
        let client = self.client().await?;
        let row = client.query_opt(NEXT_DUE, &[&name, &now.timestamp_micros()]).await.map_err(&failed)?;
        row.map(|row| time(&row, 0)).transpose().map_err(|error| fault::nonsense(&error))
    }

    async fn done(&self, lease: &Lease, event_id: Uuid) -> Result<bool, Error> {
        let failed = fault::away("a timer could not be removed");
        let fence = lease.fence.cast_signed();
        let client = self.client().await?;
        let row = client.query_one(DONE, &[&lease.name, &lease.owner, &fence, &event_id]).await.map_err(&failed)?;
        row.try_get(0).map_err(failed)
    }
}

async fn held(transaction: &Transaction<'_>, lease: &Lease) -> Driver<bool> {
    let statement = transaction.prepare_cached(HELD).await?;
    let values: [&(dyn tokio_postgres::types::ToSql + Sync); 3] =
        [&lease.name, &lease.owner, &lease.fence.cast_signed()];
    Ok(transaction.query_opt(&statement, &values).await?.is_some())
}

async fn clear(transaction: &Transaction<'_>, name: &str, cleared: &[(Tenant, StreamName)]) -> Driver<()> {
    if cleared.is_empty() {
        return Ok(());
    }
    let tenants: Vec<&str> = cleared.iter().map(|(tenant, _)| tenant.as_str()).collect();
    let streams: Vec<&str> = cleared.iter().map(|(_, stream)| stream.as_str()).collect();
    let statement = transaction.prepare_cached(CLEAR_TIMERS).await?;
    transaction.execute(&statement, &[&name, &tenants, &streams]).await?;
    Ok(())
}

async fn save(transaction: &Transaction<'_>, name: &str, position: Position, set: &[Timer]) -> Driver<()> {
    let statement = transaction.prepare_cached(SET_TIMER).await?;
    for Timer { event_id, tenant, stream, due_at } in set {
        let due_at = due_at.timestamp_micros();
        transaction.execute(&statement, &[&name, event_id, &tenant.as_str(), &stream.as_str(), &due_at]).await?;
    }
    let statement = transaction.prepare_cached(SAVE_CHECKPOINT).await?;
    transaction.execute(&statement, &[&name, &position.cast_signed()]).await?;
    Ok(())
}

fn timer(row: &Row) -> Driver<Timer> {
    Ok(Timer {
        event_id: row.try_get(0)?,
        tenant: Tenant::new(row.try_get(1)?),
        stream: StreamName::new(row.try_get(2)?),
        due_at: time(row, 3)?,
    })
}
