//! The vault itself: key management, key store and the keys in use, put together.

mod erase;
mod keys;
mod lookup;
mod open;
mod seal;

use std::{path::Path, sync::Arc};

use crate::{AccessObserver, Error, KeyStore, Kms, LocalKms, SqliteKeyStore, Unobserved, cache::KeyCache};

/// Seals, opens and erases personal data. Clones share everything.
#[derive(Clone)]
pub struct Vault {
    kms: Arc<dyn Kms>,
    store: Arc<dyn KeyStore>,
    observer: Arc<dyn AccessObserver>,
    cache: KeyCache,
}

impl Vault {
    /// A vault over `store`, whose keys are wrapped by `kms`. An unused store is bound to the root of `kms`.
    ///
    /// # Errors
    /// [`Error::ForeignRoot`] when the store is bound to another root; [`Error::Unavailable`].
    pub async fn init(kms: Arc<dyn Kms>, store: Arc<dyn KeyStore>) -> Result<Self, Error> {
        let root = kms.fingerprint();
        if store.adopt_root(root).await? != root {
            return Err(Error::ForeignRoot);
        }
        Ok(Self { kms, store, observer: Arc::new(Unobserved), cache: KeyCache::new() })
    }

    /// A vault that keeps everything in `directory`: `keys.db` and `root.key`. Makes both at the first start.
    ///
    /// # Errors
    /// As [`LocalKms::for_store`] and [`init`](Self::init).
    pub async fn local(directory: &Path) -> Result<Self, Error> {
        let store = SqliteKeyStore::open(directory)?;
        let kms = LocalKms::for_store(&directory.join("root.key"), &store).await?;
        Self::init(Arc::new(kms), Arc::new(store)).await
    }

    /// This vault, telling `observer` of every opening.
    #[must_use]
    pub fn with_observer(self, observer: Arc<dyn AccessObserver>) -> Self {
        Self { observer, ..self }
    }
}

#[cfg(test)]
mod tests;
