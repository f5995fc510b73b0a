//! What a speaker has put forward and the other has not answered.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::TurnFacts;

/// What a speaker left open.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Open {
    /// Values put forward, by slot: "yes" and "no" answer these.
    pub values: BTreeMap<String, String>,
    /// Slots that the speaker wants to know.
    pub wanted: BTreeSet<String>,
    /// The turn that put them forward, from 0.
    pub turn: usize,
}

impl Open {
    /// What a turn puts forward; nothing when it names no value that it means and asks for no slot.
    pub(super) fn of(facts: &TurnFacts, meant: BTreeMap<String, String>, turn: usize) -> Option<Self> {
        let wanted: BTreeSet<String> = facts.wanted.iter().cloned().collect();
        (!meant.is_empty() || !wanted.is_empty()).then_some(Self { values: meant, wanted, turn })
    }
}
