//! How the log is sealed, and who witnesses it.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::list;

/// How the log is sealed, and who witnesses it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LedgerSettings {
    /// How often a checkpoint is signed, milliseconds; for so long a change of the log could go unnoticed.
    pub seal_ms: u64,
    /// The name of the log, which its first key is made with; drawn when there is none. A domain and a path is usual.
    pub origin: Option<String>,
    /// The file of the signing key, when it is not to lie beside the root key.
    pub key_file: Option<PathBuf>,
    /// A command that signs instead, with its arguments: it reads the message, and writes an Ed25519 signature in base64.
    #[serde(deserialize_with = "list::texts")]
    pub sign_command: Vec<String>,
    /// The public key of the command's signatures, `name+id+key`.
    pub sign_key: Option<String>,
    /// The public keys of witnesses whose cosignatures are taken and shown.
    #[serde(deserialize_with = "list::texts")]
    pub witnesses: Vec<String>,
    /// How many witnesses must have cosigned a checkpoint before it counts as witnessed.
    pub require_witnesses: usize,
}

impl Default for LedgerSettings {
    fn default() -> Self {
        Self {
            seal_ms: 1_000,
            origin: None,
            key_file: None,
            sign_command: Vec::new(),
            sign_key: None,
            witnesses: Vec::new(),
            require_witnesses: 0,
        }
    }
}

impl LedgerSettings {
    /// How often a checkpoint is signed; not more often than a disk can follow.
    #[must_use]
    pub fn interval(&self) -> Duration {
        Duration::from_millis(self.seal_ms.max(10))
    }
}
