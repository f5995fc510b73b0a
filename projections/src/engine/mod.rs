//! Where rows are kept: one interface, two engines.

pub(crate) mod dialect;
pub mod postgres;
pub mod sqlite;

pub use dialect::Dialect;
pub use postgres::PostgresReadModel;
pub use sqlite::SqliteReadModel;

use async_trait::async_trait;

use crate::Error;
use crate::answer::Answer;
use crate::row::TableSpec;
use crate::value::{Record, Value};

/// A place for rows. One value is shared by everything in a process.
#[async_trait]
pub trait ReadModel: Send + Sync + std::fmt::Debug {
    /// Runs a query in the portable subset, with parameters `$1`, `$2`, … in the order in which they first appear.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    async fn query(&self, sql: &str, params: Vec<Value>) -> Result<Answer, Error>;

    /// A connection of its own, to write with.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    async fn writer(&self) -> Result<Box<dyn Writer>, Error>;

    /// What SQL it speaks.
    fn dialect(&self) -> Dialect;
}

/// What only one process at a time may do. A lock ends with the writer that holds it, or with its process.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lock {
    /// Feeding the live tables.
    Lead,
    /// Building new ones.
    Rebuild,
}

/// A connection that writes. Dropped within a transaction, nothing of the transaction stays.
#[async_trait]
pub trait Writer: Send {
    /// Takes a lock; `false` when another holds it. Asked again by its holder, it says `true`.
    async fn try_lock(&mut self, lock: Lock) -> Result<bool, Error>;

    /// Gives its locks back at once; dropped, it does so a moment later.
    async fn unlock(&mut self) -> Result<(), Error>;

    /// Begins a transaction that may write.
    async fn begin(&mut self) -> Result<(), Error>;

    /// Makes the transaction last.
    async fn commit(&mut self) -> Result<(), Error>;

    /// Takes the transaction back.
    async fn rollback(&mut self) -> Result<(), Error>;

    /// Reads rows by the leading part of their keys; one answer for each part of the question.
    async fn load(&mut self, wanted: Vec<Wanted>) -> Result<Vec<Answer>, Error>;

    /// Writes and deletes rows in bulk.
    async fn write(&mut self, changes: Vec<Changes>) -> Result<(), Error>;

    /// Runs a query, seeing what the transaction wrote.
    async fn query(&mut self, sql: &str) -> Result<Answer, Error>;

    /// Runs statements without parameters.
    async fn script(&mut self, sql: &str) -> Result<(), Error>;
}

/// Rows to load from the table of one generation.
#[derive(Debug)]
pub struct Wanted {
    /// The table.
    pub spec: &'static TableSpec,
    /// Of which generation.
    pub generation: u32,
    /// The leading parts of the keys.
    pub prefixes: Vec<Record>,
}

/// Rows to write to the table of one generation.
#[derive(Debug)]
pub struct Changes {
    /// The table.
    pub spec: &'static TableSpec,
    /// Of which generation.
    pub generation: u32,
    /// Whole rows, new or changed.
    pub upserts: Vec<Record>,
    /// Keys.
    pub deletes: Vec<Record>,
}
