//! The key store in PostgreSQL, for several nodes on one database.
//!
//! A destroyed key is gone at once for every query. Its bytes, wrapped, stay in the data files until the space is
//! vacuumed and used again, and in the write-ahead log and the backups for as long as those are kept: keep both short.

mod erase;
mod keys;
mod lookup;
mod schema;

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use deadpool_postgres::{Manager, Object, Pool, Runtime};
use tokio_postgres::{Config, NoTls};
use uuid::Uuid;

use super::{ErasureOutcome, KeyRecord, KeyStore, SubjectKey, WrappedKey};
use crate::{BlindIndex, Error, RootFingerprint, Subject};

/// One transaction at a time may decide about one subject: none makes a key while another erases.
const LOCK_SUBJECT: &str = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

/// How long to wait for a connection, and between signs of life of one.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Keys in the schema `colloquy_vault`.
pub struct PostgresKeyStore {
    pool: Pool,
}

impl PostgresKeyStore {
    /// Connects to the database at `url` with at most `connections` connections, and opens the store in it.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the address is malformed or the database does not answer.
    pub async fn connect(url: &str, connections: usize) -> Result<Self, Error> {
        let mut config: Config = url.parse().map_err(Error::unavailable)?;
        config.connect_timeout(TIMEOUT).keepalives_idle(TIMEOUT).keepalives_interval(TIMEOUT).keepalives_retries(3);
        // What was sent and is not acknowledged for so long has been sent to nobody.
        config.tcp_user_timeout(3 * TIMEOUT);
        let pool = Pool::builder(Manager::new(config, NoTls))
            .max_size(connections)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(TIMEOUT))
            .create_timeout(Some(TIMEOUT))
            .recycle_timeout(Some(TIMEOUT));
        Self::open(pool.build().map_err(Error::unavailable)?).await
    }

    /// Opens the store in the pool's database and brings its tables up to date.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer.
    pub async fn open(pool: Pool) -> Result<Self, Error> {
        let store = Self { pool };
        schema::migrate(&mut store.client().await?).await.map_err(Error::unavailable)?;
        Ok(store)
    }

    async fn client(&self) -> Result<Object, Error> {
        self.pool.get().await.map_err(Error::unavailable)
    }
}

#[async_trait]
impl KeyStore for PostgresKeyStore {
    async fn root(&self) -> Result<Option<RootFingerprint>, Error> {
        schema::root(&self.client().await?).await
    }

    async fn adopt_root(&self, root: RootFingerprint) -> Result<RootFingerprint, Error> {
        schema::adopt_root(&self.client().await?, root).await
    }

    async fn keys(&self, key_ids: &[Uuid]) -> Result<Vec<KeyRecord>, Error> {
        keys::by_id(&self.client().await?, key_ids).await.map_err(Error::unavailable)
    }

    async fn key_of(&self, subject: &Subject) -> Result<SubjectKey, Error> {
        keys::of_subject(&self.client().await?, subject).await.map_err(Error::unavailable)
    }

    async fn create(&self, key: WrappedKey) -> Result<WrappedKey, Error> {
        let held = keys::create(&mut self.client().await?, key).await.map_err(Error::unavailable)?;
        held.ok_or(Error::Erased)
    }

    async fn erase(&self, subject: &Subject, at: DateTime<Utc>) -> Result<ErasureOutcome, Error> {
        erase::erase(&mut self.client().await?, subject, at).await.map_err(Error::unavailable)
    }

    async fn erased_at(&self, subject: &Subject) -> Result<Option<DateTime<Utc>>, Error> {
        erase::erased_at(&self.client().await?, subject).await.map_err(Error::unavailable)
    }

    async fn claim(&self, blind: &BlindIndex, subject: &Subject) -> Result<Uuid, Error> {
        let owner = lookup::claim(&mut self.client().await?, blind, subject).await.map_err(Error::unavailable)?;
        owner.ok_or(Error::Erased)
    }

    async fn release(&self, blind: &BlindIndex, subject: &Subject) -> Result<bool, Error> {
        lookup::release(&self.client().await?, blind, subject).await.map_err(Error::unavailable)
    }

    async fn find(&self, tenant: &str, blind: &BlindIndex) -> Result<Option<Uuid>, Error> {
        lookup::find(&self.client().await?, tenant, blind).await.map_err(Error::unavailable)
    }
}

/// Begins a transaction that alone decides about `subject` until it ends.
async fn about<'a>(
    client: &'a mut Object,
    subject: &Subject,
) -> Result<deadpool_postgres::Transaction<'a>, tokio_postgres::Error> {
    let transaction = client.transaction().await?;
    let name = format!("colloquy_vault/{}/{}", subject.tenant, subject.id);
    transaction.execute(&transaction.prepare_cached(LOCK_SUBJECT).await?, &[&name]).await?;
    Ok(transaction)
}

#[cfg(test)]
mod tests;
