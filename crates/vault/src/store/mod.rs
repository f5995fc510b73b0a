//! Where wrapped keys, tombstones of erased subjects and the blind index are kept: apart from what they protect.

mod postgres;
mod sqlite;

use std::fmt;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{BlindIndex, Error, RootFingerprint, Subject};

pub use postgres::PostgresKeyStore;
pub use sqlite::SqliteKeyStore;

/// A durable store of wrapped keys. Every method may fail with [`Error::Unavailable`]; what a method reports as done
/// is durable.
#[async_trait]
pub trait KeyStore: Send + Sync {
    /// The root this store belongs to, or nothing before its first use.
    async fn root(&self) -> Result<Option<RootFingerprint>, Error>;

    /// Binds an unused store to `root`; returns the root it is bound to, which may be another.
    async fn adopt_root(&self, root: RootFingerprint) -> Result<RootFingerprint, Error>;

    /// What is known of each of these keys, in one round trip and any order. Keys never held are left out.
    async fn keys(&self, key_ids: &[Uuid]) -> Result<Vec<KeyRecord>, Error>;

    /// What is known of the subject's key.
    async fn key_of(&self, subject: &Subject) -> Result<SubjectKey, Error>;

    /// Keeps `key` as its subject's key unless they have one. Returns the one they have: of two that race, both get
    /// the winner.
    ///
    /// # Errors
    /// [`Error::Erased`] when the subject was erased.
    async fn create(&self, key: WrappedKey) -> Result<WrappedKey, Error>;

    /// Destroys the subject's keys and blind index entries in one step and leaves a tombstone dated `at`.
    async fn erase(&self, subject: &Subject, at: DateTime<Utc>) -> Result<ErasureOutcome, Error>;

    /// When the subject was erased, to the microsecond.
    async fn erased_at(&self, subject: &Subject) -> Result<Option<DateTime<Utc>>, Error>;

    /// Gives the identifier to the subject unless it has an owner; returns its owner.
    ///
    /// # Errors
    /// [`Error::Erased`] when the claiming subject was erased.
    async fn claim(&self, blind: &BlindIndex, subject: &Subject) -> Result<Uuid, Error>;

    /// Takes the identifier back from the subject; tells whether it was theirs.
    async fn release(&self, blind: &BlindIndex, subject: &Subject) -> Result<bool, Error>;

    /// Who owns the identifier within the tenant.
    async fn find(&self, tenant: &str, blind: &BlindIndex) -> Result<Option<Uuid>, Error>;
}

/// A data key as it is kept: encrypted under the key of its tenant.
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// The name of the key, a random UUID.
    pub key_id: Uuid,
    /// Whose key it is.
    pub subject: Subject,
    /// What the key management made of it.
    pub wrapped: Vec<u8>,
}

impl fmt::Debug for WrappedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WrappedKey")
            .field("key_id", &self.key_id)
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}

/// What is known of a key by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyRecord {
    /// The key is there.
    Held(WrappedKey),
    /// The key was destroyed when its subject was erased.
    Destroyed {
        /// The name of the key.
        key_id: Uuid,
    },
}

/// What is known of a subject's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectKey {
    /// They have none yet.
    None,
    /// This is it.
    Held(WrappedKey),
    /// They were erased and get no other.
    Erased,
}

/// What an erasure found. Afterwards the subject is erased in every case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErasureOutcome {
    /// These keys were destroyed.
    Erased {
        /// Their names, as evidence.
        keys: Vec<Uuid>,
    },
    /// An earlier erasure had been here.
    AlreadyErased {
        /// The date of that erasure.
        at: DateTime<Utc>,
    },
    /// There was no key; a tombstone was left all the same, so that none is ever made.
    NothingHeld,
}
