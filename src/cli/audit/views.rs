//! `colloquy audit views`: what the live views hold, with the position at which they hold it.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek as _, Write};

use clap::Args;
use event_store::Position;
use projections::{Projections, ReadModel, ViewState};
use serde_json::{Value, json};

use crate::cli::Call;
use crate::exit::Stop;
use crate::node::{LogUse, Part, open_log, open_read_model};

/// How often the views are read before it is said that they do not stand still.
const ATTEMPTS: usize = 5;

/// Print every row of every live view as JSON, first the position at which they stand.
#[derive(Args, Debug)]
pub struct Views {}

pub async fn run(call: &Call, _: Views) -> anyhow::Result<()> {
    let mut rows = BufReader::new(of_live_views(call).await?);
    let mut out = io::stdout().lock();
    io::copy(&mut rows, &mut out)?;
    Ok(out.flush()?)
}

/// What the live views hold, as a file that has no name: it may be more than memory takes.
///
/// # Errors
/// When there are none, or they do not stand still.
pub(super) async fn of_live_views(call: &Call) -> anyhow::Result<File> {
    if !Part::Views.is_there(&call.settings).await? {
        anyhow::bail!(Stop::not_found("there are no views yet"));
    }
    let log = open_log(&call.settings, LogUse::Read).await?;
    let projections = Projections::new(open_read_model(&call.settings).await?, log.events);
    for _ in 0..ATTEMPTS {
        let Some(before) = standing(&projections).await? else { continue };
        let mut file = tempfile::tempfile()?;
        dump(&**projections.model(), before, &mut BufWriter::new(&file)).await?;
        if standing(&projections).await? == Some(before) {
            file.rewind()?;
            return Ok(file);
        }
    }
    anyhow::bail!("the views went on while they were read; try again, or while nobody writes")
}

/// The position at which all views stand; nothing while they differ.
async fn standing(projections: &Projections) -> anyhow::Result<Option<Position>> {
    let views = projections.status().await?;
    if let Some(stopped) = views.iter().find(|view| view.state == ViewState::Stopped) {
        anyhow::bail!(Stop::findings(format!("the view {} has stopped; `colloquy status` says why", stopped.name)));
    }
    let first = views.first().map(|view| view.position);
    Ok(first.filter(|first| views.iter().all(|view| view.position == *first)))
}

/// Writes the rows of all views, one line of JSON each, below a heading with the position.
///
/// # Errors
/// When the views cannot be read, or nothing can be written.
pub(super) async fn dump(
    model: &dyn ReadModel,
    position: Position,
    out: &mut (dyn Write + Send),
) -> anyhow::Result<()> {
    let mut written = writeln!(out, "{}", json!({ "position": position }));
    for view in projections::views::all().iter().map(|view| view.name()) {
        let mut line = |row: &str| {
            if written.is_ok() {
                written = writeln!(out, "{{\"view\":\"{view}\",{}", &row[1..]);
            }
        };
        projections::dump(model, view, &mut line).await?;
    }
    written?;
    Ok(out.flush()?)
}

/// The position that the heading of a dump says.
pub(super) fn heading(line: &str) -> Option<Position> {
    serde_json::from_str::<Value>(line).ok()?["position"].as_u64()
}
