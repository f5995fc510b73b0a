//! Opening an index where it was left, if that can be trusted.

use std::path::Path;
use std::sync::Arc;

use event_store::EventStore;
use intelligence::search::{self, Index, Opened};
use tokio::task::spawn_blocking;

use crate::feeder::Feeder;
use crate::{Encoding, Error, Place};

/// From where an index is filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fill {
    /// From where it was left.
    GoOn,
    /// From the first event.
    Anew,
}

/// What to do while another process has the folder open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WhenBusy {
    /// Give up.
    Fail,
    /// Fill an index of one's own in memory.
    InMemory,
}

/// Opens the index in a folder, made where needed.
pub(crate) async fn open(
    store: &Arc<dyn EventStore>,
    folder: &Path,
    encoding: &Encoding,
    fill: Fill,
    when_busy: WhenBusy,
) -> Result<Feeder, Error> {
    let path = folder.to_owned();
    let (index, opened) = match spawn_blocking(move || Index::open(&path)).await? {
        Err(search::Error::Busy) if when_busy == WhenBusy::InMemory => {
            return in_memory(store, encoding);
        }
        opened => opened?,
    };
    let start = match fill {
        Fill::GoOn => trusted(&**store, folder, encoding, opened).await?,
        Fill::Anew => Start::Empty,
    };
    let folder = folder.to_owned();
    let (index, position) = match start {
        Start::After(position) => (index, position),
        Start::Over => {
            Place::forget(&folder)?;
            (index, 0)
        }
        Start::Empty => {
            Place::forget(&folder)?;
            (empty(index, opened).await?, 0)
        }
    };
    Ok(Feeder::new(Arc::clone(store), encoding.clone(), index, Some(folder), position))
}

/// An index of its own, gone with this value.
pub(crate) fn in_memory(store: &Arc<dyn EventStore>, encoding: &Encoding) -> Result<Feeder, Error> {
    Ok(Feeder::new(Arc::clone(store), encoding.clone(), Index::in_memory()?, None, 0))
}

/// How an index that was found is fed.
enum Start {
    /// It goes on after this position.
    After(u64),
    /// Its words are right and its vectors are not: from the first event, each article in the place of what it has of it.
    Over,
    /// It has nothing that can be trusted.
    Empty,
}

async fn empty(mut index: Index, opened: Opened) -> Result<Index, Error> {
    if opened != Opened::Fresh {
        index = spawn_blocking(move || index.wipe().map(|()| index)).await??;
    }
    Ok(index)
}

/// Whether an index goes on. Not when it is empty, or when it does not belong to this log, which was restored from a backup since or
/// is another one.
async fn trusted(store: &dyn EventStore, folder: &Path, encoding: &Encoding, opened: Opened) -> Result<Start, Error> {
    let (Opened::At(committed), Some(place)) = (opened, Place::read(folder)) else { return Ok(Start::Empty) };
    if place.committed > committed || place.position == 0 {
        return Ok(Start::Empty);
    }
    let event = store.read_all(place.position - 1, 1).await?.pop();
    let is_of_this_log = event.is_some_and(|event| event.event_id == place.event);
    Ok(match place.encoder.as_deref() == encoding.name() {
        _ if !is_of_this_log => Start::Empty,
        true => Start::After(place.position),
        false => Start::Over,
    })
}
