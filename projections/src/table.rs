//! The rows of a table that a batch touches, in memory.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::Error;
use crate::answer::Answer;
use crate::engine::{Changes, Wanted};
use crate::row::{Key, Row, TableSpec};

/// Rows of one table: loaded when touched, kept while they are hot, written back when they changed.
#[derive(Debug)]
pub struct Table<R: Row> {
    slots: HashMap<R::Key, Slot<R>>,
    /// The prefixes all of whose rows are in memory.
    known: HashSet<R::Prefix>,
    wanted: BTreeSet<R::Prefix>,
    dirty: Vec<R::Key>,
}

#[derive(Debug)]
struct Slot<R> {
    row: Option<R>,
    dirty: bool,
}

impl<R: Row> Default for Table<R> {
    fn default() -> Self {
        Self { slots: HashMap::new(), known: HashSet::new(), wanted: BTreeSet::new(), dirty: Vec::new() }
    }
}

impl<R: Row> Table<R> {
    /// Asks for the rows of a prefix.
    pub fn want(&mut self, prefix: R::Prefix) {
        if !self.known.contains(&prefix) {
            self.wanted.insert(prefix);
        }
    }

    /// Says that the table has no rows of a prefix, so that nobody looks.
    pub fn is_new(&mut self, prefix: R::Prefix) {
        self.known.insert(prefix);
    }

    /// The row of a key.
    #[must_use]
    pub fn get(&self, key: &R::Key) -> Option<&R> {
        self.check_known(key);
        self.slots.get(key).and_then(|slot| slot.row.as_ref())
    }

    /// The row of a key, to change it.
    pub fn get_mut(&mut self, key: &R::Key) -> Option<&mut R> {
        self.check_known(key);
        let slot = self.slots.get_mut(key).filter(|slot| slot.row.is_some())?;
        note(slot, key, &mut self.dirty);
        slot.row.as_mut()
    }

    /// The row of a key, to change it; made when there is none.
    pub fn get_or_insert(&mut self, key: &R::Key, make: impl FnOnce() -> R) -> &mut R {
        self.check_known(key);
        let slot = self.slots.entry(key.clone()).or_insert(Slot { row: None, dirty: false });
        note(slot, key, &mut self.dirty);
        slot.row.get_or_insert_with(make)
    }

    /// Puts a row, whether there was one of its key or not.
    pub fn put(&mut self, row: R) {
        self.set(row.key(), Some(row));
    }

    /// Removes the row of a key, whether there was one or not.
    pub fn remove(&mut self, key: R::Key) {
        self.set(key, None);
    }

    fn set(&mut self, key: R::Key, row: Option<R>) {
        match self.slots.entry(key) {
            Entry::Occupied(mut entry) => {
                let key = entry.key().clone();
                let slot = entry.get_mut();
                slot.row = row;
                note(slot, &key, &mut self.dirty);
            }
            Entry::Vacant(entry) => {
                self.dirty.push(entry.key().clone());
                entry.insert(Slot { row, dirty: true });
            }
        }
    }

    /// A view that reads what it did not ask for would take "not loaded" for "not there" and write nonsense.
    fn check_known(&self, key: &R::Key) {
        let known = self.slots.contains_key(key) || self.known.contains(&R::prefix(key));
        assert!(known, "a view asks for a row in touch before it reads it in apply: {}", R::SPEC.name);
    }
}

fn note<R, K: Clone>(slot: &mut Slot<R>, key: &K, dirty: &mut Vec<K>) {
    if !slot.dirty {
        slot.dirty = true;
        dirty.push(key.clone());
    }
}

/// A table whatever its rows are.
pub trait AnyTable: Send {
    /// The table.
    fn spec(&self) -> &'static TableSpec;

    /// What is to be loaded, if anything.
    fn take_wanted(&mut self, generation: u32) -> Option<Wanted>;

    /// Takes in what was loaded.
    ///
    /// # Errors
    /// [`Error::Corrupt`].
    fn fill(&mut self, found: &Answer) -> Result<(), Error>;

    /// What is to be written, if anything, in the order of the keys.
    fn changes(&self, generation: u32) -> Option<Changes>;

    /// Says that what was to be written is written, and lets go of rows when they are too many.
    fn settle(&mut self);

    /// Forgets everything.
    fn clear(&mut self);
}

impl<R: Row> AnyTable for Table<R> {
    fn spec(&self) -> &'static TableSpec {
        R::SPEC_REF
    }

    fn take_wanted(&mut self, generation: u32) -> Option<Wanted> {
        if self.wanted.is_empty() {
            return None;
        }
        let prefixes = std::mem::take(&mut self.wanted);
        let wanted = Wanted { spec: R::SPEC_REF, generation, prefixes: prefixes.iter().map(Key::values).collect() };
        self.known.extend(prefixes);
        Some(wanted)
    }

    fn fill(&mut self, found: &Answer) -> Result<(), Error> {
        for cells in found.rows() {
            let row = R::from_cells(cells)?;
            self.slots.entry(row.key()).or_insert(Slot { row: Some(row), dirty: false });
        }
        Ok(())
    }

    fn changes(&self, generation: u32) -> Option<Changes> {
        if self.dirty.is_empty() {
            return None;
        }
        let mut keys: Vec<_> = self.dirty.iter().collect();
        keys.sort_unstable();
        let mut changes = Changes { spec: R::SPEC_REF, generation, upserts: Vec::new(), deletes: Vec::new() };
        for key in keys {
            match self.slots.get(key).and_then(|slot| slot.row.as_ref()) {
                Some(row) => changes.upserts.push(row.values()),
                None => changes.deletes.push(key.values()),
            }
        }
        Some(changes)
    }

    fn settle(&mut self) {
        if self.slots.len().max(self.known.len()) > R::KEEP {
            self.clear();
        }
        for key in self.dirty.drain(..) {
            if let Some(slot) = self.slots.get_mut(&key) {
                slot.dirty = false;
            }
        }
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}
