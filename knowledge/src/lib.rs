//! What is known: the index of published articles, which follows the log, and the search in it.
//!
//! A [`Follower`] reads the log after the place its index has come to, folds the articles that the events touch, and puts
//! into the index what is told of them: the published version, unless the article is retired. [`Knowledge`] searches it.
//! The index is derived from the log and the [`Encoding`] alone: one that is missing, damaged, of another format, of another
//! log or of another encoder is filled again from the first event.

mod encoding;
pub mod error;
mod feeder;
mod fold;
pub mod follower;
mod open;
pub mod place;
pub mod question;
mod searching;
#[cfg(test)]
mod tests;

pub use encoding::{Asked, Encoding, ReadBy};
pub use error::Error;
pub use follower::Follower;
pub use place::Place;
pub use question::{Hit, Part, Question};
pub use searching::{Knowledge, State, Status, TimedOut};

use std::path::Path;
use std::sync::Arc;

use event_store::EventStore;

use open::{Fill, WhenBusy};

/// What searches the index in a folder, brought up to the end of the log first; an index in memory when another process
/// has the folder open, or filled it by another encoder, which is not to be undone. `progress` is told of each position that
/// was read.
///
/// # Errors
/// When the log or the folder cannot be read.
pub async fn search_once(
    store: &Arc<dyn EventStore>,
    folder: &Path,
    encoding: &Encoding,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Knowledge, Error> {
    let is_of_another = Place::read(folder).is_some_and(|place| place.encoder.as_deref() != encoding.name());
    let mut feeder = if is_of_another {
        open::in_memory(store, encoding)?
    } else {
        open::open(store, folder, encoding, Fill::GoOn, WhenBusy::InMemory).await?
    };
    feeder.catch_up(progress).await?;
    Ok(Knowledge::at_rest(&feeder))
}

/// Fills the index in a folder anew from the first event; the position it then holds.
///
/// # Errors
/// [`Error::is_busy`] when another process has it open; when the log or the folder cannot be used.
pub async fn rebuild(
    store: &Arc<dyn EventStore>,
    folder: &Path,
    encoding: &Encoding,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<u64, Error> {
    let mut feeder = open::open(store, folder, encoding, Fill::Anew, WhenBusy::Fail).await?;
    feeder.catch_up(progress).await?;
    Ok(feeder.position())
}
