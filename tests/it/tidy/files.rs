//! The files of the repository, as a reader sees them: without what is built, fetched or hidden.

use std::fs;
use std::path::{Path, PathBuf};

use tests::repository;

/// What is built, fetched or written by a running node.
pub(super) const NOT_OURS: [&str; 3] = ["target", "data", "node_modules"];

/// All files below `directory` (relative to the root) with this extension, relative to the root, in order.
pub(super) fn with_extension(extension: &str, directory: &str) -> Vec<PathBuf> {
    let root = repository::root();
    let mut files = below(&root.join(directory));
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    files.into_iter().map(|file| file.strip_prefix(&root).expect("walked from the root").to_owned()).collect()
}

/// The text of a file, by its path from the root; panics when it is missing, naming it.
pub(super) fn text(file: impl AsRef<Path>) -> String {
    let file = file.as_ref();
    fs::read_to_string(repository::root().join(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn below(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let ours = entries.flatten().map(|entry| entry.path()).filter(|path| is_ours(path));
    ours.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

fn is_ours(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    !name.starts_with('.') && !NOT_OURS.contains(&name)
}
