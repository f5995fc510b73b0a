//! SQLite.

use std::path::Path;
use std::sync::Arc;

use benches::plain::sqlite as plain;
use benches::{Contest, Done, Options, runtime};
use event_store::{EventStore, SqliteEventStore, SqliteOptions};
use tempfile::TempDir;

use crate::{ONE, PAGE, PAGES, STORE, fill, print, read_all};

pub(crate) fn run(options: Options) {
    let runtime = runtime();
    let directory = TempDir::new().expect("there is room for a temporary directory");
    runtime.block_on(fill::fill(open(directory.path()), options.amount(300_000)));

    let store = open(directory.path());
    let connection = plain::open(directory.path());
    let mut contest = Contest::new();
    contest.add(STORE, || runtime.block_on(read_all(&store)));
    contest.add(PAGES, || {
        let mut after = 0;
        while let Some(last) = plain::select(&connection, after, PAGE as i64).expect("the rows can be read").last() {
            after = last.position;
        }
        Done::units(after.cast_unsigned())
    });
    contest.add(ONE, || Done::units(plain::stream(&connection).expect("the rows can be read")));
    print("SQLite", &contest.run(options.rounds()));
}

fn open(directory: &Path) -> Arc<dyn EventStore> {
    Arc::new(SqliteEventStore::open(directory, SqliteOptions::default()).expect("the directory is ours"))
}
