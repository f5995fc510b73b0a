//! `colloquy audit export`.

use std::path::PathBuf;

use clap::Args;
use event_store::EventStore;
use proofs::kit::Code;
use proofs::kit::export::{self, ExportError, Step};
use proofs::{EVENTS, LedgerStore, tail};
use serde_json::json;

use crate::cli::Call;
use crate::edge;
use crate::exit::Stop;
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
    .await;
    let exported = match exported {
        Err(ExportError::Missing(position)) => {
            let first = first_difference(&*log, &*ledger).await?;
            return missing(call, first.map_or(position, |first| first.min(position)));
        }
        exported => exported?,
    };
    if let Some((_, progress)) = shown {
        progress.finish();
    }
    let (head, directory) = (exported.last.head, export.directory.display());
    let behind = log.head().await?.saturating_sub(head.size);
    let report = json!({
        "origin": exported.origin, "size": head.size.to_string(), "root": head.root.to_base64(),
        "kept": exported.kept, "notSealed": behind, "directory": directory.to_string(),
    });
    let text = || {
        let missing = match behind {
            0 => String::new(),
            behind => format!(
                "\nnot in it: {behind} later events that are not sealed yet; a server does that within a second, so start one if none runs, and export again"
            ),
        };
        format!(
            "{directory}: {} events of {}, {} of them kept from before{missing}\nhand the public key over apart: `colloquy ledger key`",
            head.size, exported.origin, exported.kept
        )
    };
    Ok(call.output.result(&report, text)?)
}

/// Where the log departs first from what was sealed: that something is missing may show further on.
async fn first_difference(log: &dyn EventStore, ledger: &dyn LedgerStore) -> anyhow::Result<Option<u64>> {
    match ledger.last(EVENTS).await? {
        Some(last) => Ok(tail::first_difference(log, ledger, &last, last.head.size).await?),
        None => Ok(None),
    }
}

/// What is not there cannot be exported, which is a finding like any other.
fn missing(call: &Call, position: u64) -> anyhow::Result<()> {
    let fault = Code::MissingEvent;
    let report =
        json!({"exported": false, "fault": fault.name(), "exit": fault.exit(), "position": position.to_string()});
    call.output.result(&report, || format!("NOT exported: {}\nat        position {position}", fault.title()))?;
    Err(Stop::verdict(fault, "not exported").into())
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Events => "events",
        Step::Bundles => "bundles of entries",
        Step::Tiles => "tiles",
    }
}
