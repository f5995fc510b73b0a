//! The writing connection: every call runs off the threads that run async tasks.

use std::fs::File;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use rusqlite::{Connection, params_from_iter};

use super::super::dialect::Dialect;
use super::super::{Changes, Lock, Wanted, Writer};
use super::connection::{failed, query};
use crate::Error;
use crate::answer::Answer;
use crate::value::Record;

const BEGIN: &str = "begin immediate";
const COMMIT: &str = "commit";
const ROLLBACK: &str = "rollback";

/// A connection with the locks it holds. SQLite takes an open transaction back when its connection is closed.
#[derive(Debug)]
pub(super) struct SqliteWriter {
    connection: Option<Connection>,
    path: PathBuf,
    locks: Vec<(Lock, File)>,
}

impl SqliteWriter {
    pub(super) fn new(connection: Connection, path: &Path) -> Self {
        Self { connection: Some(connection), path: path.to_owned(), locks: Vec::new() }
    }

    async fn run<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let connection = self.connection.take().ok_or_else(|| Error::unavailable("a write was cut off"))?;
        let blocking = tokio::task::spawn_blocking(move || {
            let result = work(&connection);
            (connection, result)
        });
        let (connection, result) = blocking.await.map_err(|error| Error::away("a write was cut off", error))?;
        self.connection = Some(connection);
        result.map_err(failed)
    }
}

#[async_trait]
impl Writer for SqliteWriter {
    async fn try_lock(&mut self, lock: Lock) -> Result<bool, Error> {
        if self.locks.iter().any(|(held, _)| *held == lock) {
            return Ok(true);
        }
        let file = File::create(self.path.with_extension(lock_extension(lock)))
            .map_err(|error| Error::away("its lock file cannot be opened", error))?;
        let taken = file.try_lock().is_ok();
        if taken {
            self.locks.push((lock, file));
        }
        Ok(taken)
    }

    async fn unlock(&mut self) -> Result<(), Error> {
        self.locks.clear();
        Ok(())
    }

    async fn begin(&mut self) -> Result<(), Error> {
        self.script(BEGIN).await
    }

    async fn commit(&mut self) -> Result<(), Error> {
        self.script(COMMIT).await
    }

    async fn rollback(&mut self) -> Result<(), Error> {
        self.script(ROLLBACK).await
    }

    async fn load(&mut self, wanted: Vec<Wanted>) -> Result<Vec<Answer>, Error> {
        self.run(move |connection| wanted.iter().map(|wanted| load(connection, wanted)).collect()).await
    }

    async fn write(&mut self, changes: Vec<Changes>) -> Result<(), Error> {
        self.run(move |connection| changes.iter().try_for_each(|changes| write(connection, changes))).await
    }

    async fn query(&mut self, sql: &str) -> Result<Answer, Error> {
        let sql = sql.to_owned();
        self.run(move |connection| query(connection, &sql, [&[][..]])).await
    }

    async fn script(&mut self, sql: &str) -> Result<(), Error> {
        let sql = sql.to_owned();
        self.run(move |connection| connection.execute_batch(&sql)).await
    }
}

fn lock_extension(lock: Lock) -> &'static str {
    match lock {
        Lock::Lead => "lead.lock",
        Lock::Rebuild => "rebuild.lock",
    }
}

fn load(connection: &Connection, wanted: &Wanted) -> rusqlite::Result<Answer> {
    let sql = Dialect::Sqlite.load(wanted.spec, wanted.generation);
    query(connection, &sql, wanted.prefixes.iter().map(Vec::as_slice))
}

fn write(connection: &Connection, changes: &Changes) -> rusqlite::Result<()> {
    run_for_each(connection, &Dialect::Sqlite.delete(changes.spec, changes.generation), &changes.deletes)?;
    run_for_each(connection, &Dialect::Sqlite.upsert(changes.spec, changes.generation), &changes.upserts)
}

fn run_for_each(connection: &Connection, sql: &str, rows: &[Record]) -> rusqlite::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(sql)?;
    for row in rows {
        statement.execute(params_from_iter(row))?;
    }
    Ok(())
}
