//! How fast all views are built anew from the log, on SQLite: over a made-up log, or over a real one that is named.
//!
//! Beside it stands what any rebuild must do at least: read every event and decode it.

mod log;
mod story;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use benches::{Contest, Done, Options, Ratio, report, runtime};
use clap::Parser;
use domain::Event;
use event_store::{EventStore, SqliteEventStore, SqliteMode, SqliteOptions};
use projections::{Projections, SqliteReadModel};
use tempfile::TempDir;

/// How many events one read asks for, about as the rebuild does.
const PAGE: usize = 4_000;
const REBUILD: &str = "rebuild of all views";
const DECODE: &str = "reading and decoding";
const GOAL: f64 = 50_000.0;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    /// A data directory whose log is read, for example one that `colloquy import` filled; its views stay as they are
    #[arg(long, value_name = "DIRECTORY")]
    data: Option<PathBuf>,
}

fn main() {
    let Arguments { options, data } = Arguments::parse();
    let scratch = TempDir::new().expect("there is room for a temporary directory");
    let runtime = runtime();
    let log = match &data {
        Some(data) => data.join("log"),
        None => {
            runtime.block_on(log::write(scratch.path(), options.amount(300_000)));
            scratch.path().to_owned()
        }
    };
    let store = open(&log);
    let model = SqliteReadModel::open(&scratch.path().join("views"), 1).expect("the directory is empty");
    let projections = Projections::new(Arc::new(model), Arc::clone(&store));
    runtime.block_on(projections.prepare(&mut |_| ())).expect("the views can be made");

    let mut contest = Contest::new();
    contest.add(REBUILD, || runtime.block_on(rebuild(&projections)));
    contest.add(DECODE, || runtime.block_on(decode(&store)));
    let results = contest.run(options.rounds());

    let head = runtime.block_on(store.head()).expect("the log can be read");
    let origin = data.map_or_else(|| "made up".to_owned(), |data| data.display().to_string());
    report::heading(&format!("rebuilding all views, SQLite, {head} events ({origin})"));
    results.print("event");
    results.print_ratios(&[Ratio::between(REBUILD, DECODE)]);
    report::goal(&results, REBUILD, "events", GOAL);
}

/// Opened for reading only: whoever owns the log may go on writing it.
fn open(directory: &Path) -> Arc<dyn EventStore> {
    let options = SqliteOptions { mode: SqliteMode::Shared, ..SqliteOptions::default() };
    Arc::new(SqliteEventStore::open(directory, options).expect("there is a log in the directory"))
}

async fn rebuild(projections: &Projections) -> Done {
    let names: Vec<&str> = projections::views::all().iter().map(|view| view.name()).collect();
    let mut position = 0;
    let rebuilt = projections.rebuild(&names, &mut |progress| position = progress.position).await;
    rebuilt.expect("every view takes every event");
    Done::units(position)
}

async fn decode(store: &Arc<dyn EventStore>) -> Done {
    let mut after = 0;
    loop {
        let events = store.read_all(after, PAGE).await.expect("the log can be read");
        let Some(last) = events.last() else { return Done::units(after) };
        after = last.position;
        for event in &events {
            let decoded = Event::decode(&event.event_type, event.schema_version, &event.body);
            std::hint::black_box(decoded).expect("the log holds events of ours");
        }
    }
}
