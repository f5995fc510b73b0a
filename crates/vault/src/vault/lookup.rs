//! Finding a subject by an identifier, and telling inputs apart, without keeping either in the clear.

use std::hash::Hash;

use uuid::Uuid;

use super::Vault;
use crate::{BlindIndex, Error, MacPurpose, Subject, fingerprint};

impl Vault {
    /// The image of an identifier of some `kind`, such as `email`. Whoever normalises identifiers must always do it
    /// the same way: images of two spellings are unrelated.
    pub fn blind(&self, tenant: &str, kind: &str, normalised: &str) -> BlindIndex {
        let key = self.kms.mac_key(tenant, MacPurpose::BlindIndex { kind });
        BlindIndex::from_bytes(key.code(normalised.as_bytes()))
    }

    /// Gives the identifier to `subject` unless it has an owner within the tenant; returns its owner.
    ///
    /// # Errors
    /// [`Error::Erased`] when `subject` was erased; [`Error::Unavailable`].
    pub async fn claim(&self, tenant: &str, blind: &BlindIndex, subject: Uuid) -> Result<Uuid, Error> {
        self.store.claim(blind, &Subject { tenant: tenant.into(), id: subject }).await
    }

    /// Takes the identifier back from `subject`; tells whether it was theirs.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn release(&self, tenant: &str, blind: &BlindIndex, subject: Uuid) -> Result<bool, Error> {
        self.store.release(blind, &Subject { tenant: tenant.into(), id: subject }).await
    }

    /// Who owns the identifier within the tenant.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn find(&self, tenant: &str, blind: &BlindIndex) -> Result<Option<Uuid>, Error> {
        self.store.find(tenant, blind).await
    }

    /// A keyed fingerprint of whatever `input` hashes: two inputs of one tenant with equal fingerprints are the same.
    ///
    /// It follows the order of fields and variants in the Rust type, so it tells a repeat from a different input for
    /// as long as repeats come; it is no lasting identity.
    pub fn fingerprint(&self, tenant: &str, input: &impl Hash) -> [u8; 32] {
        fingerprint::of(&self.kms.mac_key(tenant, MacPurpose::Fingerprint), input)
    }
}
