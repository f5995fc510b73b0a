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
            return Ok(Feeder::new(Arc::clone(store), encoding.clone(), Index::in_memory()?, None, 0));
        }
        opened => opened?,
    };
    let start = match fill {
        Fill::GoOn => trusted(&**store, folder, encoding, opened).await?,
        Fill::Anew => None,
    };
    let folder = folder.to_owned();
    match start {
        Some(position) => Ok(Feeder::new(Arc::clone(store), encoding.clone(), index, Some(folder), position)),
        None => {
            Place::forget(&folder)?;
            let index = empty(index, opened).await?;
            Ok(Feeder::new(Arc::clone(store), encoding.clone(), index, Some(folder), 0))
        }
    }
}

async fn empty(mut index: Index, opened: Opened) -> Result<Index, Error> {
    if opened != Opened::Fresh {
        index = spawn_blocking(move || index.wipe().map(|()| index)).await??;
    }
    Ok(index)
}

/// The position after which an index goes on; nothing when it is empty, or when it does not belong to this log, which was
/// restored from a backup since or is another one, or its vectors are of another encoder.
async fn trusted(
    store: &dyn EventStore,
    folder: &Path,
    encoding: &Encoding,
    opened: Opened,
) -> Result<Option<u64>, Error> {
    let (Opened::At(committed), Some(place)) = (opened, Place::read(folder)) else { return Ok(None) };
    if place.committed > committed || place.position == 0 || place.encoder.as_deref() != encoding.name() {
        return Ok(None);
    }
    let event = store.read_all(place.position - 1, 1).await?.pop();
    let is_of_this_log = event.is_some_and(|event| event.event_id == place.event);
    Ok(is_of_this_log.then_some(place.position))
}
