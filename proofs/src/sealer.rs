//! The sealer: makes leaves of what the log has got, and signs where the ledger then stands.
//!
//! What follows from the log alone is made again after a crash, to the last bit: which event is which leaf, its entry,
//! every tile. So a crash at any instruction leaves nothing to mend. What was signed is kept in a [`guard`] outside the
//! database, before anyone can see it; a tree that does not contain it is not signed.

pub mod guard;
pub mod keys;
pub(crate) mod previous;
pub mod round;
pub mod running;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use event_store::EventStore;
use ledger::tile::TiledTree;

use crate::LedgerStore;

pub use guard::Guard;
pub use keys::{KeyFile, Signers};
pub use running::{Running, SealerState, Status};

use previous::Previous;

/// How many events are sealed under one checkpoint at most; more wait for the next, which follows at once.
const BATCH: usize = 10_000;

/// Seals one log into one ledger. Only one at a time gets anywhere: the store takes a growth only from where the ledger
/// stands.
#[derive(Debug)]
pub struct Sealer {
    events: Arc<dyn EventStore>,
    store: Arc<dyn LedgerStore>,
    signers: Signers,
    guard: Guard,
    /// The tree as the store has it; read anew after anything that was not expected.
    tree: Option<TiledTree>,
    previous: Previous,
}

impl Sealer {
    /// Of this log, into this store, with these keys.
    #[must_use]
    pub fn new(events: Arc<dyn EventStore>, store: Arc<dyn LedgerStore>, signers: Signers, guard: Guard) -> Self {
        Self { events, store, signers, guard, tree: None, previous: Previous::default() }
    }
}
