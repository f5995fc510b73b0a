//! The embedded engine: one disposable file, `read.db`, apart from the log.

mod connection;
mod readers;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;

use super::dialect::Dialect;
use super::{ReadModel, Writer};
use crate::Error;
use crate::answer::Answer;
use crate::value::Value;
use readers::Readers;
use writer::SqliteWriter;

/// Rows in one SQLite file, which several processes of one machine may share.
#[derive(Debug)]
pub struct SqliteReadModel {
    path: PathBuf,
    readers: Arc<Readers>,
}

impl SqliteReadModel {
    /// Opens `read.db` in a directory, made when it is missing, with as many connections for readers.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the file cannot be opened.
    pub fn open(directory: &Path, readers: usize) -> Result<Self, Error> {
        std::fs::create_dir_all(directory).map_err(|error| Error::away("its directory cannot be made", error))?;
        let path = directory.join("read.db");
        connection::to_write(&path)?;
        Ok(Self { readers: Arc::new(Readers::new(&path, readers)), path })
    }
}

#[async_trait]
impl ReadModel for SqliteReadModel {
    async fn query(&self, sql: &str, params: Vec<Value>) -> Result<Answer, Error> {
        let sql = sql.to_owned();
        self.readers
            .read(move |connection| connection::query(connection, &sql, [&params[..]]).map_err(connection::failed))
            .await
    }

    async fn writer(&self) -> Result<Box<dyn Writer>, Error> {
        let connection = connection::to_write(&self.path)?;
        Ok(Box::new(SqliteWriter::new(connection, &self.path)))
    }

    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }
}
