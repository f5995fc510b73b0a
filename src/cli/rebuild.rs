//! `colloquy rebuild`: builds views anew from the log, beside those that are read meanwhile.

use clap::Args;
use projections::Projections;
use serde_json::json;

use super::Call;
use crate::exit::Stop;
use crate::node::{LogUse, open_log, open_read_model};
use crate::progress::Progress;

/// Build views anew from the log.
#[derive(Args, Debug)]
pub struct Rebuild {
    /// Which; all of them when none is named.
    #[arg(value_name = "VIEW")]
    views: Vec<String>,
}

impl Rebuild {
    fn names(&self) -> Result<Vec<&'static str>, Stop> {
        let known: Vec<_> = projections::views::all().iter().map(|view| view.name()).collect();
        let find = |wanted: &String| {
            let missing = || Stop::not_found(format!("there is no view {wanted}; there are {}", known.join(", ")));
            known.iter().find(|name| *name == wanted).copied().ok_or_else(missing)
        };
        if self.views.is_empty() { Ok(known) } else { self.views.iter().map(find).collect() }
    }
}

pub async fn run(call: &Call, rebuild: Rebuild) -> anyhow::Result<()> {
    let names = rebuild.names()?;
    let log = open_log(&call.settings, LogUse::Read).await?;
    let head = log.events.head().await?;
    let projections = Projections::new(open_read_model(&call.settings).await?, log.events);
    let mut progress = Progress::start("events", Some(head));
    projections.prepare(&mut |at| progress.set(at.position)).await?;
    projections.rebuild(&names, &mut |at| progress.set(at.position)).await?;
    progress.finish();
    Ok(call.output.result(&json!({"rebuilt": names, "position": head}), || format!("rebuilt {}", names.join(", ")))?)
}
