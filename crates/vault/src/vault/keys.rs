//! Getting at keys: from memory, else from the store, else a fresh one.

use std::{collections::HashMap, sync::Arc};

use uuid::Uuid;

use super::Vault;
use crate::{DataKey, Error, KeyRecord, Subject, SubjectKey, WrappedKey, cache::Cached, key::LiveKey, random};

impl Vault {
    /// The key that seals for the subject; made at first use.
    pub(super) async fn key_of(&self, subject: &Subject) -> Result<Arc<LiveKey>, Error> {
        if let Some(key) = self.cache.by_subject(subject) {
            return Ok(key);
        }
        let as_of = self.cache.epoch();
        if self.cache.is_buried(subject) {
            return Err(Error::Erased);
        }
        let wrapped = match self.store.key_of(subject).await? {
            SubjectKey::None => self.create_key(subject).await?,
            SubjectKey::Held(held) => held,
            SubjectKey::Erased => return Err(Error::Erased),
        };
        self.revive(&wrapped, as_of).await
    }

    /// What is known of these keys, from the store. Keys never held are left out.
    pub(super) async fn load(&self, key_ids: &[Uuid]) -> Result<HashMap<Uuid, Cached>, Error> {
        let as_of = self.cache.epoch();
        let mut found = HashMap::with_capacity(key_ids.len());
        for record in self.store.keys(key_ids).await? {
            let (key_id, cached) = self.remember(&record, as_of).await?;
            found.insert(key_id, cached);
        }
        Ok(found)
    }

    async fn remember(&self, record: &KeyRecord, as_of: u64) -> Result<(Uuid, Cached), Error> {
        match record {
            KeyRecord::Held(wrapped) if self.cache.is_buried(&wrapped.subject) => {
                self.cache.insert_erased(wrapped.key_id);
                Ok((wrapped.key_id, Cached::Erased))
            }
            KeyRecord::Held(wrapped) => Ok((wrapped.key_id, Cached::Live(self.revive(wrapped, as_of).await?))),
            KeyRecord::Destroyed { key_id } => {
                self.cache.insert_erased(*key_id);
                Ok((*key_id, Cached::Erased))
            }
        }
    }

    async fn create_key(&self, subject: &Subject) -> Result<WrappedKey, Error> {
        let (key_id, data_key) = (random::id(), DataKey::generate());
        let wrapped = self.kms.wrap_key(subject, key_id, &data_key).await?;
        self.store.create(WrappedKey { key_id, subject: subject.clone(), wrapped }).await
    }

    async fn revive(&self, key: &WrappedKey, as_of: u64) -> Result<Arc<LiveKey>, Error> {
        let data_key = self.kms.unwrap_key(&key.subject, key.key_id, &key.wrapped).await?;
        Ok(self.cache.insert(LiveKey::new(key.key_id, key.subject.clone(), &data_key, as_of)))
    }
}
