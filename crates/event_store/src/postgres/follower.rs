//! Hearing of what other processes write, and bringing it into the feed.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use deadpool_postgres::Pool;
use tokio::sync::watch;
use tokio_postgres::{AsyncMessage, Client, Config, Connection, NoTls, Notification, Socket, tls::NoTlsStream};

use super::connect::{Task, within};
use super::{PostgresOptions, fault, lookups, rows};
use crate::feed::{self, Feed};
use crate::{Error, Position, RecordedEvent};

const LISTEN: &str = "listen colloquy_log";
/// How many events of other processes are read at once.
const BATCH: usize = 1_000;
/// How long to wait before connecting again.
const PAUSE: Duration = Duration::from_millis(200);

/// What was heard of the head from elsewhere than this process's own feed.
#[derive(Clone, Debug)]
pub(super) struct Foreign {
    head: watch::Sender<Position>,
    own_backend: Arc<AtomicI32>,
}

impl Default for Foreign {
    fn default() -> Self {
        Self { head: watch::Sender::new(0), own_backend: Arc::default() }
    }
}

impl Foreign {
    /// There are events up to `position` that the feed does not have.
    pub(super) fn heard(&self, position: Position) {
        self.head.send_if_modified(|head| {
            let news = position > *head;
            *head = position.max(*head);
            news
        });
    }

    /// Notifications of this backend tell of what the feed has anyway.
    pub(super) fn except(&self, backend: i32) {
        self.own_backend.store(backend, Ordering::Relaxed);
    }

    fn notified(&self, notification: &Notification) {
        if notification.process_id() != self.own_backend.load(Ordering::Relaxed)
            && let Ok(position) = notification.payload().parse()
        {
            self.heard(position);
        }
    }
}

/// Starts the follower; it ends when the task is dropped.
pub(super) fn start(config: Config, pool: Pool, feed: Arc<Feed>, foreign: Foreign, options: &PostgresOptions) -> Task {
    let PostgresOptions { poll, timeout, .. } = *options;
    let follower = Follower { config, pool, feed, foreign, poll, timeout };
    Task::spawn(async move { follower.run().await })
}

struct Follower {
    config: Config,
    pool: Pool,
    feed: Arc<Feed>,
    foreign: Foreign,
    poll: Duration,
    timeout: Duration,
}

impl Follower {
    async fn run(&self) {
        loop {
            let Err(error) = self.follow().await;
            tracing::warn!(error = &error as &dyn std::error::Error, "the event log is not followed; connecting again");
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn follow(&self) -> Result<std::convert::Infallible, Error> {
        let mut heard = self.foreign.head.subscribe();
        let (client, _driver) = within(self.timeout, self.listen()).await?;
        self.catch_up(within(self.timeout, lookups::head(&client)).await?).await?;
        loop {
            let head = match tokio::time::timeout(self.poll, heard.changed()).await {
                Ok(_changed) => *heard.borrow_and_update(),
                Err(_elapsed) => within(self.timeout, lookups::head(&client)).await?,
            };
            self.catch_up(head).await?;
        }
    }

    async fn listen(&self) -> Result<(Client, Task), Error> {
        let failed = fault::away("the database cannot be listened to");
        let (client, connection) = self.config.connect(NoTls).await.map_err(&failed)?;
        let driver = Task::spawn(drive(connection, self.foreign.clone()));
        client.batch_execute(LISTEN).await.map_err(&failed)?;
        Ok((client, driver))
    }

    /// Reads into the feed what it lacks up to `head`.
    async fn catch_up(&self, head: Position) -> Result<(), Error> {
        self.feed.skip_to(head.saturating_sub(feed::MAX_EVENTS as u64));
        while self.feed.last() < head {
            let events = within(self.timeout, self.read_on()).await?;
            if events.is_empty() {
                return Err(Error::Corrupt(format!("the head is {head}, but its events are not there")));
            }
            // A gap means that the writer went ahead meanwhile; the next turn reads from there.
            let _contiguous = self.feed.publish(events);
        }
        Ok(())
    }

    async fn read_on(&self) -> Result<Vec<RecordedEvent>, Error> {
        let client = self.pool.get().await.map_err(|error| Error::away("the database gave no connection", error))?;
        rows::read_all(&client, self.feed.last(), BATCH).await
    }
}

async fn drive(mut connection: Connection<Socket, NoTlsStream>, foreign: Foreign) {
    loop {
        match poll_fn(|context| connection.poll_message(context)).await {
            Some(Ok(AsyncMessage::Notification(notification))) => foreign.notified(&notification),
            Some(Ok(_notice)) => {}
            Some(Err(error)) => return tracing::warn!(%error, "the follower's connection broke"),
            None => return,
        }
    }
}
