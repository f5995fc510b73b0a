//! The lease of a reaction: taken, renewed, given back.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use event_store::{Lease, Position};

use super::Runner;
use crate::Error;
use crate::error::chain;
use crate::reactions::undone::Undone;

/// How long a node that vanished keeps others from its reactions.
const LEASE: Duration = Duration::from_secs(30);
/// At this age a lease is renewed.
pub(super) const RENEW: TimeDelta = TimeDelta::seconds(10);

/// The lease while it is held, and what this node knows because it holds it.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) lease: Lease,
    renewed_at: DateTime<Utc>,
    /// Everything up to here is done, and the timers of it are saved.
    pub(super) position: Position,
    /// The position that is saved.
    pub(super) saved: Position,
    /// When to look for due timers next.
    pub(super) next_due: Option<DateTime<Utc>>,
}

impl Held {
    fn renew_at(&self) -> DateTime<Utc> {
        self.renewed_at + RENEW
    }

    /// When there is something to do though nothing happens.
    pub(super) fn wake_at(&self) -> DateTime<Utc> {
        self.next_due.map_or(self.renew_at(), |due| due.min(self.renew_at()))
    }
}

/// Why a reaction does not go on working.
pub(super) enum Ended {
    /// Another node has the lease.
    LeaseElsewhere,
    /// Something went wrong.
    Failed(Undone),
}

impl From<Undone> for Ended {
    fn from(error: Undone) -> Self {
        Self::Failed(error)
    }
}

impl From<event_store::Error> for Ended {
    fn from(error: event_store::Error) -> Self {
        Self::Failed(Error::Store(error).into())
    }
}

impl Runner {
    /// The saved position, once the lease is held; nothing while another node has it.
    pub(super) async fn take_lease(&mut self) -> Result<Option<Position>, event_store::Error> {
        let (reaction, now) = (Arc::clone(&self.reaction), self.executor.clock().now());
        let name = reaction.remembered_as();
        self.held = None;
        let Some(lease) = self.memory.acquire(name, self.owner, LEASE, now).await? else { return Ok(None) };
        let position = self.memory.checkpoint(name).await?;
        // Timers that came due while nobody ran are looked for at once.
        self.held = Some(Held { lease, renewed_at: now, position, saved: position, next_due: Some(now) });
        Ok(Some(position))
    }

    pub(super) fn held(&mut self) -> Result<&mut Held, Ended> {
        self.held.as_mut().ok_or(Ended::LeaseElsewhere)
    }

    /// What to do when the memory says that the lease has passed to another node.
    pub(super) fn lost(&mut self) -> Ended {
        self.held = None;
        Ended::LeaseElsewhere
    }

    pub(super) async fn renew_in_time(&mut self) -> Result<(), Ended> {
        let now = self.executor.clock().now();
        if now < self.held()?.renew_at() {
            return Ok(());
        }
        let renewed = self.memory.acquire(self.reaction.remembered_as(), self.owner, LEASE, now).await?;
        let held = self.held()?;
        if renewed.as_ref() != Some(&held.lease) {
            return Err(self.lost());
        }
        held.renewed_at = now;
        Ok(())
    }

    /// Saves what was not worth it until now and gives the lease back. When that fails, the lease ends by itself.
    pub(super) async fn let_go(&mut self) {
        let Some(held) = self.held.take() else { return };
        if let Err(error) = self.save_and_release(&held).await {
            tracing::warn!(reaction = self.reaction.name(), error = chain(&error), "a reaction could not let go");
        }
    }

    async fn save_and_release(&self, held: &Held) -> Result<(), event_store::Error> {
        if held.position > held.saved {
            self.memory.commit(&held.lease, held.position, &[], &[]).await?;
        }
        self.memory.release(&held.lease).await
    }
}
