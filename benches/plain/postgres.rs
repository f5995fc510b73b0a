//! Plain SQL on PostgreSQL: rows one by one, and reading them all.

use event_store::{PostgresEventStore, PostgresOptions, RecordedEvent};
use futures_util::{StreamExt, TryStreamExt};
use tokio_postgres::{Client, NoTls, Statement};

use super::Row;

/// The statement behind [`insert`].
pub const INSERT: &str = "
    insert into colloquy.events (
        position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
    ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
/// The statement behind [`select`].
pub const SELECT: &str = "
    select position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
        actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body
    from colloquy.events where position > $1 order by position limit $2";

type Driver<T> = Result<T, tokio_postgres::Error>;

/// Makes the tables in an empty database and connects to it. Panics when the database does not answer.
pub async fn prepare(url: &str) -> Client {
    let made = PostgresEventStore::connect(url, PostgresOptions::default()).await;
    drop(made.expect("the database is empty and takes the tables"));
    connect(url).await
}

/// Connects. Panics when the database does not answer.
pub async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the database answers");
    tokio::spawn(connection);
    client
}

/// Inserts one row and waits for its commit.
///
/// # Errors
/// The driver's.
pub async fn insert(client: &Client, insert: &Statement, row: &RecordedEvent) -> Driver<()> {
    client
        .execute(
            insert,
            &[
                &row.position.cast_signed(),
                &row.tenant.as_str(),
                &row.stream.as_str(),
                &row.revision.cast_signed(),
                &row.event_id,
                &&*row.event_type,
                &row.schema_version.cast_signed(),
                &row.occurred_at.timestamp_micros(),
                &row.recorded_at.timestamp_micros(),
                &&*row.actor.kind,
                &&*row.actor.id,
                &row.actor.on_behalf_of.as_deref(),
                &row.command_id,
                &row.causation_id,
                &row.correlation_id,
                &&row.body[..],
            ],
        )
        .await?;
    Ok(())
}

/// Reads at most `limit` rows after `after`, all columns, into values of our own.
///
/// # Errors
/// The driver's.
pub async fn select(client: &Client, select: &Statement, after: i64, limit: i64) -> Driver<Vec<Row>> {
    let rows = client.query(select, &[&after, &limit]).await?;
    rows.iter().map(row).collect()
}

/// Reads all rows with one statement as they come, all columns, and keeps none. How many there were.
///
/// # Errors
/// The driver's.
pub async fn stream(client: &Client, select: &Statement) -> Driver<u64> {
    let rows = client.query_raw(select, [0, i64::MAX]).await?;
    rows.map(|read| read.and_then(|read| row(&read))).try_fold(0, |count, _| async move { Ok(count + 1) }).await
}

fn row(row: &tokio_postgres::Row) -> Driver<Row> {
    Ok(Row {
        position: row.try_get(0)?,
        tenant: row.try_get(1)?,
        stream: row.try_get(2)?,
        revision: row.try_get(3)?,
        event_id: row.try_get(4)?,
        event_type: row.try_get(5)?,
        schema_version: row.try_get(6)?,
        occurred_at: row.try_get(7)?,
        recorded_at: row.try_get(8)?,
        actor_kind: row.try_get(9)?,
        actor_id: row.try_get(10)?,
        on_behalf_of: row.try_get(11)?,
        command_id: row.try_get(12)?,
        causation_id: row.try_get(13)?,
        correlation_id: row.try_get(14)?,
        body: row.try_get(15)?,
    })
}
