//! `colloquy audit replay`: the views that the events of a kit lead to.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Lines};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use event_store::{EventStore as _, Position};
use projections::{Projections, ReadModel, SqliteReadModel};
use proofs::kit::KitEventStore;
use serde_json::json;
use tempfile::TempDir;

use super::views::{self, Heading};
use crate::cli::Call;
use crate::exit::{Exit, Stop};
use crate::progress::Progress;

/// Fold the events of a kit into views; print them, or compare them with those that were shown.
#[derive(Args, Debug)]
pub(super) struct Replay {
    /// The directory of the kit. Verify it first.
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Print nothing; compare with what `colloquy audit views` printed.
    #[arg(long, value_name = "FILE", conflicts_with = "live_data")]
    against: Option<PathBuf>,
    /// Print nothing; compare with the live views of this data directory.
    #[arg(long)]
    live_data: bool,
}

pub(super) async fn run(call: &Call, arguments: Replay) -> anyhow::Result<()> {
    let shown = match &arguments.against {
        Some(file) => Some(File::open(file).with_context(|| format!("{} cannot be read", file.display()))?),
        None if arguments.live_data => Some(views::of_live_views(call).await?),
        None => None,
    };
    let Some(shown) = shown else {
        let replayed = Replayed::of(&arguments.directory, None).await?;
        return views::dump(&*replayed.model, replayed.position, &mut BufWriter::new(std::io::stdout())).await;
    };
    let mut shown = BufReader::new(shown).lines();
    let position = Heading::read(&shown.next().transpose()?.unwrap_or_default())?;
    let replayed = Replayed::of(&arguments.directory, Some(position)).await?;
    let rows = compare(&replayed, shown).await?;
    let report = json!({"equal": true, "position": position, "rows": rows});
    Ok(call
        .output
        .result(&report, || format!("the {rows} rows of all views are those that position {position} leads to"))?)
}

/// The views of a kit, in a directory that goes with them.
struct Replayed {
    model: Arc<dyn ReadModel>,
    position: Position,
    directory: TempDir,
}

impl Replayed {
    /// Folds the events up to a position; all, when none is given.
    async fn of(kit: &Path, position: Option<Position>) -> anyhow::Result<Self> {
        let store = KitEventStore::open(kit)?;
        let end = store.head().await?;
        let position = position.unwrap_or(end);
        if position > end {
            let message = format!("the views stood at position {position}, and the kit ends at {end}: export again");
            anyhow::bail!(Stop::usage(message));
        }
        let directory = TempDir::new()?;
        let model: Arc<dyn ReadModel> = Arc::new(SqliteReadModel::open(&directory.path().join("views"), 1)?);
        let projections = Projections::new(Arc::clone(&model), Arc::new(store.until(position)));
        let mut progress = Progress::start("events", Some(position));
        projections.prepare(&mut |at| progress.set(at.position)).await?;
        let names: Vec<_> = projections::views::all().iter().map(|view| view.name()).collect();
        projections.rebuild(&names, &mut |at| progress.set(at.position)).await?;
        progress.finish();
        Ok(Self { model, position, directory })
    }
}

/// Compares the rows line by line; how many there are.
async fn compare(replayed: &Replayed, shown: Lines<BufReader<File>>) -> anyhow::Result<u64> {
    let file = replayed.directory.path().join("dump");
    views::dump(&*replayed.model, replayed.position, &mut BufWriter::new(File::create(&file)?)).await?;
    let mut replayed = BufReader::new(File::open(&file)?).lines().skip(1);
    let mut shown = shown;
    let mut rows = 0;
    loop {
        match (replayed.next().transpose()?, shown.next().transpose()?) {
            (None, None) => return Ok(rows),
            (replayed, shown) if replayed == shown => rows += 1,
            (replayed, shown) => return Err(differs(rows + 1, replayed, shown).into()),
        }
    }
}

fn differs(row: u64, replayed: Option<String>, shown: Option<String>) -> Stop {
    let or_none = |line: Option<String>| line.unwrap_or_else(|| "no further row".to_owned());
    let (replayed, shown) = (or_none(replayed), or_none(shown));
    let message = format!("row {row} of the views differs\nexpected  {replayed}\nfound     {shown}");
    Stop::compared(Exit::ViewsDiffer, message)
}
