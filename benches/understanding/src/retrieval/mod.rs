//! Retrieval from knowledge: does the article that answers come first?

mod banking;
mod faq;
mod measures;
mod mentions;
mod shelf;

use intelligence::search::Weights;

use crate::data::Folder;

/// Decides which half of a set a dialogue is in: the one that weights were chosen on, or the one that is reported.
const SEED: u64 = 4;

/// Measures and prints.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn run(data: &Folder, finding: Option<usize>) -> anyhow::Result<()> {
    let usual = Weights::default();
    let weights = Weights { finding: finding.unwrap_or(usual.finding), ..usual };
    println!("retrieval: seed {SEED}; weights were chosen on the tuning half, the reported half is the figure");
    faq::run(data, weights)?;
    banking::run(data, weights)?;
    shelf::run(weights)
}

/// Whether something is in the half to tune on: by the seeded FNV-1a hash of its name.
fn is_for_tuning(name: &str) -> bool {
    let start = 0xcbf2_9ce4_8422_2325 ^ SEED;
    let hash = name.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 32)).count_ones() % 2 == 0
}
