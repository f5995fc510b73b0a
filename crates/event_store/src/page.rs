//! How much one read may bring into memory.

use crate::RecordedEvent;

/// A page ends once its bodies have this many bytes, however many events were asked for. It has one event at least.
pub(crate) const MAX_BYTES: usize = 8 << 20;

/// Collects events into a page and stops reading when it is full.
pub(crate) fn fill<E>(events: impl Iterator<Item = Result<RecordedEvent, E>>) -> Result<Vec<RecordedEvent>, E> {
    let (mut page, mut bytes) = (Vec::new(), 0);
    for event in events {
        let event = event?;
        bytes += event.body.len();
        page.push(event);
        if bytes >= MAX_BYTES {
            break;
        }
    }
    Ok(page)
}
