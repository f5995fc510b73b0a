//! Many commands on one stream, one after another: each is decided on what the one before came to, while that is still
//! on its way to the log, and they share one commit. What an import of whole Conversations lives by.

use std::time::Instant;

use async_trait::async_trait;
use domain::Aggregate;
use event_store::{Append, AppendError, Appended};
use tracing::{Instrument as _, Span};

use super::attempt::{Recording, append_error};
use super::key::Key;
use super::loading::View;
use super::states::Loaded;
use super::{Executor, Outcome, Request, observe};
use crate::{Command, Error};

/// How many commands are decided before the first is durable.
const CHAIN: usize = 256;
/// How many bytes of bodies wait together; many chains share the room before the log's writer.
const CHAIN_BYTES: usize = 1 << 19;

/// A request of any command on streams of one kind.
pub struct AnyRequest<A>(Box<dyn Ask<A>>);

impl<C: Command + 'static> From<Request<C>> for AnyRequest<C::Aggregate> {
    fn from(request: Request<C>) -> Self {
        Self(Box::new(request))
    }
}

impl<A> std::fmt::Debug for AnyRequest<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("AnyRequest").finish_non_exhaustive()
    }
}

/// What is asked of a request whatever its command.
#[async_trait]
trait Ask<A>: Send + Sync {
    fn name(&self) -> &'static str;

    fn key(&self) -> Key;

    fn span(&self) -> Span;

    /// Decides on a state that may not be durable yet, and lets it evolve.
    async fn prepare(&self, executor: &Executor, loaded: &mut Loaded<A>) -> Result<Append, Error>;

    /// Runs it for itself, within the stream's turn.
    async fn run(&self, executor: &Executor) -> Result<Outcome, Error>;
}

#[async_trait]
impl<C: Command> Ask<C::Aggregate> for Request<C> {
    fn name(&self) -> &'static str {
        C::NAME
    }

    fn key(&self) -> Key {
        Key::new(&self.caller.tenant, self.command.stream())
    }

    fn span(&self) -> Span {
        observe::span(self)
    }

    async fn prepare(&self, executor: &Executor, loaded: &mut Loaded<C::Aggregate>) -> Result<Append, Error> {
        let asked = executor.asked(self, Recording::Every);
        let events = executor.decided_on(&asked, loaded, View::Remembered).await?;
        executor.to_append(&asked, loaded, events).await
    }

    async fn run(&self, executor: &Executor) -> Result<Outcome, Error> {
        observe::around(self, executor.in_turn(self, Recording::Every)).await
    }
}

/// A command that was decided and waits to be durable.
struct Pending {
    name: &'static str,
    span: Span,
    since: Instant,
}

impl Executor {
    /// Runs commands in order, each once and for all, with the results that [`Executor::execute`] would have given one
    /// by one; neighbours on one stream share commits. One that is turned down does not keep the others from being
    /// asked. There are fewer results than requests only when the last result says that the log or the vault failed.
    pub async fn execute_in_order<A: Aggregate>(&self, requests: &[AnyRequest<A>]) -> Vec<Result<Outcome, Error>> {
        let mut results = Vec::with_capacity(requests.len());
        for neighbours in requests.chunk_by(|one, next| one.0.key() == next.0.key()) {
            self.on_one_stream(neighbours, &mut results).await;
            if results.last().is_some_and(has_failed) {
                break;
            }
        }
        results
    }

    async fn on_one_stream<A: Aggregate>(&self, mut rest: &[AnyRequest<A>], results: &mut Vec<Result<Outcome, Error>>) {
        let Some(key) = rest.first().map(|request| request.0.key()) else { return };
        let _turn = self.0.locks.lock(&key).await;
        // Where one command is a repeat, the next is likely to be one, and has to be found out alone.
        let mut is_new_ground = true;
        while let Some(next) = rest.first() {
            let before = results.len();
            if is_new_ground {
                let chain = &rest[..rest.len().min(CHAIN)];
                results.extend(self.chained(&key, chain).await);
            }
            if results.len() == before {
                results.push(next.0.run(self).await);
            }
            rest = &rest[results.len() - before..];
            is_new_ground = !matches!(results.last(), Some(Ok(Outcome { repeated: true, .. })));
            if results.last().is_some_and(has_failed) {
                return;
            }
        }
    }

    /// Decides and appends together as many commands as follow from each other; the next one in line is better asked
    /// alone, if it is not among the results.
    async fn chained<A: Aggregate>(&self, key: &Key, requests: &[AnyRequest<A>]) -> Vec<Result<Outcome, Error>> {
        let Ok(mut loaded) = self.loaded::<A>(key, View::Remembered).await else { return Vec::new() };
        let mut durable = loaded.revision;
        // As with a single command, the state is taken out of memory until it is durable.
        self.0.states.forget(key);
        let (chain, pending) = self.prepared(requests, &mut loaded).await;
        let mut results = Vec::with_capacity(chain.len());
        if !chain.is_empty() {
            let answers = self.0.store.append_chain(chain).await;
            for (answer, pending) in answers.into_iter().zip(pending) {
                if let Ok(Appended { revision, repeated: false, .. }) = &answer {
                    durable = *revision;
                }
                results.extend(pending.settle(answer));
            }
        }
        if loaded.revision == durable && durable.is_some() {
            self.0.states.keep(key, &loaded);
        }
        results
    }

    async fn prepared<A: Aggregate>(
        &self,
        requests: &[AnyRequest<A>],
        loaded: &mut Loaded<A>,
    ) -> (Vec<Append>, Vec<Pending>) {
        let (mut chain, mut pending) = (Vec::with_capacity(requests.len()), Vec::with_capacity(requests.len()));
        let mut bytes = 0;
        for AnyRequest(request) in requests {
            if bytes >= CHAIN_BYTES {
                break;
            }
            let (name, span, since) = (request.name(), request.span(), Instant::now());
            let Ok(append) = request.prepare(self, loaded).instrument(span.clone()).await else { break };
            bytes += append.events.iter().map(|event| event.body.len()).sum::<usize>();
            chain.push(append);
            pending.push(Pending { name, span, since });
        }
        (chain, pending)
    }
}

impl Pending {
    /// The result of the command; none when it must be decided anew.
    fn settle(self, answer: Result<Appended, AppendError>) -> Option<Result<Outcome, Error>> {
        let result = match answer {
            Ok(appended) => Ok(appended.into()),
            Err(error @ AppendError::Conflict { .. }) => {
                append_error(self.name, error);
                return None;
            }
            Err(error) => Err(append_error(self.name, error)),
        };
        observe::finished(self.name, &self.span, self.since, &result);
        Some(result)
    }
}

/// Whether going on makes no sense.
fn has_failed(result: &Result<Outcome, Error>) -> bool {
    match result {
        Err(Error::Store(_) | Error::Vault(_) | Error::Undecodable(_) | Error::Encode(_)) => true,
        Ok(_) | Err(Error::Refused(_) | Error::Conflict { .. } | Error::CommandReused | Error::Erased) => false,
    }
}
