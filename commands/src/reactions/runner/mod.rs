//! Runs one reaction: takes the lease, reads the log, carries out what follows, saves how far it has come.

mod events;
mod held;
mod timers;

use std::sync::Arc;

use chrono::TimeDelta;
use event_store::{ReactionStore, subscribe};
use tokio::sync::watch;
use uuid::Uuid;

use super::Reaction;
use super::status::{ReactionState, ReactionStatus};
use super::undone::Undone;
use super::verdict::{Verdict, verdict};
use crate::Executor;
use crate::error::chain;

use held::{Ended, Held, RENEW};

const FIRST_BACKOFF: TimeDelta = TimeDelta::milliseconds(100);
const LAST_BACKOFF: TimeDelta = TimeDelta::seconds(30);
/// For who waits for someone outside: the sooner that one is asked again the better, and it is mostly found out without asking.
const LAST_WAIT: TimeDelta = TimeDelta::seconds(10);

/// Runs one reaction. Dropping it at any moment loses nothing: whoever runs it next does again what was not saved, and
/// what was done under a command id is not done twice.
#[derive(Debug)]
pub struct Runner {
    executor: Executor,
    memory: Arc<dyn ReactionStore>,
    reaction: Arc<dyn Reaction>,
    owner: Uuid,
    status: watch::Sender<ReactionStatus>,
    held: Option<Held>,
    /// Whether it was said that someone outside is waited for.
    has_said: bool,
}

impl Runner {
    /// A runner on the node `owner`, which is to be unique among nodes.
    #[must_use]
    pub fn new(executor: Executor, memory: Arc<dyn ReactionStore>, reaction: Arc<dyn Reaction>, owner: Uuid) -> Self {
        let status = watch::Sender::new(ReactionStatus::new(reaction.name()));
        Self::showing(executor, memory, reaction, owner, status)
    }

    /// The same, showing how it fares where another did before.
    pub(super) fn showing(
        executor: Executor,
        memory: Arc<dyn ReactionStore>,
        reaction: Arc<dyn Reaction>,
        owner: Uuid,
        status: watch::Sender<ReactionStatus>,
    ) -> Self {
        Self { executor, memory, reaction, owner, status, held: None, has_said: false }
    }

    /// How it fares, now and whenever that changes.
    #[must_use]
    pub fn status(&self) -> watch::Receiver<ReactionStatus> {
        self.status.subscribe()
    }

    /// Runs until `stop` is set or its sender is gone, then saves its position and gives the lease back.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => {}
            () = self.work() => {}
        }
        self.let_go().await;
        self.tell(|status| status.state = ReactionState::Stopped);
    }

    /// Never ends: after an error that does not pass it stands still, so that its status is seen.
    async fn work(&mut self) {
        let mut backoff = FIRST_BACKOFF;
        loop {
            let error = match self.work_once(&mut backoff).await {
                Ended::LeaseElsewhere => continue,
                Ended::Failed(error) => error,
            };
            if verdict(&error) == Verdict::Stop {
                return self.stand_still(&error).await;
            }
            let is_waiting = matches!(error, Undone::Outside(_));
            self.complain(is_waiting, &error);
            self.nap(backoff).await;
            backoff = (backoff * 2).min(if is_waiting { LAST_WAIT } else { LAST_BACKOFF });
        }
    }

    /// Gets the lease or waits for a chance to, then works for as long as it is held.
    async fn work_once(&mut self, backoff: &mut TimeDelta) -> Ended {
        match self.take_lease().await {
            Ok(Some(position)) => self.read_on(position, backoff).await.err().unwrap_or(Ended::LeaseElsewhere),
            Ok(None) => {
                self.tell(|status| status.state = ReactionState::Standby);
                self.nap(RENEW).await;
                Ended::LeaseElsewhere
            }
            Err(error) => error.into(),
        }
    }

    async fn read_on(&mut self, after: u64, backoff: &mut TimeDelta) -> Result<(), Ended> {
        let mut log = subscribe(Arc::clone(self.executor.store()), after);
        loop {
            self.renew_in_time().await?;
            self.fire_in_time().await?;
            self.tell_running();
            let wake_at = self.held()?.wake_at();
            let events = tokio::select! {
                events = log.next() => events?,
                () = self.executor.clock().sleep_until(wake_at) => continue,
            };
            self.take(&events).await?;
            *backoff = FIRST_BACKOFF;
            if std::mem::take(&mut self.has_said) {
                tracing::info!(reaction = self.reaction.name(), "a reaction has its answers from outside, and goes on");
            }
        }
    }

    /// Says what went wrong; that someone outside is still waited for is worth one line.
    fn complain(&mut self, is_waiting: bool, error: &Undone) {
        let (reaction, why) = (self.reaction.name(), chain(error));
        if std::mem::replace(&mut self.has_said, is_waiting) && is_waiting {
            tracing::debug!(reaction, error = why, "a reaction still waits for someone outside");
        } else {
            tracing::warn!(reaction, error = why, "a reaction tries again later");
        }
        self.tell_error(if is_waiting { ReactionState::Waiting } else { ReactionState::Retrying }, error);
    }

    async fn stand_still(&mut self, error: &Undone) {
        tracing::error!(reaction = self.reaction.name(), error = chain(error), "a reaction stands still");
        self.let_go().await;
        self.tell_error(ReactionState::Failed, error);
        std::future::pending::<()>().await;
    }

    async fn nap(&self, length: TimeDelta) {
        let clock = self.executor.clock();
        clock.sleep_until(clock.now() + length).await;
    }

    fn tell_running(&self) {
        let head = *self.executor.store().watch().borrow();
        let position = self.held.as_ref().map_or(0, |held| held.position);
        self.tell(|status| {
            status.state = ReactionState::Running;
            status.position = position;
            status.head = head;
        });
        let lag = head.saturating_sub(position);
        metrics::gauge!("reaction_lag_events", "reaction" => self.reaction.name()).set(lag as f64);
    }

    fn tell_error(&self, state: ReactionState, error: &Undone) {
        self.tell(|status| {
            status.state = state;
            status.last_error = Some(chain(error));
        });
    }

    fn tell(&self, change: impl FnOnce(&mut ReactionStatus)) {
        self.status.send_modify(change);
    }
}
