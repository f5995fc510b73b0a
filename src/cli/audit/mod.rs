//! `colloquy audit`: the auditor's kit, and what can be done with it far from any server.

mod diff;
mod export;
mod keys;
mod replay;
mod verify;
mod views;

use clap::{Args, Subcommand};

use super::Call;

/// Take the log to an auditor; verify, replay and compare what was taken.
#[derive(Args, Debug)]
pub struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Write everything that was sealed into a directory, or go on with the kit that is there.
    Export(export::Export),
    /// Rebuild the tree from the events of a kit or of a server, and check all that was published and signed.
    Verify(verify::Verify),
    /// Fold the events of a kit into views; print them, or compare them with those that were shown.
    Replay(replay::Replay),
    /// Print what the live views hold, and at which position.
    Views,
    /// Name the first difference of two kits.
    Diff(diff::Diff),
}

pub async fn run(call: &Call, audit: Audit) -> anyhow::Result<()> {
    match audit.what {
        What::Export(export) => export::run(call, export).await,
        What::Verify(verify) => verify::run(call, verify).await,
        What::Replay(replay) => replay::run(call, replay).await,
        What::Views => views::run(call).await,
        What::Diff(diff) => diff::run(call, diff).await,
    }
}
