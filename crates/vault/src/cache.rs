//! Keys in memory for a short while, and their revocation, which takes effect at once.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use moka::sync::Cache;
use uuid::Uuid;

use crate::{Subject, key::LiveKey};

/// How long a key may be used before the store is asked again: the bound on an erasure that nobody told us of.
const TIME_TO_LIVE: Duration = Duration::from_secs(60);
const CAPACITY: u64 = 50_000;

/// What is known of a key.
#[derive(Clone)]
pub(crate) enum Cached {
    Live(Arc<LiveKey>),
    Erased,
}

/// Keys by id and by subject.
///
/// A key may come back from the store while its subject is being revoked, and be cached after the revocation. So
/// each revocation raises the epoch, each key carries the epoch before it was asked for, and a key older than its
/// subject's revocation is not used however it got here.
#[derive(Clone)]
pub(crate) struct KeyCache {
    by_id: Cache<Uuid, Cached>,
    by_subject: Cache<Subject, Arc<LiveKey>>,
    revoked: Cache<Subject, u64>,
    buried: Cache<Subject, ()>,
    epoch: Arc<AtomicU64>,
}

impl KeyCache {
    pub(crate) fn new() -> Self {
        Self {
            by_id: Cache::builder().max_capacity(CAPACITY).time_to_live(TIME_TO_LIVE).build(),
            by_subject: Cache::builder().max_capacity(CAPACITY).time_to_live(TIME_TO_LIVE).build(),
            // Must outlive every key it speaks of, so it is not bounded by number.
            revoked: Cache::builder().time_to_live(2 * TIME_TO_LIVE).build(),
            buried: Cache::builder().time_to_live(2 * TIME_TO_LIVE).build(),
            epoch: Arc::new(AtomicU64::new(0)),
        }
    }

    /// To be read before a key is asked for, and given to the key.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::SeqCst)
    }

    pub(crate) fn by_id(&self, key_id: Uuid) -> Option<Cached> {
        self.by_id.get(&key_id).filter(|cached| match cached {
            Cached::Live(key) => self.is_usable(key),
            Cached::Erased => true,
        })
    }

    pub(crate) fn by_subject(&self, subject: &Subject) -> Option<Arc<LiveKey>> {
        self.by_subject.get(subject).filter(|key| self.is_usable(key))
    }

    pub(crate) fn insert(&self, key: LiveKey) -> Arc<LiveKey> {
        let key = Arc::new(key);
        self.by_id.insert(key.key_id, Cached::Live(Arc::clone(&key)));
        self.by_subject.insert(key.subject.clone(), Arc::clone(&key));
        key
    }

    /// A destroyed key never comes back.
    pub(crate) fn insert_erased(&self, key_id: Uuid) {
        self.by_id.insert(key_id, Cached::Erased);
    }

    /// Makes every key of the subject that was asked for until now unusable.
    pub(crate) fn revoke(&self, subject: &Subject) {
        let epoch = self.epoch.fetch_add(1, Ordering::SeqCst) + 1;
        self.revoked
            .entry_by_ref(subject)
            .and_upsert_with(|held| held.map_or(epoch, |held| held.into_value().max(epoch)));
        if let Some(key) = self.by_subject.remove(subject) {
            self.by_id.invalidate(&key.key_id);
        }
    }

    /// Takes the subject for erased from now on, whatever the store says in the next two minutes.
    pub(crate) fn bury(&self, subject: &Subject) {
        // First: whoever asks for a key after the revocation is to find it.
        self.buried.insert(subject.clone(), ());
        let key = self.by_subject.get(subject);
        self.revoke(subject);
        if let Some(key) = key {
            self.insert_erased(key.key_id);
        }
    }

    pub(crate) fn is_buried(&self, subject: &Subject) -> bool {
        self.buried.contains_key(subject)
    }

    /// The common case costs one comparison: nobody was revoked since the key came.
    fn is_usable(&self, key: &LiveKey) -> bool {
        key.as_of == self.epoch() || self.revoked.get(&key.subject).is_none_or(|revoked| revoked <= key.as_of)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cached, KeyCache};
    use crate::{DataKey, Subject, key::LiveKey, random};

    fn subject() -> Subject {
        Subject { tenant: "t".into(), id: random::id() }
    }

    fn key(subject: &Subject, as_of: u64) -> LiveKey {
        LiveKey::new(random::id(), subject.clone(), &DataKey::generate(), as_of)
    }

    #[test]
    fn a_key_asked_for_before_a_revocation_and_cached_after_it_is_not_used() {
        let (cache, subject) = (KeyCache::new(), subject());
        let asked = cache.epoch();
        cache.revoke(&subject);
        let late = cache.insert(key(&subject, asked));
        assert!(cache.by_id(late.key_id).is_none());
        assert!(cache.by_subject(&subject).is_none());
    }

    #[test]
    fn a_revocation_leaves_the_keys_of_others_alone() {
        let (cache, ours, theirs) = (KeyCache::new(), subject(), subject());
        let kept = cache.insert(key(&theirs, cache.epoch()));
        cache.revoke(&ours);
        assert!(matches!(cache.by_id(kept.key_id), Some(Cached::Live(_))));
    }

    #[test]
    fn a_key_asked_for_after_a_revocation_is_used() {
        let (cache, subject) = (KeyCache::new(), subject());
        cache.revoke(&subject);
        cache.insert(key(&subject, cache.epoch()));
        assert!(cache.by_subject(&subject).is_some());
    }
}
