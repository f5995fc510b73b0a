//! Erasure, and what other nodes must hear of it.

use chrono::{DateTime, Utc};

use super::Vault;
use crate::{ErasureOutcome, Error, Subject};

impl Vault {
    /// Destroys the subject's keys and blind index entries and leaves a tombstone dated `at`. What was sealed for them
    /// is unreadable from then on; other nodes follow when they [`revoke`](Self::revoke), or within a minute.
    ///
    /// May be repeated: a repeat finishes what an interrupted erasure left.
    ///
    /// # Errors
    /// [`Error::Unavailable`]; the erasure must then be repeated until it succeeds.
    pub async fn erase(&self, subject: &Subject, at: DateTime<Utc>) -> Result<ErasureOutcome, Error> {
        let outcome = self.store.erase(subject, at).await;
        // Even after an error: the keys may be gone already, and forgetting them does no harm.
        self.revoke(subject);
        outcome
    }

    /// Whether the subject was erased.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn is_erased(&self, subject: &Subject) -> Result<bool, Error> {
        Ok(self.store.erased_at(subject).await?.is_some())
    }

    /// Forgets the subject's keys held in memory, because another node erased them.
    pub fn revoke(&self, subject: &Subject) {
        self.cache.revoke(subject);
    }

    /// Takes the subject for erased, because their keys are about to be destroyed: nothing of theirs is opened or sealed
    /// here any more. Whoever is to destroy the keys has two minutes; what the store says counts again then.
    pub fn bury(&self, subject: &Subject) {
        self.cache.bury(subject);
    }
}
