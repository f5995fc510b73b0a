//! What one turn says, as far as the state of the dialogue depends on it.

use std::collections::BTreeMap;

/// Who speaks in a turn.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Speaker {
    /// Who wants something.
    Customer,
    /// An agent or the assistant.
    Service,
}

/// What a turn does with what was said before.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Act {
    /// States or asks something, without answering yes or no.
    #[default]
    Inform,
    /// Says yes.
    Confirm,
    /// Says no.
    Deny,
}

/// A value for a slot, in normal form: two values are the same when their texts are.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SlotValue {
    /// The kind of slot: `date`, `order`, `amount`.
    pub slot: String,
    /// The value in normal form: `2026-06-05`.
    pub value: String,
}

/// What one turn says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TurnFacts {
    /// Who speaks.
    pub speaker: Speaker,
    /// Whether it says yes, no or neither.
    pub act: Act,
    /// What the speaker wants, the most important first.
    pub intents: Vec<String>,
    /// The values that are named, in their order.
    pub values: Vec<SlotValue>,
    /// The slots that the speaker wants to know.
    pub wanted: Vec<String>,
    /// The intents that this turn brings to an end.
    pub done: Vec<String>,
}

impl TurnFacts {
    /// A turn of which nothing is known yet but who speaks and whether it says yes or no.
    #[must_use]
    pub const fn new(speaker: Speaker, act: Act) -> Self {
        Self { speaker, act, intents: Vec::new(), values: Vec::new(), wanted: Vec::new(), done: Vec::new() }
    }

    /// The same turn, which also wants something.
    #[must_use]
    pub fn intent(mut self, intent: impl Into<String>) -> Self {
        self.intents.push(intent.into());
        self
    }

    /// The same turn, which also names a value.
    #[must_use]
    pub fn value(mut self, slot: impl Into<String>, value: impl Into<String>) -> Self {
        self.values.push(SlotValue { slot: slot.into(), value: value.into() });
        self
    }

    /// The same turn, which also asks for a slot.
    #[must_use]
    pub fn wants(mut self, slot: impl Into<String>) -> Self {
        self.wanted.push(slot.into());
        self
    }

    /// The same turn, which also brings an intent to its end.
    #[must_use]
    pub fn done(mut self, intent: impl Into<String>) -> Self {
        self.done.push(intent.into());
        self
    }

    /// Its values by slot: the last of each counts.
    pub(super) fn last_values(&self) -> BTreeMap<&str, &str> {
        self.values.iter().map(|named| (named.slot.as_str(), named.value.as_str())).collect()
    }
}
