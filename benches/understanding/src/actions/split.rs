//! Our own split of STAR by dialogue.

use super::star::Dialogue;

/// The seed of the split.
pub const SEED: u64 = 4;

/// Into how many parts dialogues are split.
pub const FOLDS: u64 = 10;

/// Dialogues to train on, to choose settings on, and to report.
#[derive(Default)]
pub struct Split {
    pub train: Vec<Dialogue>,
    pub validation: Vec<Dialogue>,
    pub test: Vec<Dialogue>,
}

impl Split {
    /// 80, 10 and 10 of 100 dialogues, by a hash of the seed and the dialogue's number.
    pub fn of(dialogues: Vec<Dialogue>) -> Self {
        let mut split = Self::default();
        for dialogue in dialogues {
            match fold(&dialogue) {
                0..8 => split.train.push(dialogue),
                8 => split.validation.push(dialogue),
                _ => split.test.push(dialogue),
            }
        }
        split
    }
}

/// The part that a dialogue belongs to.
pub fn fold(dialogue: &Dialogue) -> u64 {
    spread(SEED.wrapping_mul(1 << 32) ^ dialogue.id) % FOLDS
}

/// `SplitMix64`'s finaliser.
const fn spread(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
