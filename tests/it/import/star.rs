//! STAR: a sample of its dialogues, counted twice; skipped aloud where the data set is missing.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use liblzma::read::XzDecoder;
use serde_json::Value;
use tempfile::TempDir;
use tests::data;
use tests::home::Home;
use tests::log::text;
use tests::process::{Running, wait_until};

use super::{counts, import, log, star_counts};

/// One dialogue in so many is taken: enough for every kind of event.
const STEP: usize = 40;

/// A folder with a sample of the archive, and what is in it.
fn sample() -> Option<(TempDir, Vec<Value>)> {
    let archive = data::file("star/dialogues_dev.tar.xz")?;
    let folder = tempfile::tempdir().unwrap();
    let mut dialogues = Vec::new();
    let mut archive = tar::Archive::new(XzDecoder::new(File::open(archive).unwrap()));
    let is_dialogue = |path: &Path| path.extension().is_some_and(|extension| extension == "json");
    let entries = archive.entries().unwrap().map(Result::unwrap);
    for mut entry in entries.filter(|entry| is_dialogue(&entry.path().unwrap())).step_by(STEP) {
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        fs::write(folder.path().join(entry.path().unwrap().file_name().unwrap()), &content).unwrap();
        dialogues.push(serde_json::from_slice(&content).unwrap());
    }
    assert!(dialogues.len() > 100, "the archive has 5,322 dialogues");
    Some((folder, dialogues))
}

/// What of an event must be the same in every import. People become known when they are imported, not before.
fn essence(event: &Value) -> (String, u64, String, String) {
    let (stream, kind) = (text(event, "stream").to_owned(), text(event, "type").to_owned());
    let is_dated = stream.starts_with("conversation-");
    let when = if is_dated { format!("{} {}", event["occurred_at"], event["event_id"]) } else { String::new() };
    (stream, event["revision"].as_u64().unwrap(), kind, when)
}

fn by_stream(log: &[Value]) -> Vec<(String, u64, String, String)> {
    let mut all: Vec<_> = log.iter().map(essence).collect();
    all.sort();
    all
}

#[test]
fn a_sample_is_taken_in_as_counted_and_only_once_even_after_a_crash() {
    let Some((folder, dialogues)) = sample() else { return };
    let home = Home::sqlite();
    let tally = import(&home, "star", folder.path());
    assert_eq!(tally["conversations"], dialogues.len(), "{tally}");
    let whole = log(&home);
    let found = counts(&whole);
    for (kind, expected) in star_counts::expected(&dialogues) {
        assert_eq!(found.get(kind).copied().unwrap_or_default(), expected, "{kind}; {tally:#}");
    }
    import(&home, "star", folder.path());
    assert_eq!(log(&home), whole, "a second import appends nothing");

    // Ids of people derive from the keys, so the other directory has the same.
    let other = Home::sqlite();
    other.take_keys_of(&home);
    let mut interrupted = Running::start(&mut other.command(&["import", "star", folder.path().to_str().unwrap()]));
    wait_until("a quarter of it is imported", || head(&other) > whole.len() / 4);
    interrupted.kill_hard();
    assert!(log(&other).len() < whole.len(), "it was killed in the middle");
    import(&other, "star", folder.path());
    let (whole, interrupted) = (by_stream(&whole), by_stream(&log(&other)));
    for (whole, interrupted) in whole.iter().zip(&interrupted) {
        assert_eq!(whole, interrupted);
    }
    assert_eq!(whole.len(), interrupted.len());
}

/// How long the log is; 0 as long as there is none.
fn head(home: &Home) -> usize {
    let status: Value = serde_json::from_slice(&home.run(&["status", "--json"]).stdout).unwrap_or_default();
    status["head"].as_u64().unwrap_or_default() as usize
}
