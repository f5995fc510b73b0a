//! Which slots an intent needs before it can be carried out.

use super::slot::Slot;
use super::state::DialogueState;

/// The slots that an intent needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// The intent.
    pub intent: String,
    /// The slots, in the order in which they are asked for.
    pub required: Vec<String>,
}

impl Form {
    /// The slots that have no value yet, or only a negated one, in the form's order.
    pub fn missing<'a>(&'a self, state: &'a DialogueState) -> impl Iterator<Item = &'a str> {
        let stands = |slot: &str| state.slots().get(slot).and_then(Slot::standing).is_some();
        self.required.iter().map(String::as_str).filter(move |slot| !stands(slot))
    }
}

impl DialogueState {
    /// The form of the uppermost intent that has one, and the first slot it misses; no slot when it is complete.
    #[must_use]
    pub fn next_missing<'a>(&'a self, forms: &'a [Form]) -> Option<(&'a Form, Option<&'a str>)> {
        let form = self.intents().find_map(|intent| forms.iter().find(|form| form.intent == intent))?;
        Some((form, form.missing(self).next()))
    }
}
