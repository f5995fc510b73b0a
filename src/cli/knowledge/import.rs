//! `colloquy knowledge import`: files become articles.

use std::path::PathBuf;

use clap::Args;
use domain::{Code, Language};

use super::{Audience, Call};
use crate::exit::Stop;
use crate::import::articles::{self, Defaults, Importer, Publishing};
use crate::node::Workbench;

/// Take in a folder of Markdown and JSON files, or one file.
#[derive(Args, Debug)]
pub struct Import {
    /// The folder or file.
    path: PathBuf,
    /// The language of articles that do not say theirs [default: the one that is recognised in each, else en].
    #[arg(long, value_name = "TAG")]
    language: Option<Language>,
    /// For whom articles are that do not say.
    #[arg(long, value_enum, default_value = "agent")]
    audience: Audience,
    /// The system they come from; ids and paths are unique within it.
    #[arg(long, default_value = "files", value_name = "NAME")]
    source: Code,
    /// Leave what is new unpublished.
    #[arg(long)]
    draft: bool,
}

pub async fn run(call: &Call, import: Import) -> anyhow::Result<()> {
    let defaults = Defaults { language: import.language, audience: import.audience.into() };
    let read = articles::read(&import.path, &defaults)?;
    let Workbench { executor, tenant, .. } = Workbench::open(&call.settings).await?;
    let publishing = if import.draft { Publishing::Never } else { Publishing::AtOnce };
    let tally = Importer::new(executor, tenant, import.source, publishing).run(read).await?;
    call.output.result(&tally, || tally.text())?;
    if tally.skipped > 0 {
        return Err(Stop::findings("something was left out; see above").into());
    }
    Ok(())
}
