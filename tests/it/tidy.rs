//! The rules of the repository, kept by a test: each failure says what to do.

mod documents;
mod files;
mod fuzzing;
mod imports;
mod schemas;
mod sources;
mod views;

/// Fails with one line for each problem found.
fn assert_none(rule: &str, problems: &[String]) {
    assert!(problems.is_empty(), "{rule}\n  {}\n", problems.join("\n  "));
}
