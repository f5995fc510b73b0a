//! What happened elsewhere is taken in once, whole, however often and with whatever interruption it is asked for.

mod jsonl;
mod star;
mod star_counts;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use tests::home::Home;
use tests::log::{assert_gapless, text};

/// The whole log of a home in which nobody writes.
fn log(home: &Home) -> Vec<Value> {
    let log: Vec<Value> = home.prints(&["events"]).lines().map(|line| line.parse().unwrap()).collect();
    assert_gapless(&log);
    log
}

/// How many events of each type there are.
fn counts(log: &[Value]) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for event in log {
        *counts.entry(text(event, "type").to_owned()).or_default() += 1;
    }
    counts
}

/// Imports, and returns what it came to.
fn import(home: &Home, source: &str, path: &Path) -> Value {
    home.prints(&["--json", "import", source, path.to_str().unwrap()]).parse().unwrap()
}
