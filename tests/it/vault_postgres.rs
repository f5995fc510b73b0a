//! The key store on a real PostgreSQL: the contract that every key store passes.

use std::sync::Arc;

use tests::postgres::Cluster;
use vault::{KeyStore, PostgresKeyStore, RootFingerprint, conformance};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_key_store_keeps_the_contract() {
    let store = PostgresKeyStore::connect(&Cluster::shared().database(), 8).await.unwrap();
    conformance::check(Arc::new(store)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_root_is_remembered_over_the_death_of_the_server() {
    let mut cluster = Cluster::private();
    let url = cluster.database();
    let root = RootFingerprint::from_bytes([7; 32]);
    PostgresKeyStore::connect(&url, 2).await.unwrap().adopt_root(root).await.unwrap();

    tokio::task::block_in_place(|| {
        cluster.kill_hard();
        cluster.restart();
    });

    let revived = PostgresKeyStore::connect(&url, 2).await.unwrap();
    assert_eq!(revived.root().await.unwrap(), Some(root));
}
