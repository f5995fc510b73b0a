//! The sealer over a real log and a real store: what it signs is true, and it signs one history.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use event_store::{Actor, Append, Expected, NewEvent, SqliteEventStore, SqliteOptions, StreamName, Tenant};
use ledger::note::Signature;
use ledger::{Checkpoint, Hash, Head, Tile, Tiles, Vkey};
use tempfile::TempDir;
use uuid::Uuid;

use super::keys::CommandSigner;
use super::round::Round;
use super::*;
use crate::store::{Growth, Sealed, SqliteLedgerStore};
use crate::{EVENTS, Error, entry, prove};

const ORIGIN: &str = "log.example/main";

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap()
}

/// A log, a ledger, and the files of the signer, each in a directory of its own.
struct House {
    dir: TempDir,
    events: Arc<SqliteEventStore>,
    store: Arc<Fragile>,
    appended: u128,
}

/// A store that can be made to fail right before it writes.
#[derive(Debug)]
struct Fragile {
    inner: SqliteLedgerStore,
    fails: AtomicBool,
}

#[async_trait]
impl LedgerStore for Fragile {
    async fn last(&self, ledger: &str) -> Result<Option<Sealed>, Error> {
        self.inner.last(ledger).await
    }

    async fn extend(&self, ledger: &str, from: u64, growth: Growth) -> Result<bool, Error> {
        if self.fails.load(Ordering::Relaxed) {
            return Err(Error::unavailable("the power is out"));
        }
        self.inner.extend(ledger, from, growth).await
    }

    async fn tiles(&self, ledger: &str, tiles: &[Tile]) -> Result<Tiles, Error> {
        self.inner.tiles(ledger, tiles).await
    }

    async fn entries(&self, ledger: &str, index: u64, limit: usize) -> Result<Vec<Vec<u8>>, Error> {
        self.inner.entries(ledger, index, limit).await
    }

    async fn checkpoints(&self, ledger: &str, after: u64, limit: usize) -> Result<Vec<Sealed>, Error> {
        self.inner.checkpoints(ledger, after, limit).await
    }

    async fn cosign(&self, ledger: &str, head: Head, signature: Signature) -> Result<bool, Error> {
        self.inner.cosign(ledger, head, signature).await
    }
}

impl House {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        KeyFile::at(&dir.path().join("key")).create(ORIGIN, [1; 32]).unwrap();
        let events = open_log(dir.path());
        let inner = SqliteLedgerStore::open(&dir.path().join("ledger")).unwrap();
        let store = Arc::new(Fragile { inner, fails: AtomicBool::new(false) });
        Self { dir, events, store, appended: 0 }
    }

    fn key_file(&self) -> KeyFile {
        KeyFile::at(&self.dir.path().join("key"))
    }

    /// A sealer that remembers nothing but what is on disk.
    fn sealer(&self) -> Sealer {
        let guard = Guard::open(&self.dir.path().join("head"), ORIGIN).unwrap();
        let signers = Signers::in_file(&self.key_file()).unwrap();
        Sealer::new(self.events.clone(), self.store.clone(), signers, guard)
    }

    /// Appends single events, in turns to three streams.
    async fn append(&mut self, count: usize) {
        for _ in 0..count {
            self.appended += 1;
            let id = self.appended;
            let append = append(&format!("conversation-{}", id % 3), id, format!(r#"{{"n":{id}}}"#));
            self.events.append(append).await.unwrap();
        }
    }

    async fn head(&self) -> Head {
        self.store.last(EVENTS).await.unwrap().unwrap().head
    }

    /// Checks every entry against the log, and every checkpoint against the tree.
    async fn verify(&self) {
        let keys = [Signers::in_file(&self.key_file()).unwrap().vkey().clone()];
        let events = self.events.read_all(0, 100_000).await.unwrap();
        let entries = self.store.entries(EVENTS, 0, 100_000).await.unwrap();
        assert_eq!(entries.len(), events.len());
        let mut leaves: Vec<Hash> = Vec::new();
        for (event, sealed) in events.iter().zip(&entries) {
            let before = events.iter().position(|before| {
                before.stream == event.stream && Some(before.revision) == event.revision.checked_sub(1)
            });
            let expected = entry::encode(event, before.map(|index| leaves[index])).unwrap();
            assert_eq!(String::from_utf8_lossy(sealed), String::from_utf8_lossy(&expected));
            leaves.push(Hash::leaf(sealed));
        }
        for sealed in self.store.checkpoints(EVENTS, 0, 10_000).await.unwrap() {
            assert_eq!(prove::root(&*self.store, EVENTS, sealed.head.size).await.unwrap(), sealed.head.root);
            assert_eq!(Checkpoint::open(&sealed.note, ORIGIN, &keys).unwrap().head, sealed.head);
        }
        assert_eq!(self.head().await.size, events.len() as u64);
    }
}

fn open_log(dir: &Path) -> Arc<SqliteEventStore> {
    Arc::new(SqliteEventStore::open(&dir.join("log"), SqliteOptions::default()).unwrap())
}

fn append(stream: &str, id: u128, body: String) -> Append {
    let event = NewEvent {
        event_id: Uuid::from_u128(id),
        event_type: "conversation.tagged".into(),
        schema_version: 1,
        occurred_at: now(),
        body: Bytes::from(body),
    };
    Append {
        tenant: Tenant::new("acme"),
        stream: StreamName::new(stream),
        expected: Expected::Any,
        command_id: Uuid::from_u128(id),
        digest: [0; 32],
        causation_id: None,
        correlation_id: None,
        actor: Actor { kind: "agent".into(), id: "a-1".into(), on_behalf_of: None },
        events: vec![event],
    }
}

fn refusal(round: Result<Round, Error>) -> String {
    match round {
        Err(Error::Inconsistent(what)) => what,
        other => panic!("no refusal: {other:?}"),
    }
}

#[tokio::test]
async fn what_the_log_gets_is_sealed_in_order() {
    let mut house = House::new();
    let mut sealer = house.sealer();
    assert_eq!(sealer.round(now()).await.unwrap(), Round::Idle);
    for count in [1, 2, 253, 1, 300] {
        house.append(count).await;
        assert!(matches!(sealer.round(now()).await.unwrap(), Round::Sealed(_)));
        assert_eq!(sealer.round(now()).await.unwrap(), Round::Idle);
    }
    house.verify().await;
}

#[tokio::test]
async fn a_sealer_that_remembers_nothing_goes_on() {
    let mut house = House::new();
    for count in [1, 5, 250, 256, 3] {
        house.append(count).await;
        assert!(matches!(house.sealer().round(now()).await.unwrap(), Round::Sealed(_)));
    }
    house.verify().await;
}

#[tokio::test]
async fn a_crash_between_signing_and_storing_makes_no_second_history() {
    let mut house = House::new();
    for count in [3, 300] {
        house.append(count).await;
        house.store.fails.store(true, Ordering::Relaxed);
        assert!(matches!(house.sealer().round(now()).await, Err(Error::Unavailable { .. })));
        let signed = Guard::open(&house.dir.path().join("head"), ORIGIN).unwrap().head().unwrap();
        house.store.fails.store(false, Ordering::Relaxed);
        house.append(2).await;
        assert!(matches!(house.sealer().round(now()).await.unwrap(), Round::Sealed(_)));
        assert_eq!(prove::root(&*house.store, EVENTS, signed.size).await.unwrap(), signed.root);
    }
    house.verify().await;
}

#[tokio::test]
async fn of_two_sealers_one_gets_on() {
    let mut house = House::new();
    let (mut one, mut two) = (house.sealer(), house.sealer());
    house.append(3).await;
    assert!(matches!(one.round(now()).await.unwrap(), Round::Sealed(_)));
    assert!(matches!(two.round(now()).await.unwrap(), Round::Idle | Round::Overtaken));
    house.append(3).await;
    assert!(matches!(two.round(now()).await.unwrap(), Round::Sealed(_)));
    house.append(1).await;
    assert_eq!(one.round(now()).await.unwrap(), Round::Overtaken);
    assert!(matches!(one.round(now()).await.unwrap(), Round::Sealed(_)));
    house.verify().await;
}

#[tokio::test]
async fn a_log_that_was_turned_back_is_not_signed() {
    let mut house = House::new();
    house.append(5).await;
    house.sealer().round(now()).await.unwrap();
    let elsewhere = TempDir::new().unwrap();
    house.events = open_log(elsewhere.path());
    assert_eq!(refusal(house.sealer().round(now()).await), "the log ends at position 0, but 5 events were sealed");
}

#[tokio::test]
async fn a_ledger_that_was_turned_back_together_with_a_changed_log_is_not_signed() {
    let mut house = House::new();
    house.append(5).await;
    house.sealer().round(now()).await.unwrap();
    let signed = house.head().await;
    let elsewhere = TempDir::new().unwrap();
    house.events = open_log(elsewhere.path());
    let inner = SqliteLedgerStore::open(&elsewhere.path().join("ledger")).unwrap();
    house.store = Arc::new(Fragile { inner, fails: AtomicBool::new(false) });
    for id in 1..=4 {
        let other = append("conversation-1", id, r#"{"other":true}"#.to_owned());
        house.events.append(other).await.unwrap();
    }
    let told = refusal(house.sealer().round(now()).await);
    assert!(told.starts_with(&format!("{signed} was signed, and the log has no more than size 4")), "{told}");
    house.events.append(append("conversation-1", 5, "{}".to_owned())).await.unwrap();
    let told = refusal(house.sealer().round(now()).await);
    assert!(told.starts_with(&format!("{signed} was signed, but the log leads to size 5")), "{told}");
    assert_eq!(house.store.last(EVENTS).await.unwrap(), None);
}

#[tokio::test]
async fn a_damaged_tile_at_the_edge_is_not_built_upon() {
    let mut house = House::new();
    house.append(5).await;
    house.sealer().round(now()).await.unwrap();
    let file = house.dir.path().join("ledger/ledger.db");
    let connection = rusqlite::Connection::open(file).unwrap();
    connection.execute("update tiles set hashes = zeroblob(length(hashes))", []).unwrap();
    house.append(1).await;
    let told = refusal(house.sealer().round(now()).await);
    assert!(told.contains("but the tiles lead to"), "{told}");
}

#[tokio::test]
async fn a_new_key_is_vouched_for_by_the_old_one_once() {
    let mut house = House::new();
    house.append(1).await;
    house.sealer().round(now()).await.unwrap();
    let (old, new) = house.key_file().rotate([2; 32]).unwrap();
    let (still_old, still_new) = house.key_file().rotate([3; 32]).unwrap();
    assert_eq!((*still_old.expose()).clone() + &still_new.expose(), (*old.expose()).clone() + &new.expose());
    let mut sealer = house.sealer();
    let mut signed = Vec::new();
    for _ in 0..2 {
        house.append(1).await;
        let Round::Sealed(sealed) = sealer.round(now()).await.unwrap() else { panic!("there was something to seal") };
        let by = |key: &dyn ledger::Signer| sealed.note.verify(std::slice::from_ref(key.vkey())).is_ok();
        signed.push((by(&old), by(&new)));
    }
    assert_eq!(signed, [(true, true), (false, true)]);
    let by_new: Vec<Vkey> = vec![house.sealer().signers.vkey().clone()];
    assert_eq!(by_new, [ledger::Signer::vkey(&new).clone()]);
}

#[tokio::test]
async fn the_key_file_is_for_its_owner_alone_and_of_one_log() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = House::new();
    let mode = std::fs::metadata(house.dir.path().join("key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::write(house.dir.path().join("head"), "other.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
        .unwrap();
    let told = Guard::open(&house.dir.path().join("head"), ORIGIN).unwrap_err().to_string();
    assert!(told.contains("is of the log other.example"), "{told}");
}

#[tokio::test]
async fn a_command_can_hold_the_key() {
    let house = House::new();
    let vkey: Vkey = Signers::in_file(&house.key_file()).unwrap().vkey().clone();
    let sign = |script: &str| {
        let command = ["sh", "-c", script].map(str::to_owned).to_vec();
        ledger::Signer::sign(&CommandSigner { vkey: vkey.clone(), command }, b"text\n")
    };
    assert_eq!(sign("base64").unwrap(), b"text\n");
    for (script, told) in
        [("cat >/dev/null; echo !", "in base64"), ("exit 3", "exit status: 3"), ("exec missing-program", "ended with")]
    {
        let error = sign(script).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
}
