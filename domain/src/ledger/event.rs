//! What happened to the keeping of the log.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PublicKey;
use crate::Code;
use crate::macros::events;

/// Checkpoints are signed with another key from now on; the first of them with both.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct KeyRotated {
    /// The key that retires.
    pub old: PublicKey,
    /// The key that takes its place.
    pub new: PublicKey,
    /// Why.
    pub reason: Code,
}

events! {
    /// What happened to the keeping of the log.
    LedgerEvent "ledger" {
        /// Checkpoints are signed with another key from now on.
        KeyRotated "key_rotated" 1 [];
    }
}
