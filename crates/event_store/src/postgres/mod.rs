//! The engine for production: one PostgreSQL database, several processes on it.

mod bell;
mod commit;
mod connect;
mod fault;
mod flight;
mod follower;
mod known;
mod lookups;
mod pace;
mod plan;
mod reactions;
mod rows;
mod schema;
mod session;
mod write;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use deadpool_postgres::Pool;
use tokio::sync::{mpsc, watch};
use uuid::Uuid;

use crate::feed::Feed;
use crate::queue::{Room, Submission, submit};
use crate::{
    Append, AppendError, Appended, Clock, CommandDigest, Error, EventStore, Position, RecordedEvent, StreamName, Tenant,
};

use connect::{Task, within};
use follower::Foreign;
pub use pace::SendAhead;

/// How to connect to a log.
#[derive(Clone, Debug)]
pub struct PostgresOptions {
    /// How many appends may wait for the writer before further ones are refused.
    pub queue: usize,
    /// How many connections serve reads and reactions; the writer and the follower have one each besides.
    pub connections: usize,
    /// How long the engine may take for each step of a group of appends (looking up, writing, writing under the lock), for a
    /// read, or to hand out a connection. A group may have to wait for the one ahead of it.
    pub timeout: Duration,
    /// How often the head is asked for, in case a notification was lost.
    pub poll: Duration,
    /// When a group of appends may be sent before the one ahead of it is committed.
    pub send_ahead: SendAhead,
    /// Stamps `recorded_at`.
    pub clock: Clock,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self {
            queue: 8_192,
            connections: 8,
            timeout: Duration::from_secs(10),
            poll: Duration::from_secs(1),
            send_ahead: SendAhead::default(),
            clock: Clock::system(),
        }
    }
}

/// A log in a PostgreSQL database, in its schema `colloquy`. Any number of processes may append to it.
#[derive(Debug)]
pub struct PostgresEventStore {
    queue: mpsc::Sender<Submission>,
    pool: Pool,
    room: Room,
    feed: Arc<Feed>,
    timeout: Duration,
    _tasks: [Task; 2],
}

impl PostgresEventStore {
    /// Connects, makes or migrates the tables where needed, and starts to follow the log.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the URL makes no sense, the database does not answer, or its schema is newer than
    /// this program.
    pub async fn connect(url: &str, options: PostgresOptions) -> Result<Self, Error> {
        let config = connect::config(url, options.timeout)?;
        let head = schema::prepare(&config, options.clock.now()).await?;
        let pool = connect::pool(&config, &options)?;
        let feed = Arc::new(Feed::new(head));
        let foreign = Foreign::default();
        let (queue, submissions) = mpsc::channel(options.queue.max(1));
        let writer = writer::start(config.clone(), submissions, Arc::clone(&feed), foreign.clone(), &options);
        let follower = follower::start(config, pool.clone(), Arc::clone(&feed), foreign, &options);
        let timeout = options.timeout;
        Ok(Self { queue, room: Room::new(), pool, feed, timeout, _tasks: [writer, follower] })
    }

    /// A connection of the pool.
    async fn client(&self) -> Result<deadpool_postgres::Object, Error> {
        self.pool.get().await.map_err(|error| Error::away("the database gave no connection", error))
    }
}

#[async_trait]
impl EventStore for PostgresEventStore {
    async fn append_chain(&self, chain: Vec<Append>) -> Vec<Result<Appended, AppendError>> {
        let submitted = submit(&self.queue, &self.room, chain, |submission| submission).await;
        submitted.unwrap_or_else(|error| vec![Err(error.into())])
    }

    async fn find_command(
        &self,
        tenant: &Tenant,
        command_id: Uuid,
    ) -> Result<Option<(CommandDigest, Appended)>, Error> {
        let found = async { lookups::find_command(&self.client().await?, tenant, command_id).await };
        let record = within(self.timeout, found).await?;
        Ok(record.map(|record| (record.digest, record.appended)))
    }

    async fn read_stream(
        &self,
        tenant: &Tenant,
        stream: &StreamName,
        from_revision: u64,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, Error> {
        let read = async { rows::read_stream(&self.client().await?, tenant, stream, from_revision, limit).await };
        within(self.timeout, read).await
    }

    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<RecordedEvent>, Error> {
        match self.feed.read(after, limit) {
            Some(events) if !events.is_empty() => Ok(events),
            // The tail may be behind another process that has just written.
            Some(_) | None => {
                within(self.timeout, async { rows::read_all(&self.client().await?, after, limit).await }).await
            }
        }
    }

    async fn head(&self) -> Result<Position, Error> {
        within(self.timeout, async { lookups::head(&*self.client().await?).await }).await
    }

    fn watch(&self) -> watch::Receiver<Position> {
        self.feed.watch()
    }
}
