//! `colloquy audit export`: everything that was sealed, in a directory.

use std::path::PathBuf;

use clap::Args;
use proofs::EVENTS;
use proofs::kit::export::{self, Step};
use serde_json::json;

use crate::cli::Call;
use crate::edge;
use crate::node::{LogUse, open_log, read_ledger};
use crate::progress::Progress;

/// Write everything that was sealed into a directory, or go on with the kit that is there.
#[derive(Args, Debug)]
pub(super) struct Export {
    /// The directory; made when it is missing. Run again after an interruption, or when the log has grown.
    #[arg(value_name = "DIR")]
    directory: PathBuf,
}

pub(super) async fn run(call: &Call, arguments: Export) -> anyhow::Result<()> {
    let log = open_log(&call.settings, LogUse::Read).await?;
    let ledger = read_ledger(&call.settings).await?;
    let what = export::Export { log: &*log.events, ledger: &*ledger, name: EVENTS, exported_at: edge::now() };
    let mut bar = Bar(None);
    let exported = proofs::kit::export(what, &arguments.directory, &mut |at| bar.set(at)).await;
    bar.finish();
    let exported = exported?;
    let (head, directory) = (exported.last.head, arguments.directory.display());
    let report = json!({
        "kit": directory.to_string(),
        "origin": exported.origin,
        "size": head.size,
        "root": head.root.to_string(),
        "kept": exported.kept,
    });
    let text = || format!("{directory}: {} events of {}, root {}", head.size, exported.origin, head.root);
    Ok(call.output.result(&report, text)?)
}

/// The bar of the step at hand.
struct Bar(Option<(Step, Progress)>);

impl Bar {
    fn set(&mut self, at: export::Progress) {
        if self.0.as_ref().is_none_or(|(step, _)| *step != at.step) {
            self.finish();
            self.0 = Some((at.step, Progress::start(name(at.step), Some(at.total))));
        }
        if let Some((_, progress)) = &mut self.0 {
            progress.set(at.done);
        }
    }

    fn finish(&mut self) {
        if let Some((_, progress)) = self.0.take() {
            progress.finish();
        }
    }
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Events => "events",
        Step::Bundles => "entries",
        Step::Tiles => "tiles",
    }
}
