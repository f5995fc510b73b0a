//! The log's own keeping: with which key its checkpoints are signed. One stream for a whole installation.

pub mod event;
pub mod key;
pub mod state;

pub use event::LedgerEvent;
pub use key::{InvalidKey, PublicKey};
pub use state::Ledger;
