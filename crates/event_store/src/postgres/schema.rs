//! The tables: migrations that only go forward, one process at a time.

use chrono::{DateTime, Utc};
use tokio_postgres::{Client, Config, Transaction};

use super::connect::connect;
use super::{fault, lookups};
use crate::{Error, Position};

/// In order; version n is the n-th, from 1. What was published here never changes.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/postgres/0001_log.sql"),
    include_str!("../../migrations/postgres/0002_digests.sql"),
];

/// Any number will do, as long as it stays the same.
const LOCK: &str = "select pg_advisory_xact_lock(7310868735422002785)";
const EXISTS: &str = "select to_regclass('colloquy.log_migrations') is not null";
const CREATE_SCHEMA: &str = "create schema if not exists colloquy";
const CREATE_VERSIONS: &str = "
    create table colloquy.log_migrations (version bigint primary key, applied_at bigint not null)";
const VERSION: &str = "select coalesce(max(version), 0) from colloquy.log_migrations";
const SAVE_VERSION: &str = "insert into colloquy.log_migrations (version, applied_at) values ($1, $2)";

/// Brings the tables up to date and tells the head.
pub(super) async fn prepare(config: &Config, now: DateTime<Utc>) -> Result<Position, Error> {
    let (mut client, _driver) = connect(config).await?;
    let version = migrate(&mut client, now).await.map_err(fault::away("the log could not be migrated"))?;
    let known = MIGRATIONS.len() as i64;
    if version > known {
        let reason = format!("its schema has version {version}, this program knows only {known}");
        return Err(Error::unavailable(reason));
    }
    lookups::head(&client).await
}

/// Applies what is missing and tells the version.
async fn migrate(client: &mut Client, now: DateTime<Utc>) -> Result<i64, tokio_postgres::Error> {
    let transaction = client.transaction().await?;
    transaction.query_one(LOCK, &[]).await?;
    if !transaction.query_one(EXISTS, &[]).await?.get::<_, bool>(0) {
        transaction.batch_execute(CREATE_SCHEMA).await?;
        transaction.batch_execute(CREATE_VERSIONS).await?;
    }
    let mut version: i64 = transaction.query_one(VERSION, &[]).await?.get(0);
    for (number, sql) in (1..).zip(MIGRATIONS).skip(version as usize) {
        apply(&transaction, number, sql, now).await?;
        version = number;
    }
    transaction.commit().await?;
    Ok(version)
}

async fn apply(
    transaction: &Transaction<'_>,
    number: i64,
    sql: &str,
    now: DateTime<Utc>,
) -> Result<(), tokio_postgres::Error> {
    transaction.batch_execute(sql).await?;
    transaction.execute(SAVE_VERSION, &[&number, &now.timestamp_micros()]).await?;
    Ok(())
}
