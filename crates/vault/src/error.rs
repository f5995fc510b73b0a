//! What can go wrong with keys and with what they seal.

use std::{path::PathBuf, sync::Arc};

use uuid::Uuid;

/// Why the vault could not do what was asked. No message carries personal data or key material.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The subject was erased: nothing more can be sealed for them or claimed by them.
    #[error("the subject was erased")]
    Erased,

    /// No such key was ever held. The sealed value is not from this vault, or the key store is not the log's.
    #[error("key {key_id} was never held by this key store")]
    UnknownKey {
        /// The key named by the sealed value.
        key_id: Uuid,
    },

    /// The sealed value was altered, or stands in another tenant, event or field than it was sealed for.
    #[error("a value sealed under key {key_id} was altered or moved")]
    Altered {
        /// The key named by the sealed value.
        key_id: Uuid,
    },

    /// The sealed value opened, but holds another type than was asked for.
    #[error("a value sealed under key {key_id} is not of the type asked for")]
    Mistyped {
        /// The key named by the sealed value.
        key_id: Uuid,
    },

    /// The stored key does not unwrap: the key store was altered.
    #[error("stored key {key_id} is damaged")]
    DamagedKey {
        /// The key that does not unwrap.
        key_id: Uuid,
    },

    /// The key store belongs to another root key.
    #[error("the key file does not belong to this key store")]
    ForeignRoot,

    /// The key store is in use, yet its root key is gone; a new one would make all that was sealed unreadable.
    #[error("key file {path} is missing but the key store is in use; restore the file from its backup")]
    RootMissing {
        /// Where the file was expected.
        path: PathBuf,
    },

    /// The key file can be read by others than its owner.
    #[error("key file {path} is open to others (mode {mode:04o}); run: chmod 600 {path}")]
    RootExposed {
        /// The key file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },

    /// The key file is not one.
    #[error("{path} is not a root key file")]
    RootMalformed {
        /// The file.
        path: PathBuf,
    },

    /// The key file could not be read or written.
    #[error("key file {path} cannot be used")]
    RootUnusable {
        /// The file.
        path: PathBuf,
        /// What the file system said.
        #[source]
        source: Arc<std::io::Error>,
    },

    /// The access could not be recorded, so nothing was opened.
    #[error("the access was not recorded")]
    Unrecorded {
        /// What the access log said.
        #[source]
        source: Cause,
    },

    /// The key store or the key management did not answer; asking again later may help.
    #[error("the key store is unavailable")]
    Unavailable {
        /// What the engine said.
        #[source]
        source: Cause,
    },
}

/// The failure below ours; shared, because one failed commit answers many callers.
pub type Cause = Arc<dyn std::error::Error + Send + Sync>;

impl Error {
    /// The engine below failed.
    pub fn unavailable(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Unavailable { source: Arc::new(source) }
    }
}
