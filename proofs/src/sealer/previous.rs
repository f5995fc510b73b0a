//! The leaf of the event before, in the same stream.

use std::collections::HashMap;

use event_store::{EventStore, RecordedEvent, StreamName, Tenant};
use ledger::Hash;

use crate::store::{LedgerStore, leaf};
use crate::{EVENTS, Error};

/// How many streams are remembered.
const STREAMS: usize = 65_536;

/// The last leaves of streams in use.
#[derive(Debug, Default)]
pub(crate) struct Previous(HashMap<(Tenant, StreamName), (u64, Hash)>);

impl Previous {
    /// The leaf of an event.
    pub(crate) fn learn(&mut self, event: &RecordedEvent, leaf: Hash) {
        if self.0.len() >= STREAMS {
            self.0.clear();
        }
        self.0.insert((event.tenant.clone(), event.stream.clone()), (event.revision, leaf));
    }

    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }

    fn get(&self, event: &RecordedEvent) -> Option<Hash> {
        let (revision, leaf) = self.0.get(&(event.tenant.clone(), event.stream.clone()))?;
        (revision + 1 == event.revision).then_some(*leaf)
    }
}

/// Where leaves are looked up that are not remembered: those of this round, then those in the store.
pub(crate) struct Sources<'a> {
    pub(crate) events: &'a dyn EventStore,
    pub(crate) store: &'a dyn LedgerStore,
    /// The size of the ledger before this round, and the leaves since.
    pub(crate) from: u64,
    pub(crate) leaves: &'a [Hash],
}

/// The leaf of the event before `event` in its stream; none for the first.
pub(crate) async fn find(
    previous: &Previous,
    sources: Sources<'_>,
    event: &RecordedEvent,
) -> Result<Option<Hash>, Error> {
    let Some(revision) = event.revision.checked_sub(1) else { return Ok(None) };
    if let Some(leaf) = previous.get(event) {
        return Ok(Some(leaf));
    }
    let before = sources.events.read_stream(&event.tenant, &event.stream, revision, 1).await?;
    let is_before = |before: &&RecordedEvent| before.revision == revision && before.position < event.position;
    let Some(before) = before.first().filter(is_before) else {
        let RecordedEvent { stream, revision, position, .. } = event;
        let missing = format!("the event before revision {revision} of {stream} (position {position}) is not there");
        return Err(Error::inconsistent(missing));
    };
    let index = before.position - 1;
    match index.checked_sub(sources.from) {
        Some(since) => Ok(sources.leaves.get(since as usize).copied()),
        None => leaf(sources.store, EVENTS, index).await.map(Some),
    }
}
