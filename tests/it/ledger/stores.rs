//! What every engine of the ledger must do.

use std::sync::Arc;

use chrono::DateTime;
use ledger::cosignature::{cosign, cosignatures};
use ledger::note::Algorithm;
use ledger::tile::TiledTree;
use ledger::{Checkpoint, Hash, Head, SecretKey, Signer, Tile};
use proofs::store::{PostgresLedgerStore, SqliteLedgerStore};
use proofs::{EVENTS, Growth, LedgerStore, Sealed, prove};
use tests::postgres::Cluster;

/// A ledger that is grown as a sealer grows it.
struct Grower {
    tree: TiledTree,
    key: SecretKey,
}

impl Grower {
    fn new() -> Self {
        Self { tree: TiledTree::new(), key: SecretKey::new("log.example", Algorithm::Ed25519, [1; 32]).unwrap() }
    }

    fn grow(&mut self, count: u64) -> (u64, Growth) {
        let from = self.tree.tree().size();
        let entries: Vec<Vec<u8>> = (from..from + count).map(|index| format!("entry {index}").into_bytes()).collect();
        entries.iter().for_each(|entry| self.tree.push(Hash::leaf(entry)));
        let head = Head { size: self.tree.tree().size(), root: self.tree.tree().root() };
        let note = Checkpoint::new("log.example", head).sign(&[&self.key]).unwrap();
        let sealed_at = DateTime::from_timestamp_micros(1_700_000_000_000_001).unwrap();
        let tiles = self.tree.take_full().into_iter().chain(self.tree.partial()).collect();
        (from, Growth { entries, tiles, sealed: Sealed { head, sealed_at, note } })
    }
}

async fn check(store: Arc<dyn LedgerStore>) {
    what_is_added_is_read(&*store).await;
    only_one_of_two_growths_is_taken(&*store).await;
    a_cosignature_is_added_once(&*store).await;
    ledgers_do_not_see_each_other(&*store).await;
}

async fn what_is_added_is_read(store: &dyn LedgerStore) {
    assert_eq!(store.last(EVENTS).await.unwrap(), None);
    let (mut grower, mut heads) = (Grower::new(), Vec::new());
    for count in [1, 254, 1, 1, 700] {
        let (from, growth) = grower.grow(count);
        heads.push(growth.sealed.head);
        assert!(store.extend(EVENTS, from, growth.clone()).await.unwrap());
        assert_eq!(store.last(EVENTS).await.unwrap(), Some(growth.sealed));
        for head in &heads {
            assert_eq!(prove::root(store, EVENTS, head.size).await.unwrap(), head.root);
        }
    }
    let entries = store.entries(EVENTS, 250, 3).await.unwrap();
    assert_eq!(entries, [250, 251, 252].map(|index| format!("entry {index}").into_bytes()));
    assert_eq!(store.entries(EVENTS, 957, 3).await.unwrap().len(), 0);
    let checkpoints = store.checkpoints(EVENTS, 1, 2).await.unwrap();
    assert_eq!(checkpoints.iter().map(|sealed| sealed.head.size).collect::<Vec<_>>(), [255, 256]);
    let tiles: Vec<Tile> = Tile::all(957).chain([Tile { level: 5, index: 9, width: 1 }]).collect();
    let found = store.tiles(EVENTS, &tiles).await.unwrap();
    assert_eq!(tiles.iter().filter(|tile| found.get(**tile).is_some()).count(), tiles.len() - 1);
    let narrow = Tile { level: 0, index: 0, width: 7 };
    assert_eq!(store.tiles(EVENTS, &[narrow]).await.unwrap().get(narrow).map(<[u8]>::len), Some(7 * Hash::SIZE));
}

async fn only_one_of_two_growths_is_taken(store: &dyn LedgerStore) {
    let mut grower = Grower::new();
    let (_, growth) = grower.grow(3);
    assert!(!store.extend(EVENTS, 0, growth.clone()).await.unwrap());
    assert!(store.extend("raced", 0, growth.clone()).await.unwrap());
    assert!(!store.extend("raced", 0, growth).await.unwrap());
    assert_eq!(store.entries("raced", 0, 10).await.unwrap().len(), 3);
}

async fn a_cosignature_is_added_once(store: &dyn LedgerStore) {
    let last = store.last(EVENTS).await.unwrap().unwrap();
    let witness = SecretKey::new("w.example", Algorithm::Cosignature, [2; 32]).unwrap();
    for time in [7, 8] {
        let line = cosign(&last.note, &witness, time).unwrap();
        assert!(store.cosign(EVENTS, last.head, line.clone()).await.unwrap());
        let elsewhere = Head { root: Hash::of(b"another"), ..last.head };
        assert!(!store.cosign(EVENTS, elsewhere, line).await.unwrap());
    }
    let note = store.last(EVENTS).await.unwrap().unwrap().note;
    let cosigned = cosignatures(&note, &[witness.vkey().clone()]);
    assert_eq!(cosigned.iter().map(|cosignature| cosignature.time).collect::<Vec<_>>(), [7]);
    assert_eq!(store.checkpoints(EVENTS, 0, 100).await.unwrap().last().map(|sealed| sealed.note.clone()), Some(note));
}

async fn ledgers_do_not_see_each_other(store: &dyn LedgerStore) {
    assert_eq!(store.last("access").await.unwrap(), None);
    assert!(store.entries("access", 0, 10).await.unwrap().is_empty());
    assert_eq!(store.last("raced").await.unwrap().unwrap().head.size, 3);
}

#[tokio::test]
async fn sqlite_keeps_ledgers() {
    let directory = tempfile::tempdir().unwrap();
    check(Arc::new(SqliteLedgerStore::open(directory.path()).unwrap())).await;
    let again = SqliteLedgerStore::open_to_read(directory.path()).unwrap();
    assert_eq!(again.last(EVENTS).await.unwrap().unwrap().head.size, 957);
    let (_, growth) = Grower::new().grow(1);
    assert!(again.extend("new", 0, growth).await.is_err(), "it was opened for reading");
}

#[tokio::test]
async fn postgres_keeps_ledgers() {
    let url = Cluster::shared().database();
    check(Arc::new(PostgresLedgerStore::connect(&url, 2).await.unwrap())).await;
    let again = PostgresLedgerStore::connect(&url, 2).await.unwrap();
    assert_eq!(again.last(EVENTS).await.unwrap().unwrap().head.size, 957);
}
