//! Key management: guards the root under which data keys are wrapped.

mod local;
mod root_file;

use std::fmt;

use async_trait::async_trait;
use uuid::Uuid;

use crate::{DataKey, Error, MacKey, MacPurpose, Subject};

pub use local::LocalKms;

/// Holds the root of all keys and never gives it away. Wrapped keys are useless without it.
#[async_trait]
pub trait Kms: Send + Sync {
    /// Which root this is, without saying anything about its bytes.
    fn fingerprint(&self) -> RootFingerprint;

    /// Encrypts a data key under the key of the subject's tenant, bound to the subject and to `key_id`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the key management does not answer.
    async fn wrap_key(&self, subject: &Subject, key_id: Uuid, data_key: &DataKey) -> Result<Vec<u8>, Error>;

    /// Decrypts what [`wrap_key`](Self::wrap_key) returned for the same subject and key id.
    ///
    /// # Errors
    /// [`Error::DamagedKey`] when it is anything else; [`Error::Unavailable`] when the key management does not answer.
    async fn unwrap_key(&self, subject: &Subject, key_id: Uuid, wrapped: &[u8]) -> Result<DataKey, Error>;

    /// The tenant's key for `purpose`, always the same. Must not wait: a remote key management fetches what it needs
    /// when it is opened.
    fn mac_key(&self, tenant: &str, purpose: MacPurpose<'_>) -> MacKey;
}

/// Names a root key. Not secret.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RootFingerprint([u8; 32]);

impl RootFingerprint {
    /// A fingerprint read back from where it was kept.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The fingerprint, to be kept.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for RootFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RootFingerprint({:02x?}..)", &self.0[..4])
    }
}
