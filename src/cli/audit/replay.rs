//! `colloquy audit replay`: what the screens showed, tied to what was proven.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Lines};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use event_store::{EventStore as _, Position};
use projections::{Projections, ReadModel, SqliteReadModel};
use proofs::kit::KitEventStore;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::views;
use crate::cli::Call;
use crate::exit::Stop;
use crate::progress::Progress;

/// Fold a kit into views. Verify the kit first: folding believes it.
#[derive(Args, Debug)]
pub struct Replay {
    /// The directory of the kit.
    kit: PathBuf,
    /// Compare with this file, which `colloquy audit views` wrote; otherwise the rows are printed.
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Compare with the live views of this store.
    #[arg(long, conflicts_with = "against")]
    live_data: bool,
}

pub async fn run(call: &Call, replay: Replay) -> anyhow::Result<()> {
    let shown = match &replay.against {
        Some(file) => File::open(file).with_context(|| format!("{} cannot be read", file.display()))?,
        None if replay.live_data => views::of_live_views(call).await?,
        None => {
            let folded = Folded::of(&replay.kit, None).await?;
            return views::dump(&*folded.model, folded.position, &mut BufWriter::new(io::stdout())).await;
        }
    };
    let mut shown = BufReader::new(shown).lines();
    let position = views::heading(&shown.next().transpose()?.unwrap_or_default());
    let position =
        position.ok_or_else(|| Stop::usage("what is compared does not begin with the position of its views"))?;
    let folded = Folded::of(&replay.kit, Some(position)).await?;
    match compare(&folded, shown).await? {
        Ok(rows) => {
            let text = || format!("the views at position {position} are what the kit folds into: {rows} rows");
            Ok(call.output.result(&json!({"same": true, "position": position, "rows": rows}), text)?)
        }
        Err(different) => {
            call.output.result(&different.json(), || different.text())?;
            Err(Stop::findings("the live views are not what the kit folds into").into())
        }
    }
}

/// The views of a kit, in a directory that goes with them.
struct Folded {
    model: Arc<dyn ReadModel>,
    position: Position,
    directory: TempDir,
}

impl Folded {
    /// Folds the events up to a position; all, when none is given.
    async fn of(kit: &Path, position: Option<Position>) -> anyhow::Result<Self> {
        let kit = KitEventStore::open(kit).context("the kit cannot be read")?;
        let size = kit.head().await?;
        let position = position.unwrap_or(size);
        if position > size {
            let message = format!("the views stand at {position}, but the kit ends at {size}; export it anew");
            anyhow::bail!(Stop::findings(message));
        }
        let directory = TempDir::new()?;
        let model: Arc<dyn ReadModel> = Arc::new(SqliteReadModel::open(directory.path(), 1)?);
        let projections = Projections::new(Arc::clone(&model), Arc::new(kit.until(position)));
        let mut progress = Progress::start("events", Some(position));
        projections.prepare(&mut |at| progress.set(at.position)).await?;
        let names: Vec<_> = projections::views::all().iter().map(|view| view.name()).collect();
        projections.rebuild(&names, &mut |at| progress.set(at.position)).await?;
        progress.finish();
        Ok(Self { model, position, directory })
    }
}

/// Compares row by row, from files: all rows together may be more than memory takes. How many there are, or which differs.
async fn compare(folded: &Folded, mut shown: Lines<BufReader<File>>) -> anyhow::Result<Result<u64, Different>> {
    let file = folded.directory.path().join("rows");
    views::dump(&*folded.model, folded.position, &mut BufWriter::new(File::create(&file)?)).await?;
    let mut folded = BufReader::new(File::open(&file)?).lines().skip(1);
    let mut rows = 0;
    loop {
        match (folded.next().transpose()?, shown.next().transpose()?) {
            (None, None) => return Ok(Ok(rows)),
            (kit, live) if kit == live => rows += 1,
            (kit, live) => return Ok(Err(Different { row: rows + 1, kit, live })),
        }
    }
}

/// A row that differs; nothing where there is none.
struct Different {
    row: u64,
    kit: Option<String>,
    live: Option<String>,
}

impl Different {
    fn json(&self) -> Value {
        let columns: Vec<_> = self.columns().into_iter().map(|(name, _, _)| name).collect();
        json!({"same": false, "row": self.row, "columns": columns, "live": self.live, "kit": self.kit})
    }

    fn text(&self) -> String {
        let columns = self.columns();
        if columns.is_empty() {
            let shown = |line: &Option<String>| line.clone().unwrap_or_else(|| "no such row".to_owned());
            return format!("different in row {}\nlive  {}\nkit   {}", self.row, shown(&self.live), shown(&self.kit));
        }
        let told = columns.iter().map(|(name, kit, live)| format!("{name}\nlive  {live}\nkit   {kit}"));
        format!("different in row {}: {}", self.row, told.collect::<Vec<_>>().join("\n"))
    }

    /// The columns that differ, where both are of one row.
    fn columns(&self) -> Vec<(String, Value, Value)> {
        let parse = |line: &Option<String>| line.as_deref().and_then(|line| serde_json::from_str::<Value>(line).ok());
        let (Some(kit), Some(live)) = (parse(&self.kit), parse(&self.live)) else { return Vec::new() };
        let (view, table) = (&kit["view"], &kit["table"]);
        if (view, table) != (&live["view"], &live["table"]) {
            return Vec::new();
        }
        let names = kit.as_object().into_iter().flatten().map(|(name, _)| name);
        let differ = names.filter(|name| kit[*name] != live[*name]);
        let table = table.as_str().unwrap_or_default();
        differ.map(|name| (format!("{table}.{name}"), kit[name].clone(), live[name].clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_differs_is_named_by_its_columns() {
        let line = |status: &str| format!(r#"{{"view":"list","table":"conversations","id":7,"status":"{status}"}}"#);
        let different = Different { row: 3, kit: Some(line("open")), live: Some(line("closed")) };
        assert_eq!(different.text(), "different in row 3: conversations.status\nlive  \"closed\"\nkit   \"open\"");
        let missing = Different { live: None, ..different };
        assert!(missing.text().contains("live  no such row\nkit   {"), "{}", missing.text());
        assert_eq!(missing.json()["columns"], json!([]));
    }
}
