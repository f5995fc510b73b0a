//! How fast the whole log is read: against a plain SELECT of the same rows through the same driver.
//!
//! Every contender reads every column into values of its own. The store is opened anew first, so that it has nothing in
//! memory that the others have not.

mod fill;
mod postgres;
mod sqlite;

use std::sync::Arc;

use benches::{Done, Options, Ratio, Results};
use clap::Parser;
use event_store::EventStore;

/// How many events one read asks for.
const PAGE: usize = 1_000;
const STORE: &str = "store, pages of 1000";
const PAGES: &str = "SELECT, pages of 1000";
const ONE: &str = "SELECT, one statement";

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    options: Options,
}

fn main() {
    let Arguments { options } = Arguments::parse();
    sqlite::run(options);
    postgres::run(options);
}

/// Reads the whole log through the store.
async fn read_all(store: &Arc<dyn EventStore>) -> Done {
    let mut after = 0;
    loop {
        let events = store.read_all(after, PAGE).await.expect("the log can be read");
        match events.last() {
            Some(last) => after = last.position,
            None => return Done::units(after),
        }
    }
}

fn print(engine: &str, results: &Results) {
    benches::report::heading(&format!("reading everything, {engine}"));
    results.print("event");
    results.print_ratios(&[Ratio::at_least(0.7, STORE, PAGES), Ratio::at_least(0.7, STORE, ONE)]);
}
