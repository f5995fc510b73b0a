//! Intent accuracy, calibration, out-of-scope.

mod csv;
mod sets;
mod tune;

use crate::data::Folder;

/// Measures and prints.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn run(data: &Folder) -> anyhow::Result<()> {
    tune::run(data)
}
