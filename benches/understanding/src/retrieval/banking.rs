//! Tau2 banking.
use crate::data::Folder;
/// Measures and prints.
pub fn run(_: &Folder) -> anyhow::Result<()> {
    Ok(())
}
