//! Following a log that another process writes.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::Connection;

use super::statements;
use crate::Error;
use crate::feed::Feed;

/// How often the file is asked for its head; SQLite has no way to tell of itself.
const PERIOD: Duration = Duration::from_millis(100);

/// The thread that asks. Dropping it ends the thread.
#[derive(Debug)]
pub(super) struct Watcher {
    stop: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Starts to announce the head of the log to `feed`.
pub(super) fn start(connection: Connection, feed: Arc<Feed>) -> Result<Watcher, Error> {
    let (stop, stopped) = mpsc::channel();
    let thread = thread::Builder::new()
        .name("log-watcher".into())
        .spawn(move || run(&connection, &feed, &stopped))
        .map_err(|source| Error::away("the watcher's thread could not start", source))?;
    Ok(Watcher { stop: Some(stop), thread: Some(thread) })
}

fn run(connection: &Connection, feed: &Feed, stopped: &mpsc::Receiver<()>) {
    while stopped.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
        match statements::head(connection) {
            Ok(head) => feed.announce(head),
            Err(error) => tracing::warn!(%error, "the head of the event log could not be read"),
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the watcher of the event log had panicked");
        }
    }
}
