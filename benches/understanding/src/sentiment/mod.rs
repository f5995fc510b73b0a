//! Sentiment by language.

mod calm;
mod confusion;
mod korean;
mod own;
mod speed;

use std::path::Path;

use intelligence::sentiment::MoodReader;

use crate::data::Folder;
use own::Split;

/// Measures and prints: the development halves with what is misread in them, or the test halves.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn run(data: &Folder, test: bool) -> anyhow::Result<()> {
    let reader = MoodReader::new();
    let split = if test { Split::Test } else { Split::Dev };
    own::run(&reader, split)?;
    if split == Split::Dev {
        own::misread(&reader)?;
    } else {
        own::run(&reader, Split::Late)?;
    }
    calm::run(&reader, data, split)?;
    if split == Split::Dev {
        calm::alarms(&reader, data, 12)?;
    }
    korean::run(data, split)?;
    speed::run(&reader)
}

/// Measures Korean on each tenth of the films.
///
/// # Errors
/// When its data set is missing.
pub fn tenths(data: &Folder) -> anyhow::Result<()> {
    korean::tenths(data)
}

/// Trains the Korean model and writes it.
///
/// # Errors
/// When its data set is missing or the file cannot be written.
pub fn write_korean(data: &Folder, path: &Path) -> anyhow::Result<()> {
    korean::write(data, path)
}
