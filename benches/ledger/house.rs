//! A log on disk that is sealed again and again, each time into a new ledger.

use std::sync::Arc;

use benches::events::{Author, moment};
use event_store::{EventStore, SqliteEventStore, SqliteOptions};
use proofs::sealer::round::Round;
use proofs::sealer::{Guard, KeyFile, Sealer, Signers};
use proofs::store::SqliteLedgerStore;
use tempfile::TempDir;

pub(crate) struct House {
    dir: TempDir,
    events: Arc<SqliteEventStore>,
}

impl House {
    /// A log of so many events, in conversations of twenty.
    pub(crate) async fn with(events: usize) -> Self {
        let dir = TempDir::new().expect("there is room for a temporary directory");
        let store = SqliteEventStore::open(dir.path(), SqliteOptions::default()).expect("the directory is empty");
        let mut author = Author::new();
        for _ in 0..events / 20 {
            let answers = store.append_chain((0..20).map(|_| author.append()).collect()).await;
            assert!(answers.iter().all(Result::is_ok), "nobody else writes");
        }
        Self { dir, events: Arc::new(store) }
    }

    /// Seals all of it; how many events that were.
    pub(crate) async fn seal(&self) -> u64 {
        let dir = TempDir::new_in(self.dir.path()).expect("there is room for a temporary directory");
        let store = SqliteLedgerStore::open(dir.path()).expect("the directory is empty");
        let file = KeyFile::at(&dir.path().join("key"));
        file.create("log.example", [7; 32]).expect("the file can be made");
        let guard = Guard::open(&dir.path().join("head"), "log.example").expect("nothing was signed");
        let signers = Signers::in_file(&file).expect("the file was just made");
        let mut sealer = Sealer::new(self.events.clone(), Arc::new(store), signers, guard);
        let mut sealed = 0;
        while let Round::Sealed(checkpoint) = sealer.round(moment()).await.expect("the log is whole") {
            sealed = checkpoint.head.size;
        }
        sealed
    }
}
