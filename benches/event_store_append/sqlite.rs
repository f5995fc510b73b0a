//! SQLite: the store against raw groups of the same size, which are what its one writer could do at best.

use std::sync::Arc;
use std::time::{Duration, Instant};

use benches::events::Authors;
use benches::plain::sqlite as plain;
use benches::plain::sqlite::Rows;
use benches::{Contest, Done, Options, Ratio, report, runtime};
use event_store::{EventStore, SqliteEventStore, SqliteOptions};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::writers;

/// Writers, and the size of the groups they are compared with: the store commits 1000 appends at most together.
const SIZES: [(usize, usize); 4] = [(1, 1), (16, 16), (64, 64), (1_024, 1_000)];

pub(crate) fn run(options: Options) {
    let runtime = runtime();
    let turn = options.turn();
    let directories: Vec<TempDir> = (0..SIZES.len() * 3).map(|_| fresh_directory()).collect();
    let mut directory = directories.iter();
    let mut next = || directory.next().expect("there is a directory for each contender");

    let mut contest = Contest::new();
    for (writers, size) in SIZES {
        add_raw(&mut contest, next(), &format!("raw groups of {size}, events"), size, Rows::Events, turn);
        add_raw(&mut contest, next(), &format!("raw groups of {size}, all rows"), size, Rows::EventsAndCommands, turn);
        add_store(&mut contest, &runtime, next(), writers, turn);
    }
    let results = contest.run(options.rounds());
    report::heading("appending single events, SQLite");
    results.print("event");
    results.print_ratios(&[
        Ratio::at_least(0.7, "store, 1 writer", "raw groups of 1, all rows"),
        Ratio::at_least(0.7, "store, 16 writers", "raw groups of 16, all rows"),
        Ratio::at_least(0.7, "store, 64 writers", "raw groups of 64, all rows"),
        Ratio::at_least(0.7, "store, 1024 writers", "raw groups of 1000, all rows"),
        Ratio::between("store, 64 writers", "raw groups of 64, events"),
        Ratio::between("store, 1024 writers", "raw groups of 1000, events"),
    ]);
}

fn fresh_directory() -> TempDir {
    TempDir::new().expect("there is room for a temporary directory")
}

fn add_store(contest: &mut Contest<'_>, runtime: &Runtime, directory: &TempDir, writers: usize, turn: Duration) {
    let handle = runtime.handle().clone();
    let store = SqliteEventStore::open(directory.path(), SqliteOptions::default());
    let store: Arc<dyn EventStore> = Arc::new(store.expect("the directory is empty"));
    contest.add(format!("store, {}", report::count(writers, "writer")), move || {
        handle.block_on(writers::append(&store, writers, turn))
    });
}

fn add_raw(contest: &mut Contest<'_>, directory: &TempDir, name: &str, size: usize, rows: Rows, turn: Duration) {
    let mut connection = plain::prepare(directory.path());
    let mut authors = Authors::new(size);
    contest.add(name, move || {
        let until = Instant::now() + turn;
        let mut done = Done::default();
        while let Some(asked) = writers::before(until) {
            let group = authors.group();
            plain::insert(&mut connection, &group, rows).expect("the rows are new");
            done.units += size as u64;
            done.latencies.push(asked.elapsed());
        }
        done
    });
}
