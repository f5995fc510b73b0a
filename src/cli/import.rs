//! `colloquy import`: what happened elsewhere becomes events.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use domain::Code;
use tokio::sync::mpsc;

use super::Call;
use crate::exit::Stop;
use crate::import::{self, Digests, Planned, Target, VaultDigests};
use crate::node::Workbench;

/// Take in what happened elsewhere.
#[derive(Args, Debug)]
pub struct Import {
    #[command(subcommand)]
    source: Source,
    /// How many conversations are taken in at once.
    #[arg(long, global = true, default_value_t = 64, value_name = "COUNT")]
    parallel: usize,
    /// Stop at the first line or file that cannot be read.
    #[arg(long, global = true)]
    strict: bool,
}

#[derive(Subcommand, Debug)]
enum Source {
    /// The dialogues of STAR: its `.tar.xz`, or a folder of its JSON files.
    Star {
        /// The archive or folder.
        path: PathBuf,
    },
    /// Conversations as JSON lines.
    Jsonl {
        /// The file; `-` reads standard input.
        path: PathBuf,
        /// The system they come from; ids are unique within it.
        #[arg(long, default_value = "jsonl", value_name = "NAME")]
        source: Code,
    },
}

impl Source {
    fn plans(self, digests: Arc<dyn Digests>) -> anyhow::Result<mpsc::Receiver<Planned>> {
        match self {
            Self::Star { path } => import::star::plans(&path, digests),
            Self::Jsonl { path, source } => import::jsonl::plans(&path, source, digests),
        }
    }
}

pub async fn run(call: &Call, import: Import) -> anyhow::Result<()> {
    let Workbench { executor, tenant, .. } = Workbench::open(&call.settings).await?;
    let digests = Arc::new(VaultDigests { vault: executor.vault().clone(), tenant: tenant.to_string() });
    let plans = import.source.plans(digests)?;
    let target = Target { executor, tenant, parallel: import.parallel, strict: import.strict };
    let tally = import::run(target, plans).await?;
    call.output.result(&tally, || tally.text())?;
    if tally.is_incomplete() {
        return Err(Stop::findings("something was left out; see above").into());
    }
    Ok(())
}
