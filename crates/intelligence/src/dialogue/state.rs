//! The fold: what is known after a turn, from what was known before it and what the turn says.

use std::collections::BTreeMap;

use super::facts::{Act, Speaker, TurnFacts};
use super::open::Open;
use super::slot::{Slot, Status};

/// What is known of a conversation so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DialogueState {
    turns: usize,
    slots: BTreeMap<String, Slot>,
    /// The uppermost last.
    intents: Vec<String>,
    by_customer: Open,
    by_service: Open,
}

impl DialogueState {
    /// How many turns there were.
    #[must_use]
    pub const fn turns(&self) -> usize {
        self.turns
    }

    /// All slots that were ever filled or negated, by kind.
    #[must_use]
    pub const fn slots(&self) -> &BTreeMap<String, Slot> {
        &self.slots
    }

    /// What is being worked on, the latest first.
    pub fn intents(&self) -> impl Iterator<Item = &str> {
        self.intents.iter().rev().map(String::as_str)
    }

    /// What a speaker left open for the other.
    #[must_use]
    pub const fn open(&self, by: Speaker) -> &Open {
        match by {
            Speaker::Customer => &self.by_customer,
            Speaker::Service => &self.by_service,
        }
    }

    /// What is known after one more turn, by the rules of [`dialogue`](crate::dialogue).
    #[must_use]
    pub fn after(mut self, facts: &TurnFacts) -> Self {
        let meant = self.meant(facts);
        self.answer(facts, &meant);
        if facts.speaker == Speaker::Customer {
            self.fill(&meant);
            self.push_intents(&facts.intents);
        }
        self.intents.retain(|intent| !facts.done.contains(intent));
        let turn = self.turns;
        self.turns += 1;
        if let Some(open) = Open::of(facts, meant, turn) {
            *self.open_mut(facts.speaker) = open;
        }
        self
    }

    const fn open_mut(&mut self, by: Speaker) -> &mut Open {
        match by {
            Speaker::Customer => &mut self.by_customer,
            Speaker::Service => &mut self.by_service,
        }
    }

    /// The values that a turn names and means: all of them, save those that a denial names to rule them out (rule 5).
    fn meant(&self, facts: &TurnFacts) -> BTreeMap<String, String> {
        let open = self.open(other(facts.speaker));
        let ruled_out = |slot: &str, value: &str| match facts.act {
            Act::Deny => open.values.get(slot).is_some_and(|put| put == value) || self.standing(slot) == Some(value),
            Act::Inform | Act::Confirm => false,
        };
        let named = facts.last_values().into_iter().filter(|(slot, value)| !ruled_out(slot, value));
        named.map(|(slot, value)| (slot.to_owned(), value.to_owned())).collect()
    }

    /// Applies yes or no to what the other speaker left open, and closes what this turn answers by another value.
    fn answer(&mut self, facts: &TurnFacts, meant: &BTreeMap<String, String>) {
        let open = self.open_mut(other(facts.speaker));
        open.wanted.retain(|slot| !meant.contains_key(slot));
        match facts.act {
            Act::Inform => open.values.retain(|slot, _| !meant.contains_key(slot)),
            Act::Confirm => self.confirm(facts.speaker, meant),
            Act::Deny => self.deny(facts),
        }
    }

    /// Rule 4.
    fn confirm(&mut self, speaker: Speaker, meant: &BTreeMap<String, String>) {
        let (by, turn, open) = self.take_open(speaker);
        for (slot, value) in open {
            if meant.get(&slot).is_none_or(|named| *named == value) {
                self.open_mut(by).wanted.remove(&slot);
                self.set(slot, &value, by, turn, Status::Confirmed);
            }
        }
    }

    /// Rule 5.
    fn deny(&mut self, facts: &TurnFacts) {
        let (by, turn, open) = self.take_open(facts.speaker);
        for (slot, value) in open {
            if self.standing(&slot).is_none_or(|stands| stands == value) {
                self.set(slot, &value, by, turn, Status::Negated);
            }
        }
        for (slot, value) in facts.last_values() {
            if self.standing(slot) == Some(value) {
                self.set(slot.to_owned(), value, facts.speaker, self.turns, Status::Negated);
            }
        }
    }

    /// The values that are open for a speaker, who put them forward, and when; none are open afterwards.
    fn take_open(&mut self, speaker: Speaker) -> (Speaker, usize, BTreeMap<String, String>) {
        let by = other(speaker);
        let open = self.open_mut(by);
        (by, open.turn, std::mem::take(&mut open.values))
    }

    /// Puts a customer's values into their slots.
    fn fill(&mut self, meant: &BTreeMap<String, String>) {
        for (slot, value) in meant {
            let now = Slot::named(self.slots.get(slot), value, Speaker::Customer, self.turns);
            self.slots.insert(slot.clone(), now);
        }
    }

    fn set(&mut self, slot: String, value: &str, by: Speaker, turn: usize, status: Status) {
        let named = Slot::named(self.slots.get(&slot), value, by, turn);
        self.slots.insert(slot, Slot { status, ..named });
    }

    fn standing(&self, slot: &str) -> Option<&str> {
        self.slots.get(slot).and_then(Slot::standing)
    }

    fn push_intents(&mut self, intents: &[String]) {
        for intent in intents.iter().rev() {
            self.intents.retain(|below| below != intent);
            self.intents.push(intent.clone());
        }
    }
}

const fn other(speaker: Speaker) -> Speaker {
    match speaker {
        Speaker::Customer => Speaker::Service,
        Speaker::Service => Speaker::Customer,
    }
}
