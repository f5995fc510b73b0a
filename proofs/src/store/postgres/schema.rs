//! The tables, and migrations that only go forward.

use deadpool_postgres::Object;

use super::failed;
use crate::Error;

/// Two nodes that start together must not both make the tables. The number is arbitrary.
const LOCK: &str = "select pg_advisory_xact_lock(4821907331556092)";
const CREATE_VERSIONS: &str = "
    create schema if not exists colloquy_ledger;
    create table if not exists colloquy_ledger.migrations (version integer primary key);";
const VERSION: &str = "select coalesce(max(version), 0) from colloquy_ledger.migrations";
const SAVE_VERSION: &str = "insert into colloquy_ledger.migrations (version) values ($1)";
/// In order of their versions, from 1. Append only.
const MIGRATIONS: [&str; 1] = [include_str!("../../../migrations/postgres/0001_ledger.sql")];

pub(super) async fn migrate(client: &mut Object) -> Result<(), Error> {
    let transaction = client.transaction().await.map_err(failed)?;
    transaction.execute(LOCK, &[]).await.map_err(failed)?;
    transaction.batch_execute(CREATE_VERSIONS).await.map_err(failed)?;
    let version: i32 = transaction.query_one(VERSION, &[]).await.map_err(failed)?.get(0);
    if usize::try_from(version).is_ok_and(|version| version > MIGRATIONS.len()) {
        let known = MIGRATIONS.len();
        let reason = format!("its schema has version {version}, this program knows only {known}");
        return Err(Error::unavailable(reason));
    }
    for (number, sql) in (1_i32..).zip(MIGRATIONS).filter(|(number, _)| *number > version) {
        transaction.batch_execute(sql).await.map_err(failed)?;
        transaction.execute(SAVE_VERSION, &[&number]).await.map_err(failed)?;
    }
    transaction.commit().await.map_err(failed)
}
