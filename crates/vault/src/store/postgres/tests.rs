//! The PostgreSQL key store, against a real server when one is given.

use std::{env, sync::Arc};

use deadpool_postgres::{Manager, Pool};
use tokio_postgres::{Client, Config, NoTls};

use super::PostgresKeyStore;
use crate::{KeyStore, RootFingerprint, conformance, random};

/// The address of a server on which databases may be created.
const SERVER: &str = "COLLOQUY_TEST_POSTGRES";

/// A database of its own on that server.
struct Database {
    server: Client,
    config: Config,
    name: String,
}

impl Database {
    /// Nothing when no server is given.
    async fn create() -> Option<Self> {
        let Ok(url) = env::var(SERVER) else {
            println!("skipped: {SERVER} names no PostgreSQL server");
            return None;
        };
        let mut config: Config = url.parse().unwrap();
        let (server, connection) = config.connect(NoTls).await.unwrap();
        tokio::spawn(connection);
        let name = format!("vault_{}", random::id().simple());
        server.batch_execute(&format!("create database {name}")).await.unwrap();
        config.dbname(&name);
        Some(Self { server, config, name })
    }

    async fn store(&self) -> PostgresKeyStore {
        let manager = Manager::new(self.config.clone(), NoTls);
        PostgresKeyStore::open(Pool::builder(manager).max_size(8).build().unwrap()).await.unwrap()
    }

    async fn drop(self) {
        self.server.batch_execute(&format!("drop database {} with (force)", self.name)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_keeps_the_contract() {
    let Some(database) = Database::create().await else { return };
    conformance::check(Arc::new(database.store().await)).await;
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_start_together_share_one_store() {
    let Some(database) = Database::create().await else { return };
    let (first, second, third) = tokio::join!(database.store(), database.store(), database.store());
    let root = RootFingerprint::from_bytes([1; 32]);
    first.adopt_root(root).await.unwrap();
    assert_eq!(second.adopt_root(RootFingerprint::from_bytes([2; 32])).await.unwrap(), root);
    assert_eq!(third.root().await.unwrap(), Some(root));
    database.drop().await;
}
