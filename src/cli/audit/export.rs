//! `colloquy audit export`.

use std::path::PathBuf;

use clap::Args;
use proofs::EVENTS;
use proofs::kit::export::{self, Step};
use serde_json::json;

use crate::cli::Call;
use crate::edge;
use crate::node::{LogUse, open_log, read_ledger};
use crate::progress::Progress;

/// Write a kit with everything up to the last checkpoint, of all tenants; or go on with one that is there.
#[derive(Args, Debug)]
pub struct Export {
    /// The directory of the kit; made when it is missing.
    directory: PathBuf,
}

pub async fn run(call: &Call, export: Export) -> anyhow::Result<()> {
    let log = open_log(&call.settings, LogUse::Read).await?.events;
    let ledger = read_ledger(&call.settings).await?;
    let what = export::Export { log: &*log, ledger: &*ledger, name: EVENTS, exported_at: edge::now() };
    let mut shown: Option<(Step, Progress)> = None;
    let exported = export::export(what, &export.directory, &mut |at| {
        if shown.as_ref().is_none_or(|(step, _)| *step != at.step)
            && let Some((_, over)) = shown.replace((at.step, Progress::start(name(at.step), Some(at.total))))
        {
            over.finish();
        }
        if let Some((_, progress)) = &mut shown {
            progress.set(at.done);
        }
    })
    .await?;
    if let Some((_, progress)) = shown {
        progress.finish();
    }
    let (head, directory) = (exported.last.head, export.directory.display());
    let report = json!({
        "origin": exported.origin, "size": head.size.to_string(), "root": head.root.to_base64(),
        "kept": exported.kept, "directory": directory.to_string(),
    });
    let text = || {
        format!(
            "{directory}: {} events of {}, {} of them kept from before\nhand the public key over apart: `colloquy ledger key`",
            head.size, exported.origin, exported.kept
        )
    };
    Ok(call.output.result(&report, text)?)
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Events => "events",
        Step::Bundles => "bundles of entries",
        Step::Tiles => "tiles",
    }
}
