//! The engine for production: a schema of its own, `colloquy_read`, in a PostgreSQL database.

mod values;
mod writer;

use std::str::FromStr;

use async_trait::async_trait;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, NoTls};

use super::dialect::Dialect;
use super::{ReadModel, Writer};
use crate::Error;
use crate::answer::Answer;
use crate::value::Value;
use writer::PostgresWriter;

const CREATE_SCHEMA: &str = "create schema if not exists colloquy_read";
/// Unqualified names are those of our schema.
const SEARCH_PATH: &str = "-c search_path=colloquy_read";

/// Rows in PostgreSQL, which several nodes share.
#[derive(Debug)]
pub struct PostgresReadModel {
    pool: Pool,
}

impl PostgresReadModel {
    /// Connects to the database of a URL with as many connections for readers, and makes the schema when it is missing.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn connect(url: &str, readers: usize) -> Result<Self, Error> {
        let mut config = Config::from_str(url).map_err(|error| Error::away("the database URL is malformed", error))?;
        let options = match config.get_options() {
            Some(given) => format!("{given} {SEARCH_PATH}"),
            None => SEARCH_PATH.to_owned(),
        };
        config.options(&options);
        let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(readers.max(1))
            .build()
            .map_err(|error| Error::away("no connection pool can be made", error))?;
        let model = Self { pool };
        model.create_schema().await?;
        Ok(model)
    }

    /// Asks first, because PostgreSQL lets two processes that create the same schema at once collide.
    async fn create_schema(&self) -> Result<(), Error> {
        let client = self.client().await?;
        match client.batch_execute(CREATE_SCHEMA).await {
            Err(error) if error.code() == Some(&SqlState::UNIQUE_VIOLATION) => Ok(()),
            made => made.map_err(failed),
        }
    }

    async fn client(&self) -> Result<Object, Error> {
        self.pool.get().await.map_err(|error| Error::away("no connection to the database", error))
    }
}

fn failed(error: tokio_postgres::Error) -> Error {
    Error::away("the database failed", error)
}

#[async_trait]
impl ReadModel for PostgresReadModel {
    async fn query(&self, sql: &str, params: Vec<Value>) -> Result<Answer, Error> {
        let client = self.client().await?;
        match values::query(&client, sql, &params).await {
            // The tables changed their shape since the statement was prepared.
            Err(error) if error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED) => {
                client.statement_cache.clear();
                values::query(&client, sql, &params).await.map_err(failed)
            }
            answer => answer.map_err(failed),
        }
    }

    async fn writer(&self) -> Result<Box<dyn Writer>, Error> {
        Ok(Box::new(PostgresWriter::new(Object::take(self.client().await?))))
    }

    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }
}
