//! The writing connection, taken out of the pool for good, so that neither its locks nor an open transaction can
//! reach another.

use async_trait::async_trait;
use deadpool_postgres::ClientWrapper;
use tokio_postgres::types::ToSql;

use super::super::dialect::Dialect;
use super::super::{Changes, Lock, Wanted, Writer};
use super::failed;
use super::values::{self, Array};
use crate::Error;
use crate::answer::Answer;
use crate::row::ColumnSpec;
use crate::value::Record;

const BEGIN: &str = "begin";
const COMMIT: &str = "commit";
const ROLLBACK: &str = "rollback";
/// The first number says that it is ours; any other number would do.
const TRY_LOCK: &str = "select cast(pg_try_advisory_lock(1668246638, $1) as integer)";
const UNLOCK: &str = "select pg_advisory_unlock_all()";
/// How many rows go in one statement at most.
const CHUNK: usize = 5_000;

/// A connection. PostgreSQL takes an open transaction back, and its locks, when the connection is closed.
#[derive(Debug)]
pub(super) struct PostgresWriter {
    client: ClientWrapper,
    held: Vec<Lock>,
}

impl PostgresWriter {
    pub(super) fn new(client: ClientWrapper) -> Self {
        Self { client, held: Vec::new() }
    }

    /// Runs a statement over rows whose first columns are its parameters, one array each.
    async fn run(&self, sql: &str, columns: &[ColumnSpec], rows: &[Record]) -> Result<Answer, Error> {
        if rows.is_empty() {
            return Ok(Answer::default());
        }
        let statement = self.client.prepare_cached(sql).await.map_err(failed)?;
        let mut found = Answer::of_width(statement.columns().len());
        for rows in rows.chunks(CHUNK) {
            let arrays: Vec<_> =
                columns.iter().enumerate().map(|(index, column)| Array::of(column.kind, rows, index)).collect();
            let params: Vec<&(dyn ToSql + Sync)> = arrays.iter().map(Array::as_param).collect();
            let answer = self.client.query(&statement, &params).await.map_err(failed)?;
            values::push(&mut found, &answer).map_err(failed)?;
        }
        Ok(found)
    }
}

#[async_trait]
impl Writer for PostgresWriter {
    async fn try_lock(&mut self, lock: Lock) -> Result<bool, Error> {
        if self.held.contains(&lock) {
            return Ok(true);
        }
        let number: i32 = match lock {
            Lock::Lead => 1,
            Lock::Rebuild => 2,
        };
        let row = self.client.query_one(TRY_LOCK, &[&number]).await.map_err(failed)?;
        let taken = row.get::<_, i32>(0) == 1;
        if taken {
            self.held.push(lock);
        }
        Ok(taken)
    }

    async fn unlock(&mut self) -> Result<(), Error> {
        self.held.clear();
        self.client.query(UNLOCK, &[]).await.map_err(failed)?;
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
        let mut answers = Vec::with_capacity(wanted.len());
        for Wanted { spec, generation, prefixes } in &wanted {
            let sql = Dialect::Postgres.load(spec, *generation);
            answers.push(self.run(&sql, &spec.columns[..spec.prefix], prefixes).await?);
        }
        Ok(answers)
    }

    async fn write(&mut self, changes: Vec<Changes>) -> Result<(), Error> {
        for Changes { spec, generation, upserts, deletes } in &changes {
            let delete = Dialect::Postgres.delete(spec, *generation);
            self.run(&delete, &spec.columns[..spec.key], deletes).await?;
            let upsert = Dialect::Postgres.upsert(spec, *generation);
            self.run(&upsert, spec.columns, upserts).await?;
        }
        Ok(())
    }

    async fn query(&mut self, sql: &str) -> Result<Answer, Error> {
        let rows = self.client.query(sql, &[]).await.map_err(failed)?;
        let mut found = Answer::of_width(rows.first().map_or(0, tokio_postgres::Row::len));
        values::push(&mut found, &rows).map_err(failed)?;
        Ok(found)
    }

    async fn script(&mut self, sql: &str) -> Result<(), Error> {
        self.client.batch_execute(sql).await.map_err(failed)
    }
}
