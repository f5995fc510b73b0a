//! The tables of the key store, and the root it is bound to.

use deadpool_postgres::{GenericClient, Object};
use tokio_postgres::{Error as PgError, Row};

use crate::{Error, RootFingerprint};

/// Two nodes that start together must not both create the tables. The number is arbitrary.
const LOCK_SCHEMA: &str = "select pg_advisory_xact_lock(4821907331556091)";
const CREATE_LEDGER: &str = "
    create schema if not exists colloquy_vault;
    create table if not exists colloquy_vault.migration (version integer primary key);
";
const APPLIED: &str = "select coalesce(max(version), 0) from colloquy_vault.migration";
const KEEP_APPLIED: &str = "insert into colloquy_vault.migration (version) values ($1)";

/// In order of their versions, from 1. Append only.
const MIGRATIONS: [&str; 1] = [include_str!("../../../migrations/postgres/0001_keys.sql")];

const ROOT: &str = "select fingerprint from colloquy_vault.root";
const ADOPT_ROOT: &str = "insert into colloquy_vault.root (fingerprint) values ($1) on conflict do nothing";

pub(super) async fn migrate(client: &mut Object) -> Result<(), PgError> {
    let transaction = client.transaction().await?;
    transaction.execute(LOCK_SCHEMA, &[]).await?;
    transaction.batch_execute(CREATE_LEDGER).await?;
    let applied: i32 = transaction.query_one(APPLIED, &[]).await?.get(0);
    for (version, migration) in (1_i32..).zip(MIGRATIONS).filter(|(version, _)| *version > applied) {
        transaction.batch_execute(migration).await?;
        transaction.execute(KEEP_APPLIED, &[&version]).await?;
    }
    transaction.commit().await
}

pub(super) async fn root(client: &Object) -> Result<Option<RootFingerprint>, Error> {
    let row = client.query_opt(ROOT, &[]).await.map_err(Error::unavailable)?;
    row.map(|row| fingerprint(&row)).transpose()
}

pub(super) async fn adopt_root(client: &Object, root: RootFingerprint) -> Result<RootFingerprint, Error> {
    client.execute(ADOPT_ROOT, &[&root.as_bytes().as_slice()]).await.map_err(Error::unavailable)?;
    fingerprint(&client.query_one(ROOT, &[]).await.map_err(Error::unavailable)?)
}

/// A fingerprint of another length is not one of ours, so the store belongs to another root.
fn fingerprint(row: &Row) -> Result<RootFingerprint, Error> {
    let bytes: &[u8] = row.get(0);
    bytes.try_into().map(RootFingerprint::from_bytes).map_err(|_| Error::ForeignRoot)
}
