//! What is done when its time comes.

use chrono::{DateTime, TimeDelta, Utc};
use event_store::Timer;

use super::events::carry_out;
use super::{Ended, Runner};
use crate::Error;
use crate::error::chain;
use crate::reactions::follow_up::Cause;
use crate::reactions::undone::Undone;

/// How many due timers are asked for at once.
const TIMERS: usize = 100;
/// After this long a timer that failed is tried again.
const PUT_OFF: TimeDelta = TimeDelta::minutes(1);

impl Runner {
    /// Does what is due, the earliest first; looks only when something can be.
    pub(super) async fn fire_in_time(&mut self) -> Result<(), Ended> {
        let now = self.executor.clock().now();
        if self.held()?.next_due.is_none_or(|due| now < due) {
            return Ok(());
        }
        while self.fire_some(now).await? {}
        let next_due = self.memory.next_due(self.reaction.remembered_as(), now).await?;
        self.held()?.next_due = next_due;
        Ok(())
    }

    /// Whether there may be more.
    async fn fire_some(&mut self, now: DateTime<Utc>) -> Result<bool, Ended> {
        let due = self.memory.due(self.reaction.remembered_as(), now, TIMERS).await?;
        for timer in &due {
            self.renew_in_time().await?;
            self.fire(timer).await?;
        }
        Ok(due.len() == TIMERS)
    }

    async fn fire(&mut self, timer: &Timer) -> Result<(), Ended> {
        let cause = Cause::timer(self.reaction.name(), timer);
        for follow_up in self.reaction.due(timer) {
            match carry_out(&self.executor, &*follow_up, &cause).await {
                Ok(()) => {}
                Err(error) if is_of_all(&error) => return Err(error.into()),
                Err(error) => return self.put_off(timer, &error).await,
            }
        }
        let held = self.held.as_ref().ok_or(Ended::LeaseElsewhere)?;
        if !self.memory.done(&held.lease, timer.event_id).await? {
            return Err(self.lost());
        }
        Ok(())
    }

    /// Lets one that fails make way for the later ones.
    async fn put_off(&mut self, timer: &Timer, error: &Undone) -> Result<(), Ended> {
        let (reaction, event_id) = (self.reaction.name(), timer.event_id);
        tracing::error!(reaction, %event_id, error = chain(error), "a timer failed and is put off");
        metrics::counter!("reaction_timers_put_off_total", "reaction" => reaction).increment(1);
        let later = Timer { due_at: self.executor.clock().now() + PUT_OFF, ..timer.clone() };
        let held = self.held.as_mut().ok_or(Ended::LeaseElsewhere)?;
        if !self.memory.commit(&held.lease, held.position, &[later], &[]).await? {
            return Err(self.lost());
        }
        held.saved = held.position;
        Ok(())
    }
}

/// Whether what went wrong would go wrong with the next timer too.
fn is_of_all(undone: &Undone) -> bool {
    let Undone::Command(error) = undone else { return true };
    match error {
        Error::Store(_) | Error::Vault(_) => true,
        Error::Refused(_)
        | Error::Conflict { .. }
        | Error::CommandReused
        | Error::Erased
        | Error::Undecodable(_)
        | Error::Encode(_) => false,
    }
}
