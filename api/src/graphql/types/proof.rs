//! Proofs, as clients take them away.

use async_graphql::SimpleObject;
use ledger::Hash;
use proofs::LedgerService;
use proofs::service::Proven;

use super::Checkpoint;
use crate::graphql::scalars::Position;

/// The proof that an event is in the ledger.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct InclusionProof {
    /// The place of the event's leaf in the tree, from 0: one less than its position in the log.
    leaf_index: Position,
    /// The hash of the leaf, in base64.
    leaf_hash: String,
    /// The hashes beside the way from the leaf to the root, from the leaf up, each in base64.
    hashes: Vec<String>,
    /// The checkpoint whose root they lead to.
    checkpoint: Checkpoint,
    /// What was committed to: canonical JSON with all that the log keeps of the event, and the SHA-256 of its body.
    entry: String,
    /// All of it as a `.tlog-proof` file.
    tlog_proof: String,
}

/// The proof that the ledger only grew between two sizes.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct ConsistencyProof {
    /// The smaller size.
    pub from: Position,
    /// The larger size.
    pub to: Position,
    /// The hashes from which both roots follow (RFC 6962 §2.1.2), each in base64.
    pub hashes: Vec<String>,
}

impl InclusionProof {
    /// A proof with the checkpoint that it leads to.
    #[must_use]
    pub fn of(ledger: &LedgerService, proven: &Proven) -> Self {
        let Proven { proof, sealed } = proven;
        let entry = proof.extra.as_deref().unwrap_or_default();
        Self {
            leaf_index: Position(proof.index),
            leaf_hash: Hash::leaf(entry).to_base64(),
            hashes: proof.hashes.iter().map(|hash| hash.to_base64()).collect(),
            checkpoint: Checkpoint::of(ledger, sealed),
            entry: String::from_utf8_lossy(entry).into_owned(),
            tlog_proof: proof.to_string(),
        }
    }
}
