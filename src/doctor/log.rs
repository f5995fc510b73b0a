//! Whether the log opens, who writes it, and whether its last events are whole.

use std::fs::{File, TryLockError};

use event_store::RecordedEvent;

use super::Finding;
use super::finding::chain;
use crate::node::{LogUse, Part, open_log};
use crate::settings::Settings;

/// How many of the last events are looked at.
const TAIL: u64 = 2_000;

/// Who has the log of this data directory.
pub(super) fn lock(settings: &Settings) -> Finding {
    const CHECK: &str = "log lock";
    let path = settings.log_directory().join("log.lock");
    let Ok(file) = File::open(&path) else { return Finding::ok(CHECK, "no process has ever written this log") };
    match file.try_lock_shared() {
        Ok(()) => Finding::ok(CHECK, "free: no process writes the log"),
        Err(TryLockError::WouldBlock) => Finding::ok(CHECK, "held: a process, such as a server, writes the log"),
        Err(TryLockError::Error(error)) => {
            Finding::warn(CHECK, chain(error), "keep the data directory on a local disk: locks may fail elsewhere")
        }
    }
}

/// Whether the last events are whole.
pub(super) async fn tail(settings: &Settings) -> Finding {
    const CHECK: &str = "log";
    match read_tail(settings).await {
        Ok(None) => Finding::warn(CHECK, "there is no log yet", "nothing: the first start makes it"),
        Ok(Some((head, events))) => judge(head, &events),
        Err(error) => Finding::fail(
            CHECK,
            format!("{error:#}"),
            "see whether disk or database can be read; restore a backup if it is damaged",
        ),
    }
}

async fn read_tail(settings: &Settings) -> anyhow::Result<Option<(u64, Vec<RecordedEvent>)>> {
    if !Part::Log.is_there(settings).await? {
        return Ok(None);
    }
    let log = open_log(settings, LogUse::Read).await?;
    let head = log.events.head().await?;
    let (mut after, mut events) = (head.saturating_sub(TAIL), Vec::new());
    while after < head {
        let page = log.events.read_all(after, TAIL as usize).await?;
        let Some(last) = page.last() else { break };
        after = last.position;
        events.extend(page);
    }
    Ok(Some((head, events)))
}

fn judge(head: u64, events: &[RecordedEvent]) -> Finding {
    const CHECK: &str = "log";
    let expected = head.saturating_sub(TAIL) + 1..=head;
    // A log that grows meanwhile has more than was expected, never less.
    if !events.iter().map(|event| event.position).zip(expected.clone()).all(|(found, wanted)| found == wanted)
        || (events.len() as u64) < expected.count() as u64
    {
        return Finding::fail(CHECK, "positions are missing near the end", "restore the log from a backup");
    }
    let decode =
        |event: &&RecordedEvent| domain::Event::decode(&event.event_type, event.schema_version, &event.body).is_err();
    match events.iter().find(decode) {
        Some(event) => {
            let seen = format!("the event at position {} cannot be read by this program", event.position);
            Finding::fail(CHECK, seen, "run the version that wrote it, or a newer one")
        }
        None => Finding::ok(CHECK, format!("{head} events; the last {} are whole", events.len())),
    }
}
