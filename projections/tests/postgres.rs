//! The PostgreSQL engine against the suite. Runs where `COLLOQUY_TEST_POSTGRES` is the URL of a server in which
//! databases may be made; each test makes its own.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test that fails should fail loudly")]

use std::sync::Arc;

use event_store::{SqliteEventStore, SqliteOptions};
use projections::PostgresReadModel;
use projections::conformance::{Stand, fixture};
use tempfile::TempDir;
use tokio_postgres::{Config, NoTls};

/// A database of its own, dropped at the end.
struct Database {
    server: String,
    name: String,
}

impl Database {
    async fn create() -> Option<Self> {
        let Ok(server) = std::env::var("COLLOQUY_TEST_POSTGRES") else {
            println!("skipped: COLLOQUY_TEST_POSTGRES is not set");
            return None;
        };
        let name = format!("projections_{}_{}", std::process::id(), fixture::fresh_id().simple());
        execute(&server, &format!("create database {name}")).await;
        Some(Self { server, name })
    }

    fn url(&self) -> String {
        let (base, parameters) = self.server.split_once('?').unwrap_or((&self.server, ""));
        let authority = base.find("://").map_or(0, |at| at + 3);
        let end = base[authority..].find('/').map_or(base.len(), |at| authority + at);
        format!("{}/{}?{parameters}", &base[..end], self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (server, drop) = (self.server.clone(), format!("drop database {} with (force)", self.name));
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(execute(&server, &drop));
        });
        let _dropped = thread.join();
    }
}

async fn execute(server: &str, sql: &str) {
    let (client, connection) = server.parse::<Config>().unwrap().connect(NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
    connection.abort();
}

async fn fresh_stand() -> Option<Stand> {
    let database = Database::create().await?;
    let directory = TempDir::new().unwrap();
    let store = SqliteEventStore::open(directory.path(), SqliteOptions::default()).unwrap();
    let model = PostgresReadModel::connect(&database.url(), 4).await.unwrap();
    Some(Stand { model: Arc::new(model), store: Arc::new(store), keep: Box::new((directory, database)) })
}

projections::conformance_tests!(fresh_stand);
