//! Sharing of strings that repeat from event to event: tenants, types, actors.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

const SLOTS: usize = 256;

/// A bounded set of shared strings. A string that falls into a taken slot takes it over, so the set never grows
/// and needs no eviction.
pub(crate) struct Interner {
    slots: Vec<Option<Arc<str>>>,
}

impl Interner {
    pub(crate) fn new() -> Self {
        Self { slots: vec![None; SLOTS] }
    }

    /// The shared string equal to `text`.
    pub(crate) fn share(&mut self, text: &str) -> Arc<str> {
        let slot = &mut self.slots[slot_of(text)];
        match slot {
            Some(shared) if &**shared == text => Arc::clone(shared),
            Some(_) | None => Arc::clone(slot.insert(text.into())),
        }
    }
}

fn slot_of(text: &str) -> usize {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    (hasher.finish() % SLOTS as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_strings_share_one_allocation() {
        let mut interner = Interner::new();
        let first = interner.share("acme");
        assert!(Arc::ptr_eq(&first, &interner.share("acme")));
    }

    #[test]
    fn any_number_of_strings_come_back_right() {
        let mut interner = Interner::new();
        for n in 0..10 * SLOTS {
            assert_eq!(*interner.share(&n.to_string()), *n.to_string());
        }
    }
}
