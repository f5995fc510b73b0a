//! The executor: loads the state, lets the command decide, seals what is personal, appends.
//!
//! Commands of one stream take turns within the process. The state they decide on may still be behind the log while
//! another process writes, so nothing is turned down before it was decided on what the log has now, and an append on
//! an older state conflicts and is decided again. A command that the log has an answer for gets that answer; the log
//! finds it while it appends, so a first run pays nothing for it.

mod attempt;
mod clock;
mod event_id;
#[cfg(test)]
pub(crate) mod fixture;
mod in_order;
mod key;
mod loading;
mod locks;
mod observe;
mod request;
mod salt;
mod states;
#[cfg(test)]
mod tests;
mod understanding;

use std::fmt;
use std::sync::Arc;

use domain::{Aggregate, StreamId};
use event_store::{EventStore, RecordedEvent, Tenant};
use vault::Vault;

use crate::{Command, Error, Policy, Understanding};

use attempt::{Asked, Recording};
use loading::View;
use locks::StreamLocks;
use states::States;

pub use clock::{Clock, ManualClock, SystemClock};
pub use in_order::AnyRequest;
pub(crate) use key::Key;
pub use request::{Caller, Outcome, Request};

/// How often a command is decided before whoever else keeps writing to the stream has won.
const ATTEMPTS: u32 = 8;

/// Runs commands. Clones share everything.
#[derive(Clone)]
pub struct Executor(Arc<Inner>);

struct Inner {
    store: Arc<dyn EventStore>,
    vault: Vault,
    clock: Arc<dyn Clock>,
    policy: Policy,
    understanding: Option<Understanding>,
    states: States,
    locks: StreamLocks,
}

impl Executor {
    /// An executor with nothing in memory yet, which understands what is said if it is given what with.
    #[must_use]
    pub fn new(
        store: Arc<dyn EventStore>,
        vault: Vault,
        clock: Arc<dyn Clock>,
        policy: Policy,
        understanding: Option<Understanding>,
    ) -> Self {
        let (states, locks) = (States::new(), StreamLocks::new());
        Self(Arc::new(Inner { store, vault, clock, policy, understanding, states, locks }))
    }

    /// Runs a command, once and for all: a repeat under the same id returns the first result.
    ///
    /// # Errors
    /// See [`Error`]. After [`Error::Store`] the outcome is unknown until the same request is sent again.
    pub async fn execute<C: Command>(&self, request: Request<C>) -> Result<Outcome, Error> {
        observe::around(&request, self.run(&request, Recording::Every)).await
    }

    /// Runs a command of a reaction; one that changes nothing leaves no trace.
    pub(crate) async fn follow_up<C: Command>(&self, request: Request<C>) -> Result<Outcome, Error> {
        observe::around(&request, self.run(&request, Recording::Eventful)).await
    }

    /// The state of a stream and its revision; the state before all events, and none, when there are no events.
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::Undecodable`].
    pub async fn load<A: Aggregate>(&self, tenant: &Tenant, stream: StreamId) -> Result<(Arc<A>, Option<u64>), Error> {
        let loaded = self.loaded(&Key::new(tenant, stream), View::Current).await?;
        Ok((loaded.state, loaded.revision))
    }

    /// A state that may lack what another process has written lately: enough for what does not change once it is so.
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::Undecodable`].
    pub async fn remembered<A: Aggregate>(&self, tenant: &Tenant, stream: StreamId) -> Result<Arc<A>, Error> {
        Ok(self.loaded(&Key::new(tenant, stream), View::Remembered).await?.state)
    }

    /// Drops the state of a stream from memory, when nothing more is expected of it for a while.
    pub fn release(&self, tenant: &Tenant, stream: StreamId) {
        self.0.states.forget(&Key::new(tenant, stream));
    }

    /// The log.
    #[must_use]
    pub fn store(&self) -> &Arc<dyn EventStore> {
        &self.0.store
    }

    /// The vault.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.0.vault
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// Drops from memory a state that lacks this event, because another process appended it.
    pub(crate) fn notice(&self, recorded: &RecordedEvent) {
        if let Ok(stream) = recorded.stream.as_str().parse() {
            self.0.states.forget_before(&Key::new(&recorded.tenant, stream), recorded.revision);
            self.heed_model(&recorded.tenant, stream);
        }
    }

    /// What an earlier run of the same request came to, if there was one.
    ///
    /// # Errors
    /// [`Error::CommandReused`], [`Error::Store`].
    pub async fn earlier<C: Command>(&self, request: &Request<C>) -> Result<Option<Outcome>, Error> {
        self.first_result(&self.asked(request, Recording::Every)).await
    }

    async fn run<C: Command>(&self, request: &Request<C>, recording: Recording) -> Result<Outcome, Error> {
        let key = Key::new(&request.caller.tenant, request.command.stream());
        let _turn = self.0.locks.lock(&key).await;
        self.in_turn(request, recording).await
    }

    async fn in_turn<C: Command>(&self, request: &Request<C>, recording: Recording) -> Result<Outcome, Error> {
        // The clock is read within the turn, so that the times of a stream do not run backwards.
        let asked = self.asked(request, recording);
        let error = match self.attempts(&asked).await {
            Err(error @ (Error::Refused(_) | Error::Conflict { .. } | Error::Erased)) => error,
            settled => return settled,
        };
        // It may be turned down now for what its own first run has changed.
        self.first_result(&asked).await?.ok_or(error)
    }

    fn asked<'a, C: Command>(&self, request: &'a Request<C>, recording: Recording) -> Asked<'a, C> {
        let Request { caller, command, occurred_at, .. } = request;
        Asked {
            key: Key::new(&caller.tenant, command.stream()),
            digest: self.0.vault.fingerprint(caller.tenant.as_str(), &(C::NAME, command, occurred_at)),
            at: occurred_at.map_or_else(|| self.0.clock.now(), clock::to_micros),
            request,
            recording,
        }
    }

    async fn attempts<C: Command>(&self, asked: &Asked<'_, C>) -> Result<Outcome, Error> {
        let mut result = self.attempt(asked, View::Remembered).await;
        let mut is_final = false;
        for _ in 1..ATTEMPTS {
            match &result {
                Err(Error::Conflict { .. }) if asked.request.expected_revision.is_none() => {}
                Err(Error::Refused(_) | Error::Conflict { .. } | Error::Erased) if !is_final => {}
                Ok(_) | Err(_) => return result,
            }
            observe::retry(C::NAME);
            is_final = true;
            result = self.attempt(asked, View::Current).await;
        }
        result
    }

    async fn first_result<C: Command>(&self, asked: &Asked<'_, C>) -> Result<Option<Outcome>, Error> {
        let tenant = &asked.key.tenant;
        let found = self.0.store.find_command(tenant, asked.request.command_id).await.map_err(Error::Store)?;
        match found {
            None => Ok(None),
            Some((digest, _)) if digest != asked.digest => Err(Error::CommandReused),
            Some((_, appended)) => Ok(Some(Outcome { repeated: true, ..appended.into() })),
        }
    }
}

impl fmt::Debug for Executor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Executor").field("store", &self.0.store).finish_non_exhaustive()
    }
}
