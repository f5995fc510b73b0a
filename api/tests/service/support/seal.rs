//! The ledger of a stack: sealed when a test says so.

use std::path::Path;
use std::sync::Arc;

use event_store::EventStore;
use ledger::cosignature::{Quorum, cosign};
use ledger::note::{Algorithm, SecretKey};
use ledger::{Note, Signer as _, Vkey};
use proofs::sealer::{Guard, Sealer, SealerState, Signers, Status};
use proofs::store::SqliteLedgerStore;
use proofs::{LedgerService, Sealed};
use tokio::sync::{Mutex, watch};

use super::stack::noon;

pub const ORIGIN: &str = "log.example/test";

pub struct Seal {
    pub service: LedgerService,
    events: Arc<dyn EventStore>,
    sealer: Mutex<Sealer>,
    status: watch::Sender<Status>,
}

impl Seal {
    pub async fn of(events: Arc<dyn EventStore>, directory: &Path) -> Self {
        let store = Arc::new(SqliteLedgerStore::open(&directory.join("ledger")).unwrap());
        let guard = Guard::open(&directory.join("ledger.head"), ORIGIN).unwrap();
        let sealer = Sealer::new(events.clone(), store.clone(), Signers::held_by(Arc::new(log_key())), guard);
        let status = watch::Sender::new(Status::before(None));
        let quorum = Quorum { witnesses: vec![witness("w.example").vkey().clone()], required: 1 };
        let service = LedgerService::new(store, status.subscribe(), quorum);
        Self { service, events, sealer: Mutex::new(sealer), status }
    }

    /// Seals everything that the log has; the checkpoint over it.
    pub async fn now(&self) -> Sealed {
        let last = self.unheard().await;
        self.tell(SealerState::Sealing, Some(last.clone()));
        last
    }

    /// The same, as if another node did: this one has not heard of it yet.
    pub async fn unheard(&self) -> Sealed {
        let head = self.events.head().await.unwrap();
        self.sealer.lock().await.round(noon()).await.unwrap();
        let last = self.service.last().await.unwrap().unwrap();
        assert_eq!(last.head.size, head, "one round takes all of a short log");
        last
    }

    /// What the sealer says of itself from now on.
    pub fn tell(&self, state: SealerState, last: Option<Sealed>) {
        self.status.send_modify(|status| {
            status.state = state;
            status.last = last.or_else(|| status.last.take());
        });
    }
}

fn log_key() -> SecretKey {
    SecretKey::new(ORIGIN, Algorithm::Ed25519, [1; 32]).unwrap()
}

/// The keys with which checkpoints are verified.
pub fn log_keys() -> [Vkey; 1] {
    [log_key().vkey().clone()]
}

/// The witness of this name; the stack knows `w.example`, and requires it.
pub fn witness(name: &str) -> SecretKey {
    SecretKey::new(name, Algorithm::Cosignature, [name.len() as u8; 32]).unwrap()
}

/// The note that a witness brings.
pub fn cosigned(text: &str, by: &SecretKey) -> Note {
    let note = Note { text: text.to_owned(), signatures: Vec::new() };
    Note { signatures: vec![cosign(&note, by, 1_700_000_000).unwrap()], ..note }
}
