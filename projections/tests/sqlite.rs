//! The SQLite engine against the suite.

#![expect(clippy::unwrap_used, reason = "a test that fails should fail loudly")]

use std::sync::Arc;

use event_store::{SqliteEventStore, SqliteOptions};
use projections::SqliteReadModel;
use projections::conformance::Stand;
use tempfile::TempDir;

async fn fresh_stand() -> Option<Stand> {
    let directory = TempDir::new().unwrap();
    let store = SqliteEventStore::open(directory.path(), SqliteOptions::default()).unwrap();
    let model = SqliteReadModel::open(directory.path(), 2).unwrap();
    Some(Stand { model: Arc::new(model), store: Arc::new(store), keep: Box::new(directory) })
}

projections::conformance_tests!(fresh_stand);
