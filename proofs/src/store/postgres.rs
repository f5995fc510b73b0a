//! Ledgers in PostgreSQL, in the schema `colloquy_ledger`, for several nodes on one database.

mod read;
mod schema;
mod write;

use std::time::Duration;

use async_trait::async_trait;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use ledger::note::Signature;
use ledger::{Head, Tile, Tiles};
use tokio_postgres::{Config, NoTls};

use super::{Growth, LedgerStore, Sealed};
use crate::Error;

/// How long to wait for a connection, and between signs of life of one.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A pool of connections.
#[derive(Clone)]
pub struct PostgresLedgerStore {
    pool: Pool,
}

impl PostgresLedgerStore {
    /// Connects with at most `connections` connections, and makes or migrates the tables where needed.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the URL makes no sense, the database does not answer, or its schema is newer than
    /// this program.
    pub async fn connect(url: &str, connections: usize) -> Result<Self, Error> {
        let mut config: Config = url.parse().map_err(|_| Error::unavailable("the database URL makes no sense"))?;
        config.connect_timeout(TIMEOUT).keepalives_idle(TIMEOUT).keepalives_interval(TIMEOUT).keepalives_retries(3);
        config.tcp_user_timeout(3 * TIMEOUT);
        // A node that freezes while it writes must not keep the others from sealing.
        config.options("-c lock_timeout=5s -c idle_in_transaction_session_timeout=10s -c statement_timeout=60s");
        let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let pool = Pool::builder(Manager::from_config(config, NoTls, manager))
            .max_size(connections.max(1))
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(TIMEOUT))
            .create_timeout(Some(TIMEOUT))
            .build()
            .map_err(|error| Error::away("the pool of connections could not be made", error))?;
        let store = Self { pool };
        schema::migrate(&mut store.client().await?).await?;
        Ok(store)
    }

    async fn client(&self) -> Result<Object, Error> {
        self.pool.get().await.map_err(|error| Error::away("the database gave no connection", error))
    }
}

impl std::fmt::Debug for PostgresLedgerStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PostgresLedgerStore").finish_non_exhaustive()
    }
}

#[async_trait]
impl LedgerStore for PostgresLedgerStore {
    async fn last(&self, ledger: &str) -> Result<Option<Sealed>, Error> {
        read::last(&self.client().await?, ledger).await
    }

    async fn extend(&self, ledger: &str, from: u64, growth: Growth) -> Result<bool, Error> {
        write::extend(&mut self.client().await?, ledger, from, &growth).await.map_err(failed)
    }

    async fn tiles(&self, ledger: &str, tiles: &[Tile]) -> Result<Tiles, Error> {
        read::tiles(&self.client().await?, ledger, tiles).await.map_err(failed)
    }

    async fn entries(&self, ledger: &str, index: u64, limit: usize) -> Result<Vec<Vec<u8>>, Error> {
        read::entries(&self.client().await?, ledger, index, limit).await.map_err(failed)
    }

    async fn checkpoints(&self, ledger: &str, after: u64, limit: usize) -> Result<Vec<Sealed>, Error> {
        read::checkpoints(&self.client().await?, ledger, after, limit).await
    }

    async fn cosign(&self, ledger: &str, head: Head, signature: Signature) -> Result<bool, Error> {
        write::cosign(&self.client().await?, ledger, head, &signature).await.map_err(failed)
    }
}

fn failed(error: tokio_postgres::Error) -> Error {
    Error::away("the database failed", error)
}

/// A number that PostgreSQL can hold: beyond its largest there is nothing anyway.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
