//! Public data sets: read where they lie, never copied into the repository, skipped aloud when they are missing.

use std::env;
use std::io::Write;
use std::path::PathBuf;

use crate::repository;

/// The variable that names the folder of data sets; without it, `../shared/data` beside the repository is used.
pub const VARIABLE: &str = "COLLOQUY_DATA";

/// The path of one file of a data set, for example `banking77/test.csv`.
///
/// `None` when it is not there: the caller returns, and a line on standard error says what was skipped and why.
#[must_use]
pub fn file(path: &str) -> Option<PathBuf> {
    let file = folder().join(path);
    if file.exists() {
        return Some(file);
    }
    say(&format!("skipped: {} not present (set {VARIABLE} to the folder of data sets)", file.display()));
    None
}

fn folder() -> PathBuf {
    env::var_os(VARIABLE).map_or_else(|| repository::root().join("../shared/data"), PathBuf::from)
}

/// Written to the stream itself, because the test harness swallows what `eprintln!` says in a test that passes.
fn say(line: &str) {
    // A closed standard error is no reason to fail a test.
    let _ = writeln!(std::io::stderr(), "{line}");
}
