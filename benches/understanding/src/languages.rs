//! Language identification.

use crate::data::Folder;

/// Measures and prints.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn run(_: &Folder) -> anyhow::Result<()> {
    anyhow::bail!("not measured yet")
}
