//! What a reaction must remember: how far it has read, who runs it, which timers it has set.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Error, Position, StreamName, Tenant};

/// The right to run a reaction, until it expires.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lease {
    /// The reaction.
    pub name: String,
    /// Who holds it.
    pub owner: Uuid,
    /// Rises with every change of owner; a commit under an older fence is refused.
    pub fence: u64,
}

/// Something to do at a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timer {
    /// The event that set it; one timer an event.
    pub event_id: Uuid,
    /// Whose stream.
    pub tenant: Tenant,
    /// The stream it is about.
    pub stream: StreamName,
    /// When it is due, to the microsecond.
    pub due_at: DateTime<Utc>,
}

/// The durable memory of reactions, beside the log in the same engine.
#[async_trait]
pub trait ReactionStore: Send + Sync + std::fmt::Debug {
    /// Takes or renews the lease of a reaction for `ttl` from `now`; `None` while another owner holds it.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    async fn acquire(&self, name: &str, owner: Uuid, ttl: Duration, now: DateTime<Utc>)
    -> Result<Option<Lease>, Error>;

    /// Gives the lease back, so that the next owner need not wait for its end.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    async fn release(&self, lease: &Lease) -> Result<(), Error>;

    /// How far the reaction has read; 0 when it never did.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    async fn checkpoint(&self, name: &str) -> Result<Position, Error>;

    /// Saves, in one transaction, how far the reaction has read, the timers it set and those it cleared (all timers
    /// of a stream). The clearing comes first: a timer both set and cleared stays set. `false` when the lease has passed to another owner: then nothing was saved.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    async fn commit(
        &self,
        lease: &Lease,
        position: Position,
        set: &[Timer],
        cleared: &[(Tenant, StreamName)],
    ) -> Result<bool, Error>;

    /// At most `limit` timers of the reaction that are due at `now`, the earliest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    async fn due(&self, name: &str, now: DateTime<Utc>, limit: usize) -> Result<Vec<Timer>, Error>;

    /// The earliest timer of the reaction that is not due at `now`.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    async fn next_due(&self, name: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error>;

    /// Removes one timer, when what it stood for is done. `false` when the lease has passed to another owner.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    async fn done(&self, lease: &Lease, event_id: Uuid) -> Result<bool, Error>;
}

/// When a lease ends; never, when its time to live is beyond what a date can say.
pub(crate) fn expiry(now: DateTime<Utc>, ttl: Duration) -> DateTime<Utc> {
    chrono::Duration::from_std(ttl).ok().and_then(|ttl| now.checked_add_signed(ttl)).unwrap_or(DateTime::<Utc>::MAX_UTC)
}
