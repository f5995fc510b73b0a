//! Whether the end of the log is still what was sealed: a quick look; an audit looks at all of it.

use event_store::EventStore;

use crate::sealer::previous::{self, Previous, Sources};
use crate::{EVENTS, Error, LedgerStore, Sealed, entry};

/// Makes the entries of the last `count` sealed events anew, and compares them with those that were sealed. The first
/// position that differs; none when all are as they were.
///
/// # Errors
/// When the log or the store cannot be read, or lacks what was sealed.
pub async fn first_difference(
    events: &dyn EventStore,
    store: &dyn LedgerStore,
    last: &Sealed,
    count: u64,
) -> Result<Option<u64>, Error> {
    let mut position = last.head.size.saturating_sub(count);
    let nothing = Previous::default();
    while position < last.head.size {
        let wanted = (last.head.size - position) as usize;
        let page = events.read_all(position, wanted).await?;
        let sealed = store.entries(EVENTS, position, page.len()).await?;
        if page.is_empty() || sealed.is_empty() {
            return Ok(Some(position + 1));
        }
        for (event, sealed) in page.iter().zip(sealed) {
            position += 1;
            let sources = Sources { events, store, from: last.head.size, leaves: &[] };
            let before = match previous::find(&nothing, sources, event).await {
                Err(Error::Inconsistent(_)) => return Ok(Some(position)),
                before => before?,
            };
            let is_same = event.position == position && entry::encode(event, before).is_ok_and(|made| made == sealed);
            if !is_same {
                return Ok(Some(position));
            }
        }
    }
    Ok(None)
}
