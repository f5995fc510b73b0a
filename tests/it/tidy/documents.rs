//! What the documents say exists, exists; and the map of the house stays a page.

use std::path::{Path, PathBuf};

use tests::repository;

use super::{assert_none, files};

/// A map longer than this is read by nobody.
const MOST_LINES_OF_ARCHITECTURE: usize = 150;

#[test]
fn every_path_named_in_a_document_exists() {
    let problems: Vec<String> = documents().iter().flat_map(|document| missing_paths(document)).collect();
    assert_none("correct the path, or write the document anew:", &problems);
}

#[test]
fn the_architecture_fits_a_page() {
    let lines = files::text("docs/ARCHITECTURE.md").lines().count();
    assert!(
        lines <= MOST_LINES_OF_ARCHITECTURE,
        "docs/ARCHITECTURE.md has {lines} lines, more than {MOST_LINES_OF_ARCHITECTURE}: keep the map, move detail to the code it describes"
    );
}

/// README.md and docs/*.md. Decisions are history: what they name may be gone.
fn documents() -> Vec<PathBuf> {
    let docs = files::with_extension("md", "docs");
    let direct = docs.into_iter().filter(|file| file.parent() == Some(Path::new("docs")));
    [PathBuf::from("README.md")].into_iter().chain(direct).collect()
}

fn missing_paths(document: &Path) -> Vec<String> {
    let text = prose(&files::text(document));
    let root = repository::root();
    let folder = root.join(document.parent().unwrap_or(Path::new("")));
    let quoted =
        between(&text, "`", "`").filter(|path| is_repository_path(path, &root)).map(|path| (path, root.join(path)));
    let linked = between(&text, "](", ")").filter_map(link_to_file).map(|path| (path, folder.join(path)));
    let missing = quoted.chain(linked).filter(|(_, file)| !file.exists());
    missing.map(|(path, _)| format!("{}: {path} does not exist", document.display())).collect()
}

/// The text without its fenced blocks: those show what is typed and printed.
fn prose(text: &str) -> String {
    let outside = text.split("\n```").step_by(2);
    outside.collect::<Vec<_>>().join("\n")
}

fn between<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once(open)?;
        let (inside, left) = after.split_once(close)?;
        rest = left;
        Some(inside)
    })
}

/// Whether this is spelled like a path from the root: `docs/x.md` or `./check`, not `/livez` or `a/<b>`.
fn is_repository_path(text: &str, root: &Path) -> bool {
    let path = text.strip_prefix("./").unwrap_or(text);
    let first = path.split('/').next().unwrap_or_default();
    let is_spelled_like_one = path.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c));
    let begins_like_one = text.starts_with("./") || path.contains('/') && root.join(first).is_dir();
    is_spelled_like_one && begins_like_one && !path.starts_with('/') && !files::NOT_OURS.contains(&first)
}

fn link_to_file(link: &str) -> Option<&str> {
    let path = link.split('#').next().unwrap_or_default();
    let is_file = !path.is_empty() && !path.contains("://") && !path.starts_with("mailto:");
    is_file.then_some(path)
}

#[test]
fn paths_are_told_from_other_quotations() {
    let root = repository::root();
    for path in ["docs/nothing.md", "tests/it/main.rs", "./check"] {
        assert!(is_repository_path(path, &root), "{path}");
    }
    for other in [
        "/livez",
        "docs/<name>.md",
        "serde/serde_json",
        "conversation.opened",
        "schemas/**/*.json",
        "target/debug",
        "./data",
    ] {
        assert!(!is_repository_path(other, &root), "{other}");
    }
}

#[test]
fn fenced_blocks_are_not_prose() {
    assert_eq!(prose("a\n```sh\n`docs/x.md`\n```\nb"), "a\n\nb");
}
