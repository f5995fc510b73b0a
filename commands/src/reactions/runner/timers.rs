//! What is done when its time comes.

use chrono::{DateTime, Utc};
use event_store::Timer;

use super::{Ended, Runner};
use crate::reactions::follow_up::Cause;

/// How many due timers are asked for at once.
const TIMERS: usize = 100;

impl Runner {
    /// Does what is due, the earliest first; looks only when something can be.
    pub(super) async fn fire_in_time(&mut self) -> Result<(), Ended> {
        let now = self.executor.clock().now();
        if self.held()?.next_due.is_none_or(|due| now < due) {
            return Ok(());
        }
        while self.fire_some(now).await? {}
        let next_due = self.memory.next_due(self.reaction.name(), now).await?;
        self.held()?.next_due = next_due;
        Ok(())
    }

    /// Whether there may be more.
    async fn fire_some(&mut self, now: DateTime<Utc>) -> Result<bool, Ended> {
        let due = self.memory.due(self.reaction.name(), now, TIMERS).await?;
        for timer in &due {
            self.renew_in_time().await?;
            self.fire(timer).await?;
        }
        Ok(due.len() == TIMERS)
    }

    async fn fire(&mut self, timer: &Timer) -> Result<(), Ended> {
        let cause = Cause::timer(self.reaction.name(), timer);
        for follow_up in self.reaction.due(timer) {
            self.carry_out(&*follow_up, &cause).await?;
        }
        let held = self.held.as_ref().ok_or(Ended::LeaseElsewhere)?;
        if !self.memory.done(&held.lease, timer.event_id).await? {
            return Err(self.lost());
        }
        Ok(())
    }
}
