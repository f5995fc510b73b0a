//! Import: what happened elsewhere becomes events, through the same commands as live traffic.

pub mod articles;
mod ask;
mod ids;
pub mod jsonl;
mod people;
mod plan;
mod run;
pub mod star;
mod tally;

use tokio::sync::mpsc;

pub use ids::{Digests, VaultDigests};
pub use run::{Planned, Target, run};

/// How many plans wait at most besides those that run: a place that falls free is taken at once, and memory stays flat
/// however much faster a source is read than the log is written.
const WAITING: usize = 8;

/// Reads a source on a thread of its own, because files are read and parsed there. It ends early when nobody listens.
pub fn start(read: impl FnOnce(&mut dyn FnMut(Planned) -> bool) + Send + 'static) -> mpsc::Receiver<Planned> {
    let (sender, plans) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || read(&mut |planned| sender.blocking_send(planned).is_ok()));
    plans
}
