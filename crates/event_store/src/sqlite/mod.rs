//! The embedded engine: one SQLite file, one process that writes it, any number that read it.

mod fault;
mod files;
mod group;
mod reactions;
mod readers;
mod rows;
mod schema;
mod statements;
mod watcher;
mod work;
mod writer;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::watch;
use uuid::Uuid;

use crate::feed::Feed;
use crate::outcome::Record;
use crate::queue::{Room, submit};
use crate::{
    Append, AppendError, Appended, Clock, CommandDigest, Error, EventStore, Position, RecordedEvent, StreamName, Tenant,
};

use readers::Readers;
use watcher::Watcher;
use work::Request;
use writer::WriterHandle;

/// What a process wants of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SqliteMode {
    /// To write it, alone; the file is made when it is missing.
    Owner,
    /// To read it while another process may write.
    Shared,
}

/// How to open a log.
#[derive(Clone, Debug)]
pub struct SqliteOptions {
    /// What for.
    pub mode: SqliteMode,
    /// How many appends may wait for the writer before further ones are refused.
    pub queue: usize,
    /// How many reads may run at once.
    pub readers: usize,
    /// Stamps `recorded_at`.
    pub clock: Clock,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self { mode: SqliteMode::Owner, queue: 8_192, readers: 4, clock: Clock::system() }
    }
}

/// A log in one SQLite file, `log.db`. Only one process may own the file; others may share it for reading.
#[derive(Debug)]
pub struct SqliteEventStore {
    role: Role,
    room: Room,
    readers: Arc<Readers>,
    feed: Arc<Feed>,
}

#[derive(Debug)]
enum Role {
    Owner(WriterHandle),
    Shared { _watcher: Watcher },
}

impl SqliteEventStore {
    /// Opens the log in a directory, or at a path that ends in `.db`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the file cannot be opened, when another process owns it, when its schema is newer
    /// than this program, or, for sharing, when it is not there.
    pub fn open(dir_or_path: &Path, options: SqliteOptions) -> Result<Self, Error> {
        let path = files::log_path(dir_or_path);
        match options.mode {
            SqliteMode::Owner => Self::own(&path, options),
            SqliteMode::Shared => Self::share(&path, &options),
        }
    }

    fn own(path: &Path, options: SqliteOptions) -> Result<Self, Error> {
        let lock = files::lock(path)?;
        let connection = schema::open_to_write(path, options.clock.now())?;
        reactions::release_all(&connection);
        let head = statements::head(&connection).map_err(fault::reading)?;
        let feed = Arc::new(Feed::new(head));
        let readers = Arc::new(Readers::new(path, options.readers));
        let writer = writer::start(connection, lock, Arc::clone(&feed), options.queue, options.clock)?;
        Ok(Self { role: Role::Owner(writer), room: Room::new(), readers, feed })
    }

    fn share(path: &Path, options: &SqliteOptions) -> Result<Self, Error> {
        let connection = schema::open_to_read(path)?;
        let head = statements::head(&connection).map_err(fault::reading)?;
        let feed = Arc::new(Feed::new(head));
        let readers = Arc::new(Readers::new(path, options.readers));
        let watcher = watcher::start(connection, Arc::clone(&feed))?;
        Ok(Self { role: Role::Shared { _watcher: watcher }, room: Room::new(), readers, feed })
    }

    fn writer(&self) -> Result<&WriterHandle, Error> {
        match &self.role {
            Role::Owner(writer) => Ok(writer),
            Role::Shared { .. } => Err(Error::unavailable("this process opened the log for reading only")),
        }
    }
}

#[async_trait]
impl EventStore for SqliteEventStore {
    async fn append_chain(&self, chain: Vec<Append>) -> Vec<Result<Appended, AppendError>> {
        let submitted = async { submit(self.writer()?.queue(), &self.room, chain, Request::Append).await };
        submitted.await.unwrap_or_else(|error| vec![Err(error.into())])
    }

    async fn find_command(
        &self,
        tenant: &Tenant,
        command_id: Uuid,
    ) -> Result<Option<(CommandDigest, Appended)>, Error> {
        let tenant = tenant.clone();
        let record =
            self.readers.read(move |connection| statements::find_command(connection, &tenant, command_id)).await?;
        Ok(record.map(|Record { digest, appended }| (digest, appended)))
    }

    async fn read_stream(
        &self,
        tenant: &Tenant,
        stream: &StreamName,
        from_revision: u64,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, Error> {
        let (tenant, stream) = (tenant.clone(), stream.clone());
        self.readers.read(move |connection| rows::read_stream(connection, &tenant, &stream, from_revision, limit)).await
    }

    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<RecordedEvent>, Error> {
        if let (Role::Owner(_), Some(events)) = (&self.role, self.feed.read(after, limit)) {
            return Ok(events);
        }
        self.readers.read(move |connection| rows::read_all(connection, after, limit)).await
    }

    async fn head(&self) -> Result<Position, Error> {
        match &self.role {
            Role::Owner(_) => Ok(self.feed.head()),
            Role::Shared { .. } => self.readers.read(statements::head).await,
        }
    }

    fn watch(&self) -> watch::Receiver<Position> {
        self.feed.watch()
    }
}
