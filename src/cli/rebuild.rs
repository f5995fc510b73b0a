//! `colloquy rebuild`: builds views anew from the log, beside those that are read meanwhile, and the search index.

use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use event_store::EventStore;
use projections::Projections;
use serde_json::json;

use super::Call;
use crate::exit::Stop;
use crate::node::{LogUse, open_encoding, open_log, open_read_model};
use crate::output::say;
use crate::progress::Progress;

/// The name of the search index among those of the views.
const SEARCH: &str = "search";

/// Build views and the search index anew from the log.
#[derive(Args, Debug)]
pub struct Rebuild {
    /// Which views, or `search`; all of them when none is named.
    #[arg(value_name = "VIEW")]
    views: Vec<String>,
}

impl Rebuild {
    fn names(&self) -> Result<Vec<&'static str>, Stop> {
        let known: Vec<_> = projections::views::all().iter().map(|view| view.name()).chain([SEARCH]).collect();
        let find = |wanted: &String| {
            let missing = || Stop::not_found(format!("there is no view {wanted}; there are {}", known.join(", ")));
            known.iter().find(|name| *name == wanted).copied().ok_or_else(missing)
        };
        if self.views.is_empty() { Ok(known) } else { self.views.iter().map(find).collect() }
    }
}

pub async fn run(call: &Call, rebuild: Rebuild) -> anyhow::Result<()> {
    let mut names = rebuild.names()?;
    let log = open_log(&call.settings, LogUse::Read).await?;
    let head = log.events.head().await?;
    let views: Vec<_> = names.iter().copied().filter(|name| *name != SEARCH).collect();
    if !views.is_empty() {
        build_views(call, &log.events, &views, head).await?;
    }
    let by_name = !rebuild.views.is_empty();
    if names.contains(&SEARCH) && !fill_search(call, &log.events, head, by_name).await? {
        names.retain(|name| *name != SEARCH);
    }
    Ok(call.output.result(&json!({"rebuilt": names, "position": head}), || format!("rebuilt {}", names.join(", ")))?)
}

async fn build_views(call: &Call, log: &Arc<dyn EventStore>, names: &[&'static str], head: u64) -> anyhow::Result<()> {
    let projections = Projections::new(open_read_model(&call.settings).await?, Arc::clone(log));
    let mut progress = Progress::start("events", Some(head));
    projections.prepare(&mut |at| progress.set(at.position)).await?;
    projections.rebuild(names, &mut |at| progress.set(at.position)).await?;
    progress.finish();
    Ok(())
}

/// Whether it was filled. While a server has it open it is left to the server, unless it was asked for by name.
async fn fill_search(call: &Call, log: &Arc<dyn EventStore>, head: u64, by_name: bool) -> anyhow::Result<bool> {
    let mut progress = Progress::start("events into the search index", Some(head));
    let encoding = open_encoding(&call.settings, None)?;
    let filled =
        knowledge::rebuild(log, &call.settings.search_directory(), &encoding, &mut |at| progress.set(at)).await;
    progress.finish();
    match filled {
        Ok(_) => Ok(true),
        Err(error) if error.is_busy() && !by_name => {
            say("the search index is left as it is: a server has it open");
            Ok(false)
        }
        Err(error) => Err(error).context("the search index cannot be rebuilt; if a server has it open, stop it first"),
    }
}
