//! Whether the log is sealed, and its end is still what was sealed.

use std::time::Duration;

use proofs::{EVENTS, LedgerStore, tail};

use super::Finding;
use super::finding::chain;
use crate::node::{LogUse, Part, open_log, read_ledger};
use crate::settings::Settings;

const CHECK: &str = "ledger";
/// How many of the last events are looked at.
const TAIL: u64 = 2_000;
/// So many events may wait for the next checkpoint.
const USUAL_LAG: u64 = 20_000;
/// How often what was signed is looked for in the ledger, and how long is waited in between.
const LOOKS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(100);

pub(super) async fn check(settings: &Settings) -> Finding {
    look(settings).await.unwrap_or_else(|error| {
        let advice =
            "see whether disk or database can be read; `colloquy audit verify` tells where the log was changed";
        Finding::fail(CHECK, format!("{error:#}"), advice)
    })
}

async fn look(settings: &Settings) -> anyhow::Result<Finding> {
    if !Part::Log.is_there(settings).await? || !Part::Ledger.is_there(settings).await? {
        return Ok(Finding::warn(CHECK, "nothing is sealed yet", "nothing: a server seals the log while it runs"));
    }
    let log = open_log(settings, LogUse::Read).await?.events;
    let store = read_ledger(settings).await?;
    let head = log.head().await?;
    let Some(last) = store.last(EVENTS).await? else {
        return Ok(if head == 0 {
            Finding::ok(CHECK, "the log is empty; there is nothing to seal")
        } else {
            Finding::warn(CHECK, format!("none of {head} events is sealed"), "start a server: it seals the log")
        });
    };
    let size = last.head.size;
    if let Some(position) = tail::first_difference(&*log, &*store, &last, TAIL).await? {
        let seen = format!("the event at position {position} is not the one that was sealed");
        return Ok(Finding::fail(CHECK, seen, "somebody changed the log; keep everything as it is, and audit it"));
    }
    if let Some(problem) = guard(settings, &*store, size).await? {
        return Ok(problem);
    }
    let lag = head.saturating_sub(size);
    let seen = format!("{size} events sealed, {lag} not yet; the last {} are as sealed", TAIL.min(size));
    Ok(if lag > USUAL_LAG {
        Finding::warn(CHECK, seen, "start a server, or see in its log why it does not seal")
    } else {
        Finding::ok(CHECK, seen)
    })
}

/// Whether the store has everything that this node has signed. A server that seals meanwhile signs before it stores, so what is missing is
/// looked for again.
async fn guard(settings: &Settings, store: &dyn LedgerStore, mut size: u64) -> anyhow::Result<Option<Finding>> {
    let file = settings.ledger_head_file();
    let Ok(text) = std::fs::read_to_string(&file) else { return Ok(None) };
    let advice = "the ledger was turned back, or the file is of another log: find out which before you start a server";
    let signed = ledger::Checkpoint::parse(&text);
    for _ in 0..LOOKS {
        if signed.as_ref().is_ok_and(|signed| signed.head.size > size) {
            tokio::time::sleep(PAUSE).await;
            size = store.last(EVENTS).await?.map_or(size, |last| last.head.size);
        }
    }
    Ok(match signed {
        Ok(signed) if signed.head.size > size => {
            let seen = format!("{} was signed, but the ledger has only {size} events", signed.head);
            Some(Finding::warn(CHECK, seen, "a server goes on from there, unless the log was turned back"))
        }
        Ok(_) => None,
        Err(error) => Some(Finding::fail(CHECK, format!("{}: {}", file.display(), chain(error)), advice)),
    })
}
