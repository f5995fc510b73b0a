//! How vectors of words are learned.

/// How vectors of words are learned. The defaults did best on a fifth of BANKING77's training texts and on HWU64's validation
/// split, taught by ten texts for each intent and, without labels, by the other public sets.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// How many numbers a vector has.
    pub dimensions: usize,
    /// How many words to each side are a word's company.
    pub window: usize,
    /// By how many voices a word must be said to count: what one person alone says, such as their name, is nobody else's word.
    pub fewest_voices: u32,
    /// How many words count, the most frequent.
    pub most_words: usize,
    /// How often the greatest factors are sharpened; more takes longer and changes little.
    pub rounds: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { dimensions: 100, window: 8, fewest_voices: 3, most_words: 10_000, rounds: 3 }
    }
}
