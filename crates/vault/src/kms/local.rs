//! Key management on this machine: the root is a file that only its owner can read.

use std::path::Path;

use async_trait::async_trait;
use aws_lc_rs::{
    hkdf::{self, HKDF_SHA256, Prk, Salt},
    hmac::HMAC_SHA256,
};
use moka::sync::Cache;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Kms, RootFingerprint, root_file};
use crate::{
    DataKey, Error, KeyStore, MacKey, MacPurpose, Subject,
    aead::{Cipher, KEY_BYTES},
    frame,
};

/// Everything derived from the root starts from this salt; a change of the scheme gets a new one.
const SALT: &[u8] = b"vault/1";
const WRAP: &[u8] = b"wrap";
const BLIND_INDEX: &[u8] = b"blind-index";
const FINGERPRINT: &[u8] = b"fingerprint";
const ROOT_FINGERPRINT: &[u8] = b"root-fingerprint";
/// How many tenants' keys are kept in memory.
const MOST_FINGERPRINT_KEYS: u64 = 10_000;

/// Key management over one root key file.
///
/// The keys of tenants are derived from the root by HKDF-SHA-256, one for each tenant and use.
#[derive(Debug)]
pub struct LocalKms {
    root: Prk,
    /// The keys of tenants' fingerprints, of which every command needs one.
    fingerprints: Cache<String, MacKey>,
}

impl LocalKms {
    /// Reads the root key file, or makes one when `store` is still without a root: its first start.
    ///
    /// # Errors
    /// [`Error::RootMissing`] when the store is in use but the file is gone, the other `Root…` errors when the file
    /// cannot be used, [`Error::Unavailable`] when the store does not answer.
    pub async fn for_store(path: &Path, store: &dyn KeyStore) -> Result<Self, Error> {
        if !path.exists() {
            if store.root().await?.is_some() {
                return Err(Error::RootMissing { path: path.to_owned() });
            }
            root_file::create(path)?;
        }
        Self::load(path)
    }

    /// Reads the root key file.
    ///
    /// # Errors
    /// [`Error::RootExposed`] when others than its owner may read it, [`Error::RootMalformed`] when it is not a root
    /// key file, [`Error::RootUnusable`] when it cannot be read.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let root = root_file::read(path)?;
        let root = Salt::new(HKDF_SHA256, SALT).extract(root.as_slice());
        Ok(Self { root, fingerprints: Cache::new(MOST_FINGERPRINT_KEYS) })
    }

    fn derive<L: hkdf::KeyType, K>(&self, info: &[&[u8]], length: L) -> K
    where
        K: for<'a> From<hkdf::Okm<'a, L>>,
    {
        let info = frame::of(info);
        self.root.expand(&[info.as_slice()], length).expect("one block is within what HKDF gives").into()
    }

    fn tenant_cipher(&self, tenant: &str) -> Cipher {
        let key: Bytes = self.derive(&[WRAP, tenant.as_bytes()], Length);
        Cipher::new(&key.0)
    }
}

#[async_trait]
impl Kms for LocalKms {
    fn fingerprint(&self) -> RootFingerprint {
        let bytes: Bytes = self.derive(&[ROOT_FINGERPRINT], Length);
        RootFingerprint::from_bytes(*bytes.0)
    }

    async fn wrap_key(&self, subject: &Subject, key_id: Uuid, data_key: &DataKey) -> Result<Vec<u8>, Error> {
        Ok(self.tenant_cipher(&subject.tenant).seal(&binding(subject, key_id), data_key.expose()))
    }

    async fn unwrap_key(&self, subject: &Subject, key_id: Uuid, wrapped: &[u8]) -> Result<DataKey, Error> {
        let bytes = self.tenant_cipher(&subject.tenant).open(&binding(subject, key_id), wrapped).map(Zeroizing::new);
        bytes.and_then(|bytes| DataKey::from_slice(&bytes)).ok_or(Error::DamagedKey { key_id })
    }

    fn mac_key(&self, tenant: &str, purpose: MacPurpose<'_>) -> MacKey {
        let derived = |info: &[&[u8]]| MacKey::from_hmac(self.derive(info, HMAC_SHA256));
        match purpose {
            MacPurpose::BlindIndex { kind } => derived(&[BLIND_INDEX, tenant.as_bytes(), kind.as_bytes()]),
            MacPurpose::Fingerprint => {
                let key = || derived(&[FINGERPRINT, tenant.as_bytes()]);
                self.fingerprints.get_with_by_ref(tenant, key)
            }
        }
    }
}

/// What a wrapped key is bound to: it unwraps for no other subject and under no other id.
fn binding(subject: &Subject, key_id: Uuid) -> Vec<u8> {
    frame::of(&[subject.tenant.as_bytes(), subject.id.as_bytes(), key_id.as_bytes()])
}

/// The length of a derived key, as HKDF wants it.
struct Length;

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        KEY_BYTES
    }
}

/// A derived key on its way into a cipher.
struct Bytes(Zeroizing<[u8; KEY_BYTES]>);

impl From<hkdf::Okm<'_, Length>> for Bytes {
    fn from(okm: hkdf::Okm<'_, Length>) -> Self {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        okm.fill(bytes.as_mut_slice()).expect("the length is the one asked for");
        Self(bytes)
    }
}

#[cfg(test)]
mod tests;
