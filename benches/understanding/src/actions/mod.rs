//! Next action and task on STAR; slots on WOZ 2.0.

mod next;
mod replay;
mod slots;
mod split;
mod star;
mod task;

use crate::data::Folder;

/// Measures and prints.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn run(data: &Folder) -> anyhow::Result<()> {
    let dialogues = star::dialogues(data)?;
    let split = split::Split::of(dialogues);
    println!(
        "Seed {}: {} training, {} validation, {} test dialogues",
        split::SEED,
        split.train.len(),
        split.validation.len(),
        split.test.len()
    );
    next::run(&split)?;
    task::run(&split)?;
    slots::run(data)
}
