//! What was acknowledged survives kill -9.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test that fails should fail loudly")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use event_store::conformance::fixture::{append, assert_gapless, stream, whole};
use event_store::{EventStore, Expected, SqliteEventStore, SqliteOptions};
use tempfile::TempDir;

/// Where the child writes; its presence makes this binary the child.
const DIR: &str = "EVENT_STORE_KILL_DIR";

#[tokio::test]
async fn what_was_acknowledged_survives_kill() {
    if let Ok(dir) = std::env::var(DIR) {
        return write_for_ever(Path::new(&dir)).await;
    }
    let dir = TempDir::new().unwrap();
    let mut last = 0;
    for acknowledgements in [1, 50, 700] {
        last = write_and_kill(dir.path(), acknowledgements).max(last);
        let store = SqliteEventStore::open(dir.path(), SqliteOptions::default()).unwrap();
        let events = whole(&store).await;
        assert_gapless(&events, 0);
        assert!(events.len() as u64 >= last, "{last} was acknowledged, the log ends at {}", events.len());
        assert!(store.find_command(&events[0].tenant, events[0].command_id).await.unwrap().is_some());
    }
}

/// Runs a child, kills it after so many acknowledgements, and tells the highest position it acknowledged.
fn write_and_kill(dir: &Path, acknowledgements: usize) -> u64 {
    let mut child = child(dir);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut positions = Vec::new();
    // The harness of the child's test prints lines of its own.
    let acknowledged = |line: String| line.rsplit("at ").next().and_then(|position| position.parse::<u64>().ok());
    positions.extend(lines.by_ref().map_while(Result::ok).filter_map(acknowledged).take(acknowledgements));
    child.kill().unwrap();
    child.wait().unwrap();
    positions.extend(lines.map_while(Result::ok).filter_map(acknowledged));
    assert!(positions.len() >= acknowledgements);
    positions.into_iter().max().unwrap()
}

fn child(dir: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["what_was_acknowledged_survives_kill", "--exact", "--nocapture"])
        .env(DIR, dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

async fn write_for_ever(dir: &Path) {
    let store = Arc::new(SqliteEventStore::open(dir, SqliteOptions::default()).unwrap());
    let before = store.head().await.unwrap();
    let writers = (0..16_u128).map(|n| tokio::spawn(acknowledge(store.clone(), before, n)));
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
}

async fn acknowledge(store: Arc<SqliteEventStore>, before: u64, writer: u128) {
    for n in 0.. {
        let mut one = append(stream(writer as usize), Expected::Any, 1);
        // The ids of the fixture repeat from process to process.
        one.command_id = uuid::Uuid::from_u128((u128::from(before) << 72) | (writer << 64) | n);
        one.events[0].event_id = one.command_id;
        let appended = store.append(one).await.unwrap();
        println!("at {}", appended.position);
    }
}
