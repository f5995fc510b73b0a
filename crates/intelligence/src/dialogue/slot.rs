//! One slot: its value, where it comes from and how sure it is.

use super::facts::Speaker;

/// How sure a slot is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Status {
    /// A value was named.
    Filled,
    /// The other speaker said yes to it.
    Confirmed,
    /// It was said that this value is not meant.
    Negated,
}

/// What is known of a slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The value in normal form; of a negated slot the one that is not meant.
    pub value: String,
    /// How sure it is.
    pub status: Status,
    /// Who named the value.
    pub by: Speaker,
    /// The turn that named the value, from 0.
    pub turn: usize,
    /// How many other values it had before.
    pub changes: u32,
}

impl Slot {
    /// Its value, unless it is negated.
    #[must_use]
    pub fn standing(&self) -> Option<&str> {
        match self.status {
            Status::Filled | Status::Confirmed => Some(&self.value),
            Status::Negated => None,
        }
    }

    /// What a slot is after a value was named for it (rule 2).
    pub(super) fn named(before: Option<&Self>, value: &str, by: Speaker, turn: usize) -> Self {
        match before {
            Some(slot) if slot.value == value && slot.standing().is_some() => slot.clone(),
            Some(slot) => {
                let changes = slot.changes.saturating_add(u32::from(slot.value != value));
                Self { value: value.to_owned(), status: Status::Filled, by, turn, changes }
            }
            None => Self { value: value.to_owned(), status: Status::Filled, by, turn, changes: 0 },
        }
    }
}
