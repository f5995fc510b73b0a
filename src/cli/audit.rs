//! `colloquy audit`: takes the log to an auditor, and checks what was taken.

mod compare;
mod export;
mod replay;
mod trust;
mod verify;
mod views;

use clap::{Args, Subcommand};

use super::Call;

/// Take the log to an auditor, and check what was taken.
#[derive(Args, Debug)]
pub struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Write a kit: events, checkpoints, tiles; or go on with one that is there.
    Export(export::Export),
    /// Check a kit, or a server, against the public keys that were handed over apart.
    Verify(verify::Verify),
    /// Print the rows of the live views, to compare them with what a kit folds into.
    Views(views::Views),
    /// Fold a kit into views, and print their rows or compare them with those of the live ones.
    Replay(replay::Replay),
    /// Tell the first difference of two kits.
    Diff(compare::Diff),
}

pub async fn run(call: &Call, audit: Audit) -> anyhow::Result<()> {
    match audit.what {
        What::Export(export) => export::run(call, export).await,
        What::Verify(verify) => verify::run(call, verify).await,
        What::Views(views) => views::run(call, views).await,
        What::Replay(replay) => replay::run(call, replay).await,
        What::Diff(diff) => compare::run(call, diff).await,
    }
}
