//! Ledgers in one SQLite file, `ledger.db`, beside the log's.

mod connection;
mod read;
mod write;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use ledger::note::Signature;
use ledger::{Head, Tile, Tiles};
use rusqlite::Connection;

use super::{Growth, LedgerStore, Sealed};
use crate::Error;

/// One connection writes, one reads; neither waits for the other.
#[derive(Clone, Debug)]
pub struct SqliteLedgerStore {
    reader: Arc<Mutex<Connection>>,
    /// None when the file was opened for reading only.
    writer: Option<Arc<Mutex<Connection>>>,
}

impl SqliteLedgerStore {
    /// Opens the file in `directory` for writing, made and migrated where needed.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be opened, or its schema is newer than this program.
    pub fn open(directory: &Path) -> Result<Self, Error> {
        let file = connection::file_in(directory)?;
        let writer = connection::to_write(&file)?;
        Ok(Self { reader: shared(connection::to_read(&file)?), writer: Some(shared(writer)) })
    }

    /// Opens the file in `directory` for reading, while another process may write it.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it is not there or cannot be read.
    pub fn open_to_read(directory: &Path) -> Result<Self, Error> {
        let reader = connection::to_read(&directory.join(connection::FILE))?;
        Ok(Self { reader: shared(reader), writer: None })
    }

    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        on(&self.reader, move |connection| read(connection)).await
    }

    async fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let writer = self.writer.as_ref();
        on(writer.ok_or_else(|| Error::unavailable("it was opened for reading only"))?, write).await
    }
}

fn shared(connection: Connection) -> Arc<Mutex<Connection>> {
    Arc::new(Mutex::new(connection))
}

async fn on<T: Send + 'static>(
    connection: &Arc<Mutex<Connection>>,
    run: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
) -> Result<T, Error> {
    let connection = Arc::clone(connection);
    let run = move || run(&mut connection.lock().unwrap_or_else(PoisonError::into_inner));
    let done = tokio::task::spawn_blocking(run).await.map_err(|error| Error::away("a task ended early", error))?;
    done.map_err(connection::failed)
}

#[async_trait]
impl LedgerStore for SqliteLedgerStore {
    async fn last(&self, ledger: &str) -> Result<Option<Sealed>, Error> {
        let ledger = ledger.to_owned();
        self.read(move |connection| read::last(connection, &ledger)).await
    }

    async fn extend(&self, ledger: &str, from: u64, growth: Growth) -> Result<bool, Error> {
        let ledger = ledger.to_owned();
        self.write(move |connection| write::extend(connection, &ledger, from, &growth)).await
    }

    async fn tiles(&self, ledger: &str, tiles: &[Tile]) -> Result<Tiles, Error> {
        let (ledger, tiles) = (ledger.to_owned(), tiles.to_vec());
        self.read(move |connection| read::tiles(connection, &ledger, &tiles)).await
    }

    async fn entries(&self, ledger: &str, index: u64, limit: usize) -> Result<Vec<Vec<u8>>, Error> {
        let ledger = ledger.to_owned();
        self.read(move |connection| read::entries(connection, &ledger, index, limit)).await
    }

    async fn checkpoints(&self, ledger: &str, after: u64, limit: usize) -> Result<Vec<Sealed>, Error> {
        let ledger = ledger.to_owned();
        self.read(move |connection| read::checkpoints(connection, &ledger, after, limit)).await
    }

    async fn cosign(&self, ledger: &str, head: Head, signature: Signature) -> Result<bool, Error> {
        let ledger = ledger.to_owned();
        self.write(move |connection| write::cosign(connection, &ledger, head, &signature)).await
    }
}
