//! An append-only event log with one total order, on SQLite and PostgreSQL.
//!
//! A log holds the streams of many tenants. Every event has a revision, which counts from 0 without gaps
//! within its stream, and a position, which counts from 1 without gaps over the whole log. Positions are
//! assigned under a lock held until the commit, so whoever has read position *n* has read everything before it
//! and a reader's checkpoint is one integer.

pub mod append;
pub mod clock;
#[cfg(feature = "conformance")]
pub mod conformance;
pub mod error;
pub mod event;
mod feed;
mod intern;
mod outcome;
mod page;
pub mod postgres;
mod queue;
pub mod reaction;
mod recent;
pub mod sqlite;
pub mod subscription;

pub use append::{Append, Appended, CommandDigest, Expected, NewEvent};
pub use clock::Clock;
pub use error::{AppendError, Error};
pub use event::{Actor, RecordedEvent, StreamName, Tenant};
pub use postgres::{PostgresEventStore, PostgresOptions, SendAhead};
pub use reaction::{Lease, ReactionStore, Timer};
pub use sqlite::{SqliteEventStore, SqliteMode, SqliteOptions};
pub use subscription::{Subscription, subscribe};

use async_trait::async_trait;
use tokio::sync::watch;
use uuid::Uuid;

/// A place in the log: 1 for the first event, then without gaps. 0 stands before all of them.
pub type Position = u64;

/// The log. One value is shared by everything in a process.
#[async_trait]
pub trait EventStore: Send + Sync + std::fmt::Debug {
    /// Appends to one stream, durably, or not at all.
    ///
    /// The command id is checked first: when it stands in the log with the same digest, the first result comes
    /// back with `repeated` set and nothing is written; with another digest the append is refused. An append of
    /// no events records the command alone.
    ///
    /// # Errors
    /// See [`AppendError`]. After `Unavailable` the outcome is unknown until the same command is sent again.
    async fn append(&self, append: Append) -> Result<Appended, AppendError> {
        self.append_chain(vec![append]).await.pop().expect("a chain of one has an answer")
    }

    /// Appends one after another to one stream, in one commit, as far as each is new: what does not follow from a
    /// fresh append before it is not tried. The answers are those of [`EventStore::append`], in order, up to and with
    /// the first that is a repeat or an error; a chain that has something in it has an answer.
    ///
    /// Whoever decided a whole series of commands before the first was durable can send it so: none of them is
    /// written on a belief that turned out wrong.
    async fn append_chain(&self, chain: Vec<Append>) -> Vec<Result<Appended, AppendError>>;

    /// What the command with this id appended, with the digest it came with; `None` when it never did.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Corrupt`].
    async fn find_command(&self, tenant: &Tenant, command_id: Uuid)
    -> Result<Option<(CommandDigest, Appended)>, Error>;

    /// At most `limit` events of one stream in order, from `from_revision` on. There may be fewer although more are
    /// there; only an empty answer means that there are none.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Corrupt`].
    async fn read_stream(
        &self,
        tenant: &Tenant,
        stream: &StreamName,
        from_revision: u64,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, Error>;

    /// At most `limit` events of the whole log in order, those with a position greater than `after`. There may be
    /// fewer although more are there; only an empty answer means that the end is reached.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Corrupt`].
    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<RecordedEvent>, Error>;

    /// The position of the last durable event; 0 for an empty log.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    async fn head(&self) -> Result<Position, Error>;

    /// The head as far as this process has heard of it; changes wake readers. It may lag [`EventStore::head`] while
    /// another process writes, never lead it.
    fn watch(&self) -> watch::Receiver<Position>;
}
