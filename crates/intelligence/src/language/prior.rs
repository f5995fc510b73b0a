//! What earlier turns and declared preferences make likely.

use super::detection::Detection;
use super::tag::Language;

/// How much of what was known counts one turn later: customers do change the language, seldom.
const KEPT: f32 = 0.8;

/// Turns that a declared preference counts as.
const DECLARED: f32 = 2.0;

/// Turns of each language that everyone begins with.
const BEGINNING: f64 = 0.05;

/// What makes a language likely before a turn is read: a pure fold over the turns of a conversation.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Prior {
    turns: [f32; Language::ALL.len()],
}

impl Prior {
    /// A customer who said which language to use.
    #[must_use]
    pub fn declared(language: Language) -> Self {
        let mut prior = Self::default();
        prior.turns[language as usize] = DECLARED;
        prior
    }

    /// With so many more turns of a language, each as much as it was sure.
    #[must_use]
    pub fn with(mut self, language: Language, turns: f32) -> Self {
        self.turns[language as usize] += turns.max(0.0);
        self
    }

    /// What is likely after a turn.
    #[must_use]
    pub fn after(mut self, turn: &Detection) -> Self {
        if turn.language.is_some() {
            self.turns.iter_mut().for_each(|turns| *turns *= KEPT);
            for (language, likely) in &turn.ranked {
                self.turns[*language as usize] += likely;
            }
        }
        self
    }

    /// How likely a language is, before the turn is read: all add up to one.
    #[must_use]
    pub fn chance(&self, language: Language) -> f64 {
        let turns = |language: Language| f64::from(self.turns[language as usize]) + BEGINNING;
        turns(language) / Language::ALL.into_iter().map(turns).sum::<f64>()
    }
}
