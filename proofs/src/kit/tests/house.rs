//! A log of some hundred events in several streams of two tenants, sealed now and then, and its kit.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use event_store::{
    Actor, Append, Clock, EventStore as _, Expected, NewEvent, RecordedEvent, SqliteEventStore, SqliteOptions,
    StreamName, Tenant,
};
use ledger::cosignature::{Quorum, cosign};
use ledger::note::Algorithm;
use ledger::tile::TiledTree;
use ledger::{Checkpoint, Hash, Head, SecretKey, Signer};
use tempfile::TempDir;
use uuid::Uuid;

use crate::kit::export::{Export, ExportError, Exported};
use crate::kit::{Directory, Report, Trust, VerifyError, export, layout, verify};
use crate::store::SqliteLedgerStore;
use crate::{EVENTS, Growth, LedgerStore as _, Sealed, entry};

pub(super) const ORIGIN: &str = "log.example/main";
/// How many events a house has when it is new, and where it was sealed.
pub(super) const SIZE: u64 = 700;
pub(super) const SEALED: [u64; 7] = [1, 5, 256, 300, 512, 650, SIZE];

pub(super) fn log_key(seed: u8) -> SecretKey {
    SecretKey::new(ORIGIN, Algorithm::Ed25519, [seed; 32]).unwrap()
}

pub(super) fn witness(number: u8) -> SecretKey {
    SecretKey::new(&format!("w{number}.example"), Algorithm::Cosignature, [100 + number; 32]).unwrap()
}

pub(super) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_700_000_000_000_000).unwrap()
}

/// Both keys of the log, as it was rotated once; one of two witnesses is enough.
pub(super) fn trust() -> Trust {
    let witnesses = [1, 2].map(|number| witness(number).vkey().clone()).to_vec();
    Trust { keys: [1, 2].map(|seed| log_key(seed).vkey().clone()).to_vec(), quorum: Quorum { witnesses, required: 1 } }
}

pub(super) async fn verified(kit: &Path, trust: &Trust) -> Result<Report, VerifyError> {
    verify(&mut Directory::at(kit), trust, &mut |_| {}).await
}

#[derive(Debug)]
pub(super) struct House {
    dir: TempDir,
    pub(super) log: SqliteEventStore,
    pub(super) ledger: SqliteLedgerStore,
    tree: TiledTree,
    leaves: HashMap<(Tenant, StreamName), Hash>,
    appended: u64,
}

impl House {
    /// With [`SIZE`] events, sealed at the sizes of [`SEALED`].
    pub(super) async fn new() -> Self {
        let mut house = Self::empty();
        for size in SEALED {
            house.grow_to(size).await;
        }
        house
    }

    pub(super) fn empty() -> Self {
        let dir = TempDir::new().unwrap();
        let options = SqliteOptions { clock: Clock::new(now), ..SqliteOptions::default() };
        let log = SqliteEventStore::open(&dir.path().join("log"), options).unwrap();
        let ledger = SqliteLedgerStore::open(&dir.path().join("ledger")).unwrap();
        Self { dir, log, ledger, tree: TiledTree::new(), leaves: HashMap::new(), appended: 0 }
    }

    /// A directory that is not there yet, and goes with the house.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Appends up to so many events, and seals them.
    pub(super) async fn grow_to(&mut self, size: u64) {
        while self.appended < size {
            self.appended += 1;
            self.log.append(append(self.appended)).await.unwrap();
        }
        self.seal().await;
    }

    /// Seals what was appended since, with the second key once the tree has 512 leaves.
    pub(super) async fn seal(&mut self) {
        let from = self.tree.tree().size();
        let events = self.log.read_all(from, 10_000).await.unwrap();
        let entries: Vec<Vec<u8>> = events.iter().map(|event| self.entry(event)).collect();
        let (mut tiles, partial) = (self.tree.take_full(), self.tree.partial());
        tiles.extend(partial);
        let head = Head { size: self.tree.tree().size(), root: self.tree.tree().root() };
        let sealed = Sealed { head, sealed_at: now(), note: signed(head) };
        let (last, note) = (head, sealed.note.clone());
        assert!(self.ledger.extend(EVENTS, from, Growth { entries, tiles, sealed }).await.unwrap());
        for number in [1, 2] {
            let line = cosign(&note, &witness(number), 1_700_000_001).unwrap();
            assert!(self.ledger.cosign(EVENTS, last, line).await.unwrap());
        }
    }

    fn entry(&mut self, event: &RecordedEvent) -> Vec<u8> {
        let stream = (event.tenant.clone(), event.stream.clone());
        let entry = entry::encode(event, self.leaves.get(&stream).copied()).unwrap();
        self.leaves.insert(stream, Hash::leaf(&entry));
        self.tree.push(Hash::leaf(&entry));
        entry
    }

    pub(super) async fn export_to(&self, directory: &Path) -> Result<Exported, ExportError> {
        let what = Export { log: &self.log, ledger: &self.ledger, name: EVENTS, exported_at: now() };
        export(what, directory, &mut |_| {}).await
    }

    /// Its kit, fresh.
    pub(super) async fn kit(&self) -> Kit {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("kit");
        self.export_to(&path).await.unwrap();
        Kit { _dir: dir, path }
    }
}

/// The note over a head: the first key has signed it up to 512 leaves, the second from there on.
pub(super) fn signed(head: Head) -> ledger::Note {
    let (old, new) = (log_key(1), log_key(2));
    let signers: &[&dyn Signer] = match head.size {
        0..512 => &[&old],
        512 => &[&old, &new],
        _ => &[&new],
    };
    Checkpoint::new(ORIGIN, head).sign(signers).unwrap()
}

fn append(number: u64) -> Append {
    let id = |kind: u64| Uuid::from_u64_pair(kind << 32 | 0x7000, 1 << 63 | number);
    let tenant = if number.is_multiple_of(7) { "other" } else { "acme" };
    let on_behalf_of = number.is_multiple_of(5).then(|| "customer:c-1".into());
    Append {
        tenant: Tenant::new(tenant),
        stream: StreamName::new(&format!("conversation-{}", number % 11)),
        expected: Expected::Any,
        command_id: id(1),
        digest: [7; 32],
        causation_id: number.is_multiple_of(2).then(|| id(2)),
        correlation_id: number.is_multiple_of(3).then(|| id(3)),
        actor: Actor { kind: "agent".into(), id: format!("a-{}", number % 4).into(), on_behalf_of },
        events: vec![NewEvent {
            event_id: id(4),
            event_type: "conversation.turn_recorded".into(),
            schema_version: 1,
            occurred_at: now(),
            body: format!("{{\"turn\": {number}, \"text\":\"line\\none \u{e9}\"}}").into(),
        }],
    }
}

/// A kit in a directory of its own.
#[derive(Debug)]
pub(super) struct Kit {
    _dir: TempDir,
    pub(super) path: PathBuf,
}

impl Kit {
    /// A kit in a fresh directory, still to be written.
    pub(super) fn unwritten() -> Self {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("kit");
        Self { _dir: dir, path }
    }

    pub(super) fn copy(&self) -> Self {
        let copy = Self::unwritten();
        for file in self.files() {
            copy.write(&file, self.read(&file));
        }
        copy
    }

    pub(super) fn files(&self) -> Vec<String> {
        layout::files(&self.path, "").unwrap()
    }

    pub(super) fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.path.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(super) fn text(&self, file: &str) -> String {
        String::from_utf8(self.read(file)).unwrap()
    }

    pub(super) fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(super) fn remove(&self, file: &str) {
        fs::remove_file(self.path.join(file)).unwrap();
    }

    /// The lines of a file, to be changed.
    pub(super) fn change(&self, file: &str, change: impl FnOnce(&mut Vec<String>)) {
        let mut lines: Vec<String> = self.text(file).lines().map(str::to_owned).collect();
        change(&mut lines);
        self.write(file, lines.iter().map(|line| format!("{line}\n")).collect::<String>());
    }

    pub(super) fn change_events(&self, change: impl FnOnce(&mut Vec<String>)) {
        self.change(&layout::chunk(0), change);
    }

    /// A text in a file, replaced once.
    pub(super) fn replace(&self, file: &str, from: &str, to: &str) {
        let text = self.text(file);
        assert!(text.contains(from), "{file} has no {from}");
        self.write(file, text.replacen(from, to, 1));
    }

    pub(super) fn flip(&self, file: &str, bit: usize) {
        let mut bytes = self.read(file);
        bytes[bit / 8] ^= 1 << (bit % 8);
        self.write(file, bytes);
    }

    pub(super) async fn verified(&self) -> Result<Report, VerifyError> {
        verified(&self.path, &trust()).await
    }
}
