//! The key store in one SQLite file. An erasure ends with the bytes of the key gone from the file and its log.

mod connection;
mod read;
mod write;
mod writer;

use std::{path::Path, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use tokio::sync::Mutex;
use uuid::Uuid;

use self::writer::{After, Writer};
use super::{ErasureOutcome, KeyRecord, KeyStore, SubjectKey, WrappedKey};
use crate::{BlindIndex, Error, RootFingerprint, Subject};

/// Keys in `keys.db`. Several processes of one machine may share the file.
pub struct SqliteKeyStore {
    writer: Writer,
    reader: Arc<Mutex<Connection>>,
}

impl SqliteKeyStore {
    /// Opens `keys.db` in `directory`, making both when they are missing, and brings its tables up to date.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the directory or the file cannot be used.
    pub fn open(directory: &Path) -> Result<Self, Error> {
        let file = connection::file_in(directory).map_err(Error::unavailable)?;
        let writer = Writer::start(connection::for_writing(&file)?)?;
        let reader = Arc::new(Mutex::new(connection::for_reading(&file)?));
        Ok(Self { writer, reader })
    }

    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        // Taken before the blocking thread is, so that many readers queue here and not on threads.
        let reader = Arc::clone(&self.reader).lock_owned().await;
        let read = move || query(&reader);
        tokio::task::spawn_blocking(read).await.map_err(Error::unavailable)?.map_err(Error::unavailable)
    }
}

#[async_trait]
impl KeyStore for SqliteKeyStore {
    async fn root(&self) -> Result<Option<RootFingerprint>, Error> {
        self.read(read::root).await
    }

    async fn adopt_root(&self, root: RootFingerprint) -> Result<RootFingerprint, Error> {
        self.writer.run(After::Commit, move |transaction| write::adopt_root(transaction, root)).await
    }

    async fn keys(&self, key_ids: &[Uuid]) -> Result<Vec<KeyRecord>, Error> {
        let key_ids = key_ids.to_vec();
        self.read(move |connection| read::keys(connection, &key_ids)).await
    }

    async fn key_of(&self, subject: &Subject) -> Result<SubjectKey, Error> {
        let subject = subject.clone();
        self.read(move |connection| read::key_of(connection, &subject)).await
    }

    async fn create(&self, key: WrappedKey) -> Result<WrappedKey, Error> {
        let held = self.writer.run(After::Commit, move |transaction| write::create(transaction, key));
        held.await?.ok_or(Error::Erased)
    }

    async fn erase(&self, subject: &Subject, at: DateTime<Utc>) -> Result<ErasureOutcome, Error> {
        let subject = subject.clone();
        self.writer.run(After::Residue, move |transaction| write::erase(transaction, &subject, at)).await
    }

    async fn erased_at(&self, subject: &Subject) -> Result<Option<DateTime<Utc>>, Error> {
        let subject = subject.clone();
        self.read(move |connection| read::erased_at(connection, &subject)).await
    }

    async fn claim(&self, blind: &BlindIndex, subject: &Subject) -> Result<Uuid, Error> {
        let (blind, subject) = (*blind, subject.clone());
        let owner = self.writer.run(After::Commit, move |transaction| write::claim(transaction, &blind, &subject));
        owner.await?.ok_or(Error::Erased)
    }

    async fn release(&self, blind: &BlindIndex, subject: &Subject) -> Result<bool, Error> {
        let (blind, subject) = (*blind, subject.clone());
        self.writer.run(After::Commit, move |transaction| write::release(transaction, &blind, &subject)).await
    }

    async fn find(&self, tenant: &str, blind: &BlindIndex) -> Result<Option<Uuid>, Error> {
        let (tenant, blind) = (tenant.to_owned(), *blind);
        self.read(move |connection| read::find(connection, &tenant, &blind)).await
    }
}

#[cfg(test)]
mod tests;
