//! Logs in directories, and a house for a witness.

use std::fs;
use std::path::{Path, PathBuf};

use ledger::note::Algorithm;
use ledger::tile::TiledTree;
use ledger::{Checkpoint, Hash, SecretKey, Vkey};
use tempfile::TempDir;

use super::super::*;

pub(super) const ORIGIN: &str = "log.example/main";

pub(super) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap()
}

pub(super) fn log_key() -> SecretKey {
    SecretKey::new(ORIGIN, Algorithm::Ed25519, [3; 32]).unwrap()
}

pub(super) fn witness_key(number: u8) -> SecretKey {
    SecretKey::new(&format!("witness-{number}.example"), Algorithm::Cosignature, [number; 32]).unwrap()
}

/// A log that publishes into a directory.
pub(super) struct LogInDirectory {
    directory: PathBuf,
    key: SecretKey,
    tree: TiledTree,
    /// Leaves from this one on are those of another history.
    other_from: u64,
}

impl LogInDirectory {
    /// The honest log of this size.
    pub(super) fn new(directory: PathBuf, size: u64) -> Self {
        Self::that_differs(directory, size, u64::MAX)
    }

    /// A log of this size, whose leaves from `other_from` on differ from those of the honest one.
    pub(super) fn that_differs(directory: PathBuf, size: u64, other_from: u64) -> Self {
        let mut log = Self { directory, key: log_key(), tree: TiledTree::new(), other_from };
        if size > 0 {
            log.grow_to(size);
        }
        log
    }

    pub(super) fn head(&self) -> Head {
        Head { size: self.tree.tree().size(), root: self.tree.tree().root() }
    }

    pub(super) fn signed_by(&mut self, key: SecretKey) {
        self.key = key;
    }

    pub(super) fn vkey(&self) -> &Vkey {
        self.key.vkey()
    }

    /// Appends leaves and publishes.
    pub(super) fn grow_to(&mut self, size: u64) {
        for index in self.tree.tree().size()..size {
            let history = if index >= self.other_from { "other" } else { "honest" };
            self.tree.push(Hash::leaf(format!("{history} {index}").as_bytes()));
        }
        for (tile, bytes) in self.tree.take_full().into_iter().chain(self.tree.partial()) {
            put(&self.directory.join(tile.to_string()), &bytes);
        }
        let note = Checkpoint::new(ORIGIN, self.head()).sign(&[&self.key]).unwrap();
        put(&self.directory.join("checkpoint"), note.to_string().as_bytes());
    }
}

fn put(file: &Path, bytes: &[u8]) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}

/// Where a log and the memory of its witness lie.
pub(super) struct House(TempDir);

impl House {
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("log")).unwrap();
        Self(dir)
    }

    pub(super) fn log(&self) -> PathBuf {
        self.0.path().join("log")
    }

    pub(super) fn state(&self) -> PathBuf {
        self.0.path().join("state")
    }

    pub(super) fn trusted(&self) -> Log {
        Log::parse(&log_key().vkey().to_string()).unwrap()
    }

    pub(super) fn source(&self) -> Box<dyn Source> {
        Box::new(Directory::at(&self.log()))
    }

    pub(super) fn memory(&self) -> Memory {
        Memory::open(&self.state(), &self.trusted()).unwrap()
    }

    /// A witness as it is after it was started.
    pub(super) fn witness(&self) -> Witness {
        self.witness_of(self.source())
    }

    pub(super) fn witness_of(&self, source: Box<dyn Source>) -> Witness {
        let witness = Witness::new(self.trusted(), source, Arc::new(witness_key(1)), self.memory());
        witness.patient_for(Duration::ZERO)
    }

    /// The path of a file in the memory.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.state().join(Hash::of(ORIGIN.as_bytes()).to_string()).join(name)
    }

    pub(super) fn kept(&self, name: &str) -> Vec<u8> {
        fs::read(self.file(name)).unwrap()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.file(name).exists()
    }
}
