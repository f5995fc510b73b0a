//! A transparency log: an append-only Merkle tree over small commitments to events, in the formats of C2SP, with which an
//! outsider can check that nothing was altered, removed, inserted or reordered.
//!
//! Everything here is pure: no files, no network, no clock. Bytes come in, bytes and verdicts go out.
//!
//! | part | what it is | after |
//! |---|---|---|
//! | [`commitment`] | the entry of one event | RFC 8785 |
//! | [`tree`] | the right edge of the tree, and its root | RFC 6962 §2.1 |
//! | [`tile`], [`bundle`] | how hashes and entries are stored and served | c2sp.org/tlog-tiles |
//! | [`proof`] | inclusion and consistency | RFC 6962 §2.1.1–2, checked as in RFC 9162 §2.1 |
//! | [`note`], [`checkpoint`] | the signed head of the tree | c2sp.org/signed-note, tlog-checkpoint |
//! | [`cosignature`] | what a witness adds | c2sp.org/tlog-cosignature |
//! | [`tlog_proof`] | one fact to carry away | c2sp.org/tlog-proof |
//! | [`succession`] | when a head may follow another | |
//! | [`verifier`] | the whole log, from its entries up | |

pub mod bundle;
pub mod checkpoint;
pub mod commitment;
#[cfg(test)]
mod compared;
pub mod cosignature;
mod decimal;
pub mod hash;
pub mod note;
pub mod proof;
pub mod succession;
pub mod tile;
pub mod tlog_proof;
pub mod tree;
pub mod verifier;

pub use bundle::Bundle;
pub use checkpoint::{Checkpoint, Head};
pub use commitment::Commitment;
pub use hash::Hash;
pub use note::{Note, SecretKey, Signer, Vkey};
pub use tile::{Tile, Tiles};
pub use tree::Tree;
