//! Connections for reading, off the threads that run async tasks.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::connection;
use crate::Error;

/// A few reading connections; opened when first needed, kept with their prepared statements.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    free: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn new(path: &Path, count: usize) -> Self {
        Self { path: path.to_owned(), idle: Mutex::default(), free: Arc::new(Semaphore::new(count.max(1))) }
    }

    /// Runs a read on a connection of its own.
    pub(super) async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        read: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let permit = Arc::clone(&self.free).acquire_owned().await.expect("the semaphore is never closed");
        let readers = Arc::clone(self);
        let blocking = tokio::task::spawn_blocking(move || {
            let result = readers.run(read);
            drop(permit);
            result
        });
        blocking.await.map_err(|error| Error::away("a read was cut off", error))?
    }

    fn run<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connection::to_read(&self.path)?,
        };
        let result = read(&connection);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        result
    }
}
