//! How a model is trained.

use serde::{Deserialize, Serialize};

use crate::text::Grams;

/// How a model is trained. The defaults did best over all sets together on what they were not trained on: CLINC150's and
/// HWU64's validation splits, `MultiDoGO`'s dev splits, a fifth of BANKING77's training texts, the folds of xSID's 300.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Settings {
    /// Which n-grams describe a text.
    pub grams: Grams,
    /// In how many training texts an n-gram must occur to count.
    pub fewest_texts: u32,
    /// How much n-grams of characters weigh against those of words, from 0 to 1.
    pub characters_share: f32,
    /// Whether a label's name, spelled as words, is a training text of its own: names usually say what is meant.
    pub learn_names: bool,
    /// What a training text on the wrong side of the margin costs, against the length of the weights (LIBLINEAR's C).
    pub cost: f32,
    /// How many times more a text of the label itself costs than one of the rest.
    pub own_cost: f32,
    /// The most rounds over the training texts.
    pub rounds: usize,
    /// Training ends when no weight of a text changed by more than this in a round.
    pub tolerance: f32,
    /// Into how many parts training texts are split to learn probabilities from texts that were not trained on; few texts
    /// are split into up to ten, so that those who judge them are not much worse than the model. Below 2, nothing is
    /// learned: confidences are then a guess and no text is out of scope.
    pub folds: usize,
    /// The most bytes that the weights take, each counted with its label; the smallest are dropped until they fit.
    pub most_bytes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            grams: Grams { words: 2, characters: (2, 5), pairs: 0 },
            fewest_texts: 1,
            characters_share: 0.3,
            learn_names: true,
            cost: 0.7,
            own_cost: 5.0,
            rounds: 20,
            tolerance: 0.02,
            folds: 3,
            most_bytes: 9_000_000,
        }
    }
}

impl Settings {
    /// Into how many parts so many texts are split.
    pub(super) fn folds_of(&self, texts: usize) -> usize {
        if self.folds < 2 { 0 } else { self.folds.max((20_000 / texts.max(1)).min(10)) }
    }
}
