//! From a batch of events to what follows from them, then to the saved position.

use domain::Event;
use event_store::RecordedEvent;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

use super::{Ended, Runner};
use crate::error::chain;
use crate::reactions::batch::Batch;
use crate::reactions::follow_up::{Cause, FollowUp, Intent};
use crate::reactions::undone::Undone;
use crate::reactions::verdict::{Verdict, verdict};
use crate::{Error, Executor};

/// How many events that lead to nothing may have to be read again after a crash.
const UNSAVED: u64 = 500;
/// How many things that wait for someone outside are done at once.
const BESIDE: usize = 8;

/// Something that waits for someone outside, and why it is done.
type Waiting = (Box<dyn FollowUp>, Cause);

impl Runner {
    /// Carries out what follows from events, then saves.
    pub(super) async fn take(&mut self, events: &[RecordedEvent]) -> Result<(), Ended> {
        let mut batch = Batch::default();
        let result = self.react_to_all(events, &mut batch).await;
        // What was done before something went wrong need not be done again.
        if batch.position > 0 {
            self.save(batch).await?;
        }
        result
    }

    async fn react_to_all(&mut self, events: &[RecordedEvent], batch: &mut Batch) -> Result<(), Ended> {
        let mut waiting = Vec::new();
        for recorded in events {
            self.renew_in_time().await?;
            waiting.extend(self.react_to(recorded, batch).await?);
            // What waits for someone outside is not done yet, nor is anything behind it to be called so.
            if waiting.is_empty() {
                batch.position = recorded.position;
            }
        }
        self.carry_out_beside(&waiting).await?;
        batch.position = events.last().map_or(batch.position, |last| last.position);
        Ok(())
    }

    /// Does several things that wait for someone outside, a few at a time.
    async fn carry_out_beside(&mut self, waiting: &[Waiting]) -> Result<(), Ended> {
        let executor = self.executor.clone();
        let mut left = waiting.iter();
        let mut running = FuturesUnordered::new();
        for (follow_up, cause) in left.by_ref().take(BESIDE) {
            running.push(carry_out(&executor, &**follow_up, cause));
        }
        let (mut result, mut is_lost) = (Ok(()), false);
        // One that fails does not break off the others, which have asked somebody already; nor are more kept from asking, unless the
        // answers could not be recorded.
        while let Some(done) = running.next().await {
            is_lost |= matches!(done, Err(Undone::Command(_)));
            result = result.and(done);
            self.renew_in_time().await?;
            if let Some((follow_up, cause)) = left.next().filter(|_| !is_lost) {
                running.push(carry_out(&executor, &**follow_up, cause));
            }
        }
        Ok(result?)
    }

    /// Does what follows from an event, and says what of it waits for someone outside.
    async fn react_to(&self, recorded: &RecordedEvent, batch: &mut Batch) -> Result<Vec<Waiting>, Undone> {
        if self.reaction.passes_over(&recorded.event_type, recorded.schema_version) {
            return Ok(Vec::new());
        }
        let event =
            Event::decode(&recorded.event_type, recorded.schema_version, &recorded.body).map_err(Error::Undecodable)?;
        let cause = Cause::event(self.reaction.name(), recorded);
        let mut waiting = Vec::new();
        for intent in self.reaction.react(recorded, &event) {
            batch.eventful = true;
            match intent {
                Intent::Do(follow_up) => carry_out(&self.executor, &*follow_up, &cause).await?,
                Intent::Beside(follow_up) => waiting.push((follow_up, cause.clone())),
                Intent::SetTimer { due_at } => batch.set(recorded, due_at),
                Intent::ClearTimers => batch.clear(recorded),
            }
        }
        Ok(waiting)
    }

    async fn save(&mut self, batch: Batch) -> Result<(), Ended> {
        let Batch { position, set, cleared, eventful } = batch;
        let held = self.held.as_mut().ok_or(Ended::LeaseElsewhere)?;
        if !eventful && position - held.saved < UNSAVED {
            held.position = position;
            return Ok(());
        }
        if !self.memory.commit(&held.lease, position, &set, &cleared).await? {
            return Err(self.lost());
        }
        // Only now: a position beyond timers that are not saved would lose them.
        (held.position, held.saved) = (position, position);
        held.next_due = set.iter().map(|timer| timer.due_at).chain(held.next_due).min();
        Ok(())
    }
}

/// Does one thing. That a rule turns it down is an answer too, and the last one.
pub(super) async fn carry_out(executor: &Executor, follow_up: &dyn FollowUp, cause: &Cause) -> Result<(), Undone> {
    let Err(error) = follow_up.carry_out(executor, cause).await else { return Ok(()) };
    match verdict(&error) {
        Verdict::Skip => {
            let (reaction, event_id) = (cause.reaction, cause.event_id);
            tracing::info!(reaction, %event_id, error = chain(&error), "what a reaction asked for was turned down");
            Ok(())
        }
        Verdict::Forgo => {
            let (reaction, event_id) = (cause.reaction, cause.event_id);
            tracing::error!(reaction, %event_id, error = chain(&error), "a reaction left undone what damage prevents");
            metrics::counter!("reaction_left_undone_total", "reaction" => reaction).increment(1);
            Ok(())
        }
        Verdict::Retry | Verdict::Stop => Err(error),
    }
}
