//! The sealer at work: round after round, while this process holds the lease.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use event_store::ReactionStore;
use tokio::sync::watch;
use uuid::Uuid;

use super::round::Round;
use super::{BATCH, Sealer};
use crate::{Error, Sealed};

/// The name of the lease.
pub const LEASE: &str = "ledger-sealer";
/// How long the lease is held without a sign of life.
const TTL: Duration = Duration::from_secs(10);

/// How the sealer of this process fares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SealerState {
    /// Another process seals.
    Standby,
    /// It seals.
    Sealing,
    /// Something was away; it tries again.
    Retrying(String),
    /// What it was to sign contradicts what was signed. It signs nothing until a person has looked.
    Refusing(String),
}

/// What the process tells of the ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Status {
    /// How the sealer fares.
    pub state: SealerState,
    /// The last checkpoint this process has heard of.
    pub last: Option<Sealed>,
}

/// What a running sealer needs besides itself.
pub struct Running {
    /// Seals.
    pub sealer: Sealer,
    /// Where the lease is.
    pub leases: Arc<dyn ReactionStore>,
    /// Who this process is among those that may hold it.
    pub owner: Uuid,
    /// How often it seals; also how long an edit of an event may go unnoticed.
    pub every: Duration,
    /// Tells the time.
    pub clock: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    /// Where it tells how it fares.
    pub status: watch::Sender<Status>,
}

impl Status {
    /// Before the first round.
    #[must_use]
    pub fn before(last: Option<Sealed>) -> Self {
        Self { state: SealerState::Standby, last }
    }
}

impl Running {
    /// Seals until it is told to stop, then gives the lease back.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let mut ticks = tokio::time::interval(self.every);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _tick = ticks.tick() => {}
                _stop = stop.wait_for(|stop| *stop) => break,
            }
            let state = match self.turn(&stop).await {
                Ok(state) => state,
                Err(Error::Inconsistent(what)) => SealerState::Refusing(what),
                Err(error) => SealerState::Retrying(error.to_string()),
            };
            self.tell(state);
        }
        // What came since the last tick is sealed too, so that a log at rest is sealed whole.
        let (_keep, go_on) = watch::channel(false);
        let _what_is_left_is_sealed_at_the_next_start = self.turn(&go_on).await;
        if let Ok(Some(lease)) = self.leases.acquire(LEASE, self.owner, TTL, (self.clock)()).await {
            let _expires_anyway = self.leases.release(&lease).await;
        }
    }

    /// Seals until there is nothing left, if this process holds the lease.
    async fn turn(&mut self, stop: &watch::Receiver<bool>) -> Result<SealerState, Error> {
        loop {
            let now = (self.clock)();
            if self.leases.acquire(LEASE, self.owner, TTL, now).await?.is_none() {
                if let Some(sealed) = self.sealer.observe().await? {
                    self.status.send_if_modified(|status| {
                        let is_news = status.last.as_ref() != Some(&sealed);
                        status.last = Some(sealed);
                        is_news
                    });
                }
                return Ok(SealerState::Standby);
            }
            match self.sealer.round(now).await? {
                Round::Sealed(sealed) => {
                    let before = self.status.borrow().last.as_ref().map_or(0, |last| last.head.size);
                    let is_full = sealed.head.size >= before + BATCH as u64;
                    metrics::gauge!("ledger_sealed_position").set(sealed.head.size as f64);
                    metrics::counter!("ledger_checkpoints_total").increment(1);
                    self.status.send_modify(|status| {
                        status.state = SealerState::Sealing;
                        status.last = Some(sealed);
                    });
                    // What comes meanwhile waits for the next tick: a busy log is not to be signed without pause.
                    if !is_full {
                        return Ok(SealerState::Sealing);
                    }
                }
                Round::Idle => return Ok(SealerState::Sealing),
                Round::Overtaken => return Ok(SealerState::Standby),
            }
            if *stop.borrow() {
                return Ok(SealerState::Sealing);
            }
        }
    }

    fn tell(&self, state: SealerState) {
        let is_refusing = matches!(state, SealerState::Refusing(_));
        metrics::gauge!("ledger_sealer_refusing").set(f64::from(u8::from(is_refusing)));
        self.status.send_if_modified(|status| {
            let is_news = status.state != state;
            if is_news {
                log(&state);
            }
            status.state = state;
            is_news
        });
    }
}

/// A change of state is told once.
fn log(state: &SealerState) {
    match state {
        SealerState::Standby => tracing::info!("another process seals the log"),
        SealerState::Sealing => tracing::info!("this process seals the log"),
        SealerState::Retrying(reason) => tracing::warn!(reason, "the log could not be sealed; trying again"),
        SealerState::Refusing(reason) => tracing::error!(reason, "the log is not sealed any further"),
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Running").field("owner", &self.owner).field("every", &self.every).finish_non_exhaustive()
    }
}
