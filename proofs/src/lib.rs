//! The ledger of the event log: what seals it, what proves it, who witnesses it, and the kit with which an outsider
//! checks it.
//!
//! Every event becomes a leaf of a transparency log, in the order of the log: the event at position *n* is leaf *n* − 1.
//! A [`store`] keeps them beside the log; [`prove`] makes proofs of them, and a [`service`] hands them out; a [`kit`] takes
//! all of it to an auditor.

mod durable;
pub mod entry;
pub mod error;
pub mod kit;
pub mod prove;
pub mod sealer;
pub mod service;
pub mod store;
pub mod tail;
pub mod witness;

pub use error::Error;
pub use service::LedgerService;
pub use store::{Growth, LedgerStore, Sealed};

/// The name of the ledger of the event log. Ledgers of other things may stand beside it in the same store.
pub const EVENTS: &str = "events";
