//! One tenant's part of the log, in pages.

use event_store::{Error, EventStore, Position, RecordedEvent, Tenant};

/// How many events of the whole log are read at once.
const BATCH: usize = 1_000;
/// How many events of other tenants a page passes over before it ends early.
const PATIENCE: u64 = 50_000;

/// A part of the log.
#[derive(Debug)]
pub struct LogPage {
    /// The tenant's events in order.
    pub events: Vec<RecordedEvent>,
    /// The place up to which everything was read.
    pub end: Position,
    /// Whether the log went on behind it.
    pub more: bool,
}

/// At most `wanted` events of the tenant behind `after`. A page may end early, with `more` set, when the log has long
/// stretches of other tenants.
///
/// # Errors
/// As the log's.
pub async fn page(store: &dyn EventStore, tenant: &Tenant, after: Position, wanted: usize) -> Result<LogPage, Error> {
    let mut page = LogPage { events: Vec::new(), end: after, more: false };
    loop {
        let batch = store.read_all(page.end, BATCH).await?;
        if batch.is_empty() {
            return Ok(page);
        }
        for event in batch {
            if page.events.len() == wanted {
                return Ok(LogPage { more: true, ..page });
            }
            page.end = event.position;
            if event.tenant == *tenant {
                page.events.push(event);
            }
        }
        if page.end - after >= PATIENCE {
            return Ok(LogPage { more: true, ..page });
        }
    }
}
