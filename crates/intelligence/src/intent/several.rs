//! Several intents in one turn.

use super::model::{IntentModel, Ranked};

impl IntentModel {
    /// All that a text wants, the most probable first; empty when it is out of scope.
    #[must_use]
    pub fn intents(&self, text: &str) -> Vec<Ranked<'_>> {
        self.predict(text).best().into_iter().collect()
    }
}
