//! The states of streams in use, kept in memory by revision.

use std::any::Any;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{Aggregate, Meta};
use event_store::Expected;

use super::key::Key;

const SHARDS: usize = 16;
/// How many states one generation of one shard holds; all in all there are at most 16,384.
const GENERATION: usize = 512;

/// A state and the revision of the last event in it; nothing before the first.
#[derive(Debug)]
pub(super) struct Loaded<A> {
    pub(super) state: Arc<A>,
    pub(super) revision: Option<u64>,
}

impl<A: Aggregate> Default for Loaded<A> {
    fn default() -> Self {
        Self { state: Arc::default(), revision: None }
    }
}

impl<A: Aggregate> Loaded<A> {
    pub(super) fn next_revision(&self) -> u64 {
        self.revision.map_or(0, |revision| revision + 1)
    }

    pub(super) fn expected(&self) -> Expected {
        self.revision.map_or(Expected::NoStream, Expected::Revision)
    }

    /// Takes the next event in; copies the state only when somebody else still looks at it.
    pub(super) fn evolve(&mut self, event: &A::Event, meta: Meta) {
        self.revision = Some(self.next_revision());
        Arc::make_mut(&mut self.state).evolve(event, meta);
    }
}

/// The states last used. When the young generation of a shard is full it becomes the old one, and what was not used
/// since is dropped: nearly what a list by last use would keep, for far less.
#[derive(Debug)]
pub(super) struct States {
    shards: [Mutex<Shard>; SHARDS],
    hasher: RandomState,
}

#[derive(Debug, Default)]
struct Shard {
    young: HashMap<Key, Slot>,
    old: HashMap<Key, Slot>,
}

#[derive(Clone, Debug)]
struct Slot {
    state: Arc<dyn Any + Send + Sync>,
    revision: Option<u64>,
}

impl States {
    pub(super) fn new() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::default()), hasher: RandomState::new() }
    }

    /// The state, unless it is not in memory.
    pub(super) fn get<A: Aggregate>(&self, key: &Key) -> Option<Loaded<A>> {
        let Slot { state, revision } = self.shard(key).get(key)?;
        Some(Loaded { state: state.downcast().ok()?, revision })
    }

    /// Keeps a state, unless a later one is kept already.
    pub(super) fn keep<A: Aggregate>(&self, key: &Key, loaded: &Loaded<A>) {
        let mut shard = self.shard(key);
        let is_older = shard.get(key).is_some_and(|kept| kept.revision > loaded.revision);
        if !is_older {
            let state = Arc::clone(&loaded.state) as Arc<dyn Any + Send + Sync>;
            shard.insert(key.clone(), Slot { state, revision: loaded.revision });
        }
    }

    /// Drops a state.
    pub(super) fn forget(&self, key: &Key) {
        self.shard(key).remove(key);
    }

    /// Drops a state that does not hold the event of this revision.
    pub(super) fn forget_before(&self, key: &Key, revision: u64) {
        let mut shard = self.shard(key);
        if shard.peek(key).is_some_and(|kept| kept.revision < Some(revision)) {
            shard.remove(key);
        }
    }

    fn shard(&self, key: &Key) -> MutexGuard<'_, Shard> {
        let shard = self.hasher.hash_one(key) as usize % SHARDS;
        self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shard {
    fn peek(&self, key: &Key) -> Option<&Slot> {
        self.young.get(key).or_else(|| self.old.get(key))
    }

    fn get(&mut self, key: &Key) -> Option<Slot> {
        if let Some(slot) = self.young.get(key) {
            return Some(slot.clone());
        }
        let (key, slot) = self.old.remove_entry(key)?;
        self.insert(key, slot.clone());
        Some(slot)
    }

    fn insert(&mut self, key: Key, slot: Slot) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, slot);
    }

    fn remove(&mut self, key: &Key) {
        self.young.remove(key);
        self.old.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use domain::queue::Queue;
    use domain::{QueueId, StreamId};
    use event_store::Tenant;
    use uuid::Uuid;

    use super::*;

    fn key(number: u128) -> Key {
        Key::new(&Tenant::new("t"), StreamId::Queue(QueueId(Uuid::from_u128(number))))
    }

    fn at(revision: u64) -> Loaded<Queue> {
        Loaded { state: Arc::default(), revision: Some(revision) }
    }

    fn revision(states: &States, key: &Key) -> Option<u64> {
        states.get::<Queue>(key).and_then(|loaded| loaded.revision)
    }

    #[test]
    fn an_older_state_does_not_displace_a_later_one() {
        let states = States::new();
        states.keep(&key(1), &at(6));
        states.keep(&key(1), &at(5));
        assert_eq!(revision(&states, &key(1)), Some(6));
    }

    #[test]
    fn a_state_that_lacks_an_event_is_dropped_and_one_that_holds_it_stays() {
        let states = States::new();
        states.keep(&key(1), &at(6));
        states.forget_before(&key(1), 6);
        assert_eq!(revision(&states, &key(1)), Some(6));
        states.forget_before(&key(1), 7);
        assert_eq!(revision(&states, &key(1)), None);
    }

    #[test]
    fn what_is_used_stays_and_the_number_of_states_is_bounded() {
        let states = States::new();
        let total = 4 * SHARDS * GENERATION;
        for number in 0..total {
            states.keep(&key(number as u128), &at(0));
            assert!(states.get::<Queue>(&key(0)).is_some());
        }
        let kept = (0..total).filter(|&number| states.shard(&key(number as u128)).peek(&key(number as u128)).is_some());
        assert!(kept.count() <= 2 * SHARDS * GENERATION);
    }

    #[test]
    fn a_state_that_was_dropped_from_memory_evolves_without_a_copy() {
        let states = States::new();
        states.keep(&key(1), &at(0));
        let loaded = states.get::<Queue>(&key(1)).unwrap();
        states.forget(&key(1));
        assert_eq!(Arc::strong_count(&loaded.state), 1);
    }
}
