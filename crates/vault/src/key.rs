//! Data keys: fresh ones, and those in use.

use std::fmt;

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Error, FieldContext, Sealed, Subject,
    aead::{Cipher, KEY_BYTES},
    random,
};

/// The bytes of a subject's key, wiped when dropped. They exist only on the way to or from the key management.
pub struct DataKey(Zeroizing<[u8; KEY_BYTES]>);

impl DataKey {
    /// A fresh random key.
    pub(crate) fn generate() -> Self {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        random::fill(bytes.as_mut_slice());
        Self(bytes)
    }

    /// A key that the key management unwrapped, or nothing when the length is not a key's.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        (bytes.len() == KEY_BYTES).then(|| key.copy_from_slice(bytes))?;
        Some(Self(key))
    }

    /// The bytes, for the key management to wrap.
    pub fn expose(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}

/// A subject's key, ready to seal and open.
pub(crate) struct LiveKey {
    pub(crate) key_id: Uuid,
    pub(crate) subject: Subject,
    /// The cache's epoch before the key was asked for; older than the subject's revocation means unusable.
    pub(crate) as_of: u64,
    cipher: Cipher,
}

impl LiveKey {
    pub(crate) fn new(key_id: Uuid, subject: Subject, data_key: &DataKey, as_of: u64) -> Self {
        Self { key_id, subject, as_of, cipher: Cipher::new(data_key.expose()) }
    }

    /// Seals one field for the place `context` names.
    pub(crate) fn seal(&self, context: &FieldContext<'_>, clear: &[u8], scratch: &mut Vec<u8>) -> Sealed {
        context.associated_data(self.key_id, scratch);
        Sealed::new(self.key_id, self.cipher.seal(scratch, clear))
    }

    /// Opens one field that stands at the place `context` names.
    pub(crate) fn open(
        &self,
        context: &FieldContext<'_>,
        sealed: &Sealed,
        scratch: &mut Vec<u8>,
    ) -> Result<Vec<u8>, Error> {
        context.associated_data(self.key_id, scratch);
        self.cipher.open(scratch, sealed.body()).ok_or(Error::Altered { key_id: sealed.key_id() })
    }
}

#[cfg(test)]
mod tests;
