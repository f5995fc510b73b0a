//! Every source file is short and says first what it is for.

use std::path::{Path, PathBuf};

use super::{assert_none, files};

const MOST_LINES: usize = 400;

/// Longer files, each with the reason why it is still one idea.
const LONG_FILES: &[(&str, &str)] = &[];

#[test]
fn a_source_file_is_short_or_has_a_reason() {
    let problems: Vec<String> = sources().iter().filter_map(|file| length_problem(file)).collect();
    assert_none(&format!("split the file, or list it with a reason in {}:", file!()), &problems);
}

fn length_problem(file: &Path) -> Option<String> {
    let lines = files::text(file).lines().count();
    let has_reason = LONG_FILES.iter().any(|(listed, _)| file == Path::new(listed));
    match (lines > MOST_LINES, has_reason) {
        (true, false) => Some(format!("{}: {lines} lines, more than {MOST_LINES}", file.display())),
        (false, true) => Some(format!("{}: only {lines} lines; take it off the list", file.display())),
        (true, true) | (false, false) => None,
    }
}

#[test]
fn a_source_file_begins_with_what_it_is_for() {
    let silent = sources().into_iter().filter(|file| !files::text(file).starts_with("//! "));
    let problems: Vec<String> = silent.map(|file| file.display().to_string()).collect();
    assert_none("begin the file with a `//! ` sentence that says what it is for:", &problems);
}

fn sources() -> Vec<PathBuf> {
    files::with_extension("rs", "")
}
