//! Nothing is left out: every rule has a test that reaches it, and every command stands in the catalogue.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use domain::conversation::ConversationRefusal;

use super::catalogue::{Seed, catalogue};

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/conversation")
}

/// The files of commands, by name.
fn sources() -> Vec<(String, String)> {
    let files = fs::read_dir(here()).unwrap().map(|entry| entry.unwrap().path());
    let sources = files.map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(&path).unwrap())
    });
    sources.filter(|(_, text)| text.contains("\nimpl Command for ")).collect()
}

#[test]
fn every_command_stands_in_the_catalogue() {
    let files: BTreeSet<String> = sources().into_iter().map(|(name, _)| name).collect();
    let catalogue = catalogue(Seed::default());
    assert_eq!(catalogue.iter().map(|asked| asked.name.to_owned()).collect::<BTreeSet<_>>(), files);
}

#[test]
fn every_rule_has_a_test_that_reaches_it() {
    let rules = fs::read_to_string(here().join("../../../domain/src/conversation/refusal.rs")).unwrap();
    let declarations = rules.lines().filter(|line| line.contains("\" => \"") || line.contains("\" at \""));
    let variants: Vec<&str> = declarations.map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(variants.len(), ConversationRefusal::CODES.len());

    let tests: String =
        sources().into_iter().map(|(_, text)| text.split_once("mod tests").unwrap().1.to_owned()).collect();
    let reached = |variant: &&str| {
        tests
            .match_indices(&format!("Refusal::{variant}"))
            .any(|(at, found)| tests[at + found.len()..].starts_with(|next: char| !next.is_alphanumeric()))
    };
    let missed: Vec<&str> = variants.into_iter().filter(|variant| !reached(variant)).collect();
    assert!(missed.is_empty(), "no test reaches {missed:?}");
}
