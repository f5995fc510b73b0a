//! `colloquy audit replay` and `colloquy audit views`: what the screens showed, tied to what was proven.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use event_store::EventStore;
use projections::{Projections, ReadModel, SqliteReadModel, ViewState, dump};
use proofs::kit::KitEventStore;
use serde_json::{Value, json};

use crate::cli::Call;
use crate::exit::Stop;
use crate::node::{LogUse, open_log, open_read_model};
use crate::output::Output;
use crate::progress::Progress;

/// Fold a kit into views. Verify the kit first: folding believes it.
#[derive(Args, Debug)]
pub struct Replay {
    /// The directory of the kit.
    kit: PathBuf,
    /// Compare with this file, which `colloquy audit views` wrote; otherwise the rows are printed.
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
}

/// Print every row of every live view as JSON, first the position at which they stand.
#[derive(Args, Debug)]
pub struct Views {}

pub async fn views(call: &Call, _: Views) -> anyhow::Result<()> {
    let log = open_log(&call.settings, LogUse::Read).await?.events;
    let model = open_read_model(&call.settings).await?;
    let before = standing(&model, &log).await?;
    let rows = rows(&*model).await?;
    if standing(&model, &log).await? != before {
        anyhow::bail!("the views went on while they were read; try again, or while nobody writes");
    }
    Ok(Output::lines(std::iter::once(heading(before)).chain(rows))?)
}

pub async fn run(call: &Call, replay: Replay) -> anyhow::Result<()> {
    let against = replay.against.as_deref().map(read).transpose()?;
    let kit = KitEventStore::open(&replay.kit).context("the kit cannot be read")?;
    let size = kit.head().await?;
    let until = against.as_ref().map_or(size, |live| live.position);
    if until > size {
        let message = format!("the views stand at {until}, but the kit ends at {size}; export it anew");
        anyhow::bail!(Stop::findings(message));
    }
    let directory = tempfile::tempdir()?;
    let model = SqliteReadModel::open(directory.path(), 1)?;
    let folded = fold(Arc::new(model), Arc::new(kit.until(until)), until).await?;
    match against {
        None => Ok(Output::lines(std::iter::once(heading(until)).chain(folded))?),
        Some(live) => compare(call, &live, &folded),
    }
}

/// What `colloquy audit views` has written.
struct Live {
    position: u64,
    rows: Vec<String>,
}

fn read(file: &Path) -> anyhow::Result<Live> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut lines = text.lines().map(str::to_owned);
    let first = lines.next().and_then(|line| serde_json::from_str::<Value>(&line).ok());
    let position = first.and_then(|first| first["position"].as_u64());
    let missing = || Stop::usage(format!("{} does not begin with the position of its views", file.display()));
    Ok(Live { position: position.ok_or_else(missing)?, rows: lines.collect() })
}

fn heading(position: u64) -> String {
    json!({ "position": position }).to_string()
}

async fn fold(model: Arc<dyn ReadModel>, kit: Arc<dyn EventStore>, until: u64) -> anyhow::Result<Vec<String>> {
    let mut progress = Progress::start("events", Some(until));
    let projections = Projections::new(Arc::clone(&model), kit);
    projections.prepare(&mut |at| progress.set(at.position)).await?;
    projections.rebuild(&names(), &mut |at| progress.set(at.position)).await?;
    progress.finish();
    rows(&*model).await
}

/// The position at which all views stand.
async fn standing(model: &Arc<dyn ReadModel>, log: &Arc<dyn EventStore>) -> anyhow::Result<u64> {
    let views = Projections::new(Arc::clone(model), Arc::clone(log)).status().await?;
    let first = views.first().context("there are no views yet")?.position;
    match views.iter().find(|view| view.position != first || view.state != ViewState::Live) {
        Some(view) => anyhow::bail!("the view {} does not stand where the others do; try again", view.name),
        None => Ok(first),
    }
}

fn names() -> Vec<&'static str> {
    projections::views::all().iter().map(|view| view.name()).collect()
}

async fn rows(model: &dyn ReadModel) -> anyhow::Result<Vec<String>> {
    let mut rows = Vec::new();
    for name in names() {
        dump(model, name, &mut |row| rows.push(format!("{{\"view\":\"{name}\",{}", &row[1..]))).await?;
    }
    Ok(rows)
}

fn compare(call: &Call, live: &Live, folded: &[String]) -> anyhow::Result<()> {
    let place = live.rows.iter().zip(folded).position(|(live, folded)| live != folded);
    let is_same = place.is_none() && live.rows.len() == folded.len();
    if is_same {
        let text =
            || format!("the views at position {} are what the kit folds into: {} rows", live.position, folded.len());
        let json = json!({"same": true, "position": live.position, "rows": folded.len()});
        return Ok(call.output.result(&json, text)?);
    }
    let place = place.unwrap_or(live.rows.len().min(folded.len()));
    let row = |rows: &[String]| rows.get(place).cloned().unwrap_or_else(|| "no such row".to_owned());
    let (shown, proven) = (row(&live.rows), row(folded));
    let json = json!({"same": false, "row": place + 1, "live": shown, "kit": proven});
    call.output.result(&json, || format!("different in row {}\nlive  {shown}\nkit   {proven}", place + 1))?;
    Err(Stop::findings("the live views are not what the kit folds into").into())
}
