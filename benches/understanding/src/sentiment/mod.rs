//! Sentiment by language.

mod confusion;
mod own;
mod speed;

use intelligence::sentiment::MoodReader;

use crate::data::Folder;

/// Measures and prints.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn run(_: &Folder) -> anyhow::Result<()> {
    let reader = MoodReader::new();
    own::run(&reader, own::Split::Dev)?;
    own::misread(&reader)?;
    speed::run(&reader)
}
