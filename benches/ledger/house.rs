//! A log on disk that is sealed again and again, each time into a new ledger.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use benches::events::{Author, moment};
use event_store::{EventStore, SqliteEventStore, SqliteOptions};
use proofs::EVENTS;
use proofs::kit::Trust;
use proofs::kit::export::{Export, export};
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
        self.seal_in(dir.path()).await.1
    }

    /// A kit of all of it, and whom to trust with it.
    pub(crate) async fn kit(&self) -> (PathBuf, Trust) {
        let dir = self.dir.path().join("sealed");
        let (ledger, _) = self.seal_in(&dir).await;
        let keys = vec![Signers::in_file(&KeyFile::at(&dir.join("key"))).expect("it was made").vkey().clone()];
        let what = Export { log: &*self.events, ledger: &*ledger, name: EVENTS, exported_at: moment() };
        let kit = dir.join("kit");
        export(what, &kit, &mut |_| {}).await.expect("the log is whole");
        (kit, Trust { keys, ..Trust::default() })
    }

    async fn seal_in(&self, dir: &Path) -> (Arc<SqliteLedgerStore>, u64) {
        let store = Arc::new(SqliteLedgerStore::open(dir).expect("the directory is empty"));
        let file = KeyFile::at(&dir.join("key"));
        file.create("log.example", [7; 32]).expect("the file can be made");
        let guard = Guard::open(&dir.join("head"), "log.example").expect("nothing was signed");
        let signers = Signers::in_file(&file).expect("the file was just made");
        let mut sealer = Sealer::new(self.events.clone(), store.clone(), signers, guard);
        let mut sealed = 0;
        while let Round::Sealed(checkpoint) = sealer.round(moment()).await.expect("the log is whole") {
            sealed = checkpoint.head.size;
        }
        (store, sealed)
    }
}
