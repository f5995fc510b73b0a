//! One command at a time for each stream within this process, so that commands do not lose to their own neighbours.

use std::hash::{BuildHasher, RandomState};

use tokio::sync::{Mutex, MutexGuard};

use super::key::Key;

/// Two streams that share a lock merely wait for each other; with so many that is rare.
const STRIPES: usize = 4096;

/// Fair locks, each shared by the streams whose hash leads to it.
#[derive(Debug)]
pub(super) struct StreamLocks {
    stripes: Box<[Mutex<()>]>,
    hasher: RandomState,
}

impl StreamLocks {
    pub(super) fn new() -> Self {
        Self { stripes: (0..STRIPES).map(|_| Mutex::new(())).collect(), hasher: RandomState::new() }
    }

    /// Waits for the turn of this caller, in the order of arrival.
    pub(super) async fn lock(&self, key: &Key) -> MutexGuard<'_, ()> {
        let stripe = self.hasher.hash_one(key) as usize % STRIPES;
        self.stripes[stripe].lock().await
    }
}
