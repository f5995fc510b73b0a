//! A bounded memory of what was written last.

use std::collections::HashMap;
use std::hash::Hash;
use std::mem;

/// A map that forgets the oldest half when it is full. Two generations are enough here: what is hot is written
/// again soon, and that keeps it young.
pub(crate) struct Recent<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    half: usize,
}

impl<K: Hash + Eq, V> Recent<K, V> {
    /// A memory of at most `capacity` entries.
    pub(crate) fn new(capacity: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), half: capacity.div_ceil(2).max(1) }
    }

    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.young.get(key).or_else(|| self.old.get(key))
    }

    pub(crate) fn insert(&mut self, key: K, value: V) {
        if self.young.len() >= self.half {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }

    pub(crate) fn remove(&mut self, key: &K) {
        self.young.remove(key);
        self.old.remove(key);
    }

    pub(crate) fn clear(&mut self) {
        self.young.clear();
        self.old.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_half_is_always_there() {
        let mut recent = Recent::new(10);
        for n in 0..1_000 {
            recent.insert(n, n * 2);
            for back in 0..5.min(n) {
                assert_eq!(recent.get(&(n - back)), Some(&((n - back) * 2)));
            }
        }
    }

    #[test]
    fn a_new_value_hides_the_old_one() {
        let mut recent = Recent::new(2);
        recent.insert("a", 1);
        recent.insert("b", 2);
        recent.insert("a", 3);
        assert_eq!(recent.get(&"a"), Some(&3));
    }

    #[test]
    fn what_is_removed_does_not_come_back_from_the_old() {
        let mut recent = Recent::new(2);
        recent.insert("a", 1);
        recent.insert("b", 2);
        recent.insert("a", 3);
        recent.remove(&"a");
        assert_eq!(recent.get(&"a"), None);
    }

    #[test]
    fn it_stays_bounded() {
        let mut recent = Recent::new(10);
        (0..1_000).for_each(|n| recent.insert(n, ()));
        assert!(recent.young.len() + recent.old.len() <= 10);
    }
}
