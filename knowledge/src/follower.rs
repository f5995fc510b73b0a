//! An index at work: it takes in what is appended, until it is told to stop.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use event_store::EventStore;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::feeder::Feeder;
use crate::open::{self, Fill, WhenBusy};
use crate::searching::{Held, Knowledge, State, Status};
use crate::{Encoding, Error, Place};

/// How long to wait when something is away.
const BACKOFF: Duration = Duration::from_secs(1);
/// How long to wait between two looks at the log, so that a busy log does not have its index written without pause.
const PAUSE: Duration = Duration::from_millis(50);

/// Keeps an index up with the log. Every node has one of its own.
pub struct Follower {
    store: Arc<dyn EventStore>,
    folder: PathBuf,
    encoding: Encoding,
    held: watch::Sender<Held>,
}

impl Follower {
    /// Of this log, with an index in this folder and vectors of this encoding; and what searches it.
    #[must_use]
    pub fn new(store: Arc<dyn EventStore>, folder: PathBuf, encoding: Encoding) -> (Self, Knowledge) {
        let position = Place::read(&folder).map_or(0, |place| place.position);
        let held = watch::Sender::new(Held { reader: None, status: Status { position, state: State::Opening } });
        let knowledge = Knowledge::new(held.subscribe(), encoding.clone());
        (Self { store, folder, encoding, held }, knowledge)
    }

    /// Follows the log until `stop` is set or its sender is gone. When something is away, it tries again.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => {}
            () = self.follow_always() => {}
        }
    }

    async fn follow_always(&self) {
        loop {
            let Err(error) = self.follow().await else { continue };
            let reason = error.chain();
            tracing::warn!(error = reason, "the search index cannot follow the log; trying again");
            self.held.send_modify(|held| held.status.state = State::Retrying(reason));
            sleep(BACKOFF).await;
        }
    }

    /// Follows as long as all goes well; then the index is let go of, and is to be opened again.
    async fn follow(&self) -> Result<(), Error> {
        let mut feeder = open::open(&self.store, &self.folder, &self.encoding, Fill::GoOn, WhenBusy::InMemory).await?;
        if feeder.is_in_memory() {
            tracing::warn!("another process has the search index open; this one keeps its own in memory");
        }
        let mut head = self.store.watch();
        self.show(&feeder);
        loop {
            head.borrow_and_update();
            while feeder.step().await? {
                self.show(&feeder);
            }
            self.show(&feeder);
            sleep(PAUSE).await;
            if *head.borrow() <= feeder.position() && head.changed().await.is_err() {
                // The log was closed; whoever closed it stops this too.
                std::future::pending::<()>().await;
            }
        }
    }

    fn show(&self, feeder: &Feeder) {
        let position = feeder.settled();
        metrics::gauge!("search_index_position").set(position as f64);
        let state = if feeder.is_in_memory() { State::InMemory } else { State::Following };
        self.held.send_replace(Held { reader: Some(feeder.reader()), status: Status { position, state } });
    }
}

impl std::fmt::Debug for Follower {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Follower").field("folder", &self.folder).finish_non_exhaustive()
    }
}
