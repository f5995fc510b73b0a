//! The memory of reactions in the same file; writes go through the log's writer and share its commits.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::SqliteEventStore;
use super::rows::time;
use super::statements::unsigned;
use super::work::Task;
use crate::queue::{enqueue, writer_stopped};
use crate::reaction::expiry;
use crate::{Error, Lease, Position, ReactionStore, StreamName, Tenant, Timer};

const ACQUIRE: &str = "
    insert into leases (name, owner, fence, expires_at) values (?1, ?2, 1, ?3)
    on conflict (name) do update set
        fence = case when owner = excluded.owner then fence else fence + 1 end,
        owner = excluded.owner,
        expires_at = excluded.expires_at
    where owner = excluded.owner or expires_at <= ?4
    returning fence";
/// The row stays, so that fences go on rising.
const RELEASE: &str = "update leases set expires_at = 0 where name = ?1 and owner = ?2 and fence = ?3";
const RELEASE_ALL: &str = "update leases set expires_at = 0 where expires_at > 0";
const HELD: &str = "select exists (select 1 from leases where name = ?1 and owner = ?2 and fence = ?3)";
const CHECKPOINT: &str = "select position from checkpoints where name = ?1";
const SAVE_CHECKPOINT: &str = "
    insert into checkpoints (name, position) values (?1, ?2)
    on conflict (name) do update set position = excluded.position";
const CLEAR_TIMERS: &str = "delete from timers where reaction = ?1 and tenant = ?2 and stream = ?3";
const SET_TIMER: &str = "
    insert into timers (reaction, event_id, tenant, stream, due_at) values (?1, ?2, ?3, ?4, ?5)
    on conflict (reaction, event_id) do update set due_at = excluded.due_at";
const DUE: &str = "
    select event_id, tenant, stream, due_at from timers
    where reaction = ?1 and due_at <= ?2 order by due_at, event_id limit ?3";
const NEXT_DUE: &str = "
    select due_at from timers where reaction = ?1 and due_at > ?2 order by due_at limit 1";
const DONE: &str = "delete from timers where reaction = ?1 and event_id = ?2";

/// Ends the leases of whoever owned the file before: it is gone, or the file would not be ours. So what a killed process did goes on
/// when the next one starts, not when its leases would have ended, unless the disk is too full to say so.
pub(super) fn release_all(connection: &Connection) {
    if let Err(error) = connection.execute(RELEASE_ALL, []) {
        tracing::warn!(%error, "the leases of the process before could not be ended; they end by themselves");
    }
}

impl SqliteEventStore {
    async fn write<T: Send + 'static>(
        &self,
        run: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (request, answer) = Task::request(run);
        enqueue(self.writer()?.queue(), request)?;
        answer.await.unwrap_or_else(|_| Err(writer_stopped()))
    }
}

#[async_trait]
impl ReactionStore for SqliteEventStore {
    async fn acquire(
        &self,
        name: &str,
        owner: Uuid,
        ttl: Duration,
        now: DateTime<Utc>,
    ) -> Result<Option<Lease>, Error> {
        let name = name.to_owned();
        let expires_at = expiry(now, ttl);
        self.write(move |connection| {
            let values = (&name, owner.as_bytes(), expires_at.timestamp_micros(), now.timestamp_micros());
            let fence = connection.prepare_cached(ACQUIRE)?.query_row(values, |row| unsigned(row, 0)).optional()?;
            Ok(fence.map(|fence| Lease { name, owner, fence }))
        })
        .await
    }

    async fn release(&self, lease: &Lease) -> Result<(), Error> {
        let Lease { name, owner, fence } = lease.clone();
        self.write(move |connection| {
            connection.prepare_cached(RELEASE)?.execute((name, owner.as_bytes(), fence.cast_signed()))?;
            Ok(())
        })
        .await
    }

    async fn checkpoint(&self, name: &str) -> Result<Position, Error> {
        let name = name.to_owned();
        let read = move |connection: &Connection| {
            connection.prepare_cached(CHECKPOINT)?.query_row([name], |row| unsigned(row, 0)).optional()
        };
        Ok(self.readers.read(read).await?.unwrap_or(0))
    }

    async fn commit(
        &self,
        lease: &Lease,
        position: Position,
        set: &[Timer],
        cleared: &[(Tenant, StreamName)],
    ) -> Result<bool, Error> {
        let (lease, set, cleared) = (lease.clone(), set.to_vec(), cleared.to_vec());
        self.write(move |connection| {
            if !held(connection, &lease)? {
                return Ok(false);
            }
            save(connection, &lease.name, position, &set, &cleared)?;
            Ok(true)
        })
        .await
    }

    async fn due(&self, name: &str, now: DateTime<Utc>, limit: usize) -> Result<Vec<Timer>, Error> {
        let values = (name.to_owned(), now.timestamp_micros(), i64::try_from(limit).unwrap_or(i64::MAX));
        self.readers.read(move |connection| connection.prepare_cached(DUE)?.query_map(values, timer)?.collect()).await
    }

    async fn next_due(&self, name: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
        let values = (name.to_owned(), now.timestamp_micros());
        let read = move |connection: &Connection| {
            connection.prepare_cached(NEXT_DUE)?.query_row(values, |row| time(row, 0)).optional()
        };
        self.readers.read(read).await
    }

    async fn done(&self, lease: &Lease, event_id: Uuid) -> Result<bool, Error> {
        let lease = lease.clone();
        self.write(move |connection| {
            if !held(connection, &lease)? {
                return Ok(false);
            }
            connection.prepare_cached(DONE)?.execute((&lease.name, event_id.as_bytes()))?;
            Ok(true)
        })
        .await
    }
}

fn held(connection: &Connection, lease: &Lease) -> rusqlite::Result<bool> {
    let values = (&lease.name, lease.owner.as_bytes(), lease.fence.cast_signed());
    connection.prepare_cached(HELD)?.query_row(values, |row| row.get(0))
}

fn save(
    connection: &Connection,
    name: &str,
    position: Position,
    set: &[Timer],
    cleared: &[(Tenant, StreamName)],
) -> rusqlite::Result<()> {
    for (tenant, stream) in cleared {
        connection.prepare_cached(CLEAR_TIMERS)?.execute((name, tenant.as_str(), stream.as_str()))?;
    }
    for timer in set {
        let Timer { event_id, tenant, stream, due_at } = timer;
        let values = (name, event_id.as_bytes(), tenant.as_str(), stream.as_str(), due_at.timestamp_micros());
        connection.prepare_cached(SET_TIMER)?.execute(values)?;
    }
    connection.prepare_cached(SAVE_CHECKPOINT)?.execute((name, position.cast_signed()))?;
    Ok(())
}

fn timer(row: &Row<'_>) -> rusqlite::Result<Timer> {
    Ok(Timer {
        event_id: row.get(0).map(Uuid::from_bytes)?,
        tenant: Tenant::new(row.get_ref(1)?.as_str()?),
        stream: StreamName::new(row.get_ref(2)?.as_str()?),
        due_at: time(row, 3)?,
    })
}
