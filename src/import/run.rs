//! Runs plans: many conversations at once, each in its own order.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use commands::{AnyRequest, Caller, Error, Executor, Outcome};
use domain::conversation::Conversation;
use domain::{Actor, Code, Refusal, StreamId};
use event_store::Tenant;
use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinSet};

use super::people::People;
use super::plan::Plan;
use super::tally::Tally;
use crate::exit::Stop;
use crate::progress::Progress;

/// What a source gives: a plan, or the reason why there is none, naming the file or line.
pub type Planned = Result<Plan, String>;

/// Where the plans go.
#[derive(Clone, Debug)]
pub struct Target {
    /// Runs the commands.
    pub executor: Executor,
    /// Whose data it is.
    pub tenant: Tenant,
    /// How many conversations run at once.
    pub parallel: usize,
    /// Whether the first thing that cannot be read ends the import.
    pub strict: bool,
}

/// Runs all plans that come, then says what they came to.
///
/// # Errors
/// When the log or the vault fails; what was appended by then stays, and a second run goes on from there. When
/// something cannot be read and the target is strict.
pub async fn run(target: Target, mut plans: mpsc::Receiver<Planned>) -> anyhow::Result<Tally> {
    let started = Instant::now();
    let parallel = target.parallel.max(1);
    let strict = target.strict;
    let importer = Arc::new(Importer::new(target));
    let mut progress = Progress::start("conversations", None);
    let mut running = JoinSet::new();
    let mut stopped = None;
    while stopped.is_none()
        && let Some(planned) = plans.recv().await
    {
        match planned {
            Ok(plan) => {
                if running.len() >= parallel {
                    ended(running.join_next().await)?;
                }
                let importer = Arc::clone(&importer);
                running.spawn(async move { importer.import(plan).await });
            }
            Err(reason) if strict => stopped = Some(reason),
            Err(reason) => importer.counter.count(|tally| tally.unreadable(reason)),
        }
        progress.set(importer.counter.count(|tally| tally.conversations));
    }
    while !running.is_empty() {
        ended(running.join_next().await)?;
    }
    progress.finish();
    // Only now, so that no conversation is left half-written.
    if let Some(reason) = stopped {
        return Err(Stop::findings(reason).into());
    }
    Ok(importer.counter.count(std::mem::take).finish(started.elapsed()))
}

fn ended(result: Option<Result<Result<(), Error>, JoinError>>) -> anyhow::Result<()> {
    match result {
        Some(result) => Ok(result??),
        None => Ok(()),
    }
}

struct Importer {
    executor: Executor,
    caller: Caller,
    people: People,
    counter: Counter,
}

impl Importer {
    fn new(target: Target) -> Self {
        let actor = Actor::Service(Code::known("importer"));
        let caller = Caller { tenant: target.tenant, actor, on_behalf_of: None, correlation_id: None };
        let people = People::new(target.executor.clone(), caller.clone());
        Self { executor: target.executor, caller, people, counter: Counter::default() }
    }

    async fn import(&self, plan: Plan) -> Result<(), Error> {
        let Self { caller, people, counter, .. } = self;
        counter.count(|tally| tally.planned(&plan));
        let Some(owner) = people.customer(&plan.customer, counter).await? else { return Ok(()) };
        let plan = plan.of_customer(owner);
        for agent in &plan.agents {
            people.agent(agent, counter).await?;
        }
        let names: Vec<_> = plan.steps.iter().map(|step| step.ask.name()).collect();
        let requests: Vec<_> = plan.steps.into_iter().map(|step| step.request(caller.clone())).collect();
        let opening = requests.len().min(1);
        if self.ask(&names[..opening], &requests[..opening]).await? == opening {
            self.ask(&names[opening..], &requests[opening..]).await?;
            counter.count(|tally| tally.conversations += 1);
        }
        // It will not be heard of again, and the states of a whole archive would fill the memory.
        self.executor.release(&caller.tenant, StreamId::Conversation(plan.conversation));
        Ok(())
    }

    /// Asks these commands in order; tells how many were done, now or by an earlier import.
    async fn ask(&self, names: &[&'static str], requests: &[AnyRequest<Conversation>]) -> Result<usize, Error> {
        let mut done = 0;
        for (name, result) in names.iter().zip(self.executor.execute_in_order(requests).await) {
            done += usize::from(self.counter.result(name, result)?);
        }
        Ok(done)
    }
}

/// The tally of all conversations that run.
#[derive(Debug, Default)]
pub struct Counter(Mutex<Tally>);

impl Counter {
    /// Counts the result of a command; tells whether it was done, now or by an earlier import.
    ///
    /// # Errors
    /// When it failed in a way that does not concern this command alone.
    pub fn result(&self, name: &'static str, result: Result<Outcome, Error>) -> Result<bool, Error> {
        match result {
            Ok(outcome) => {
                self.count(|tally| tally.asked(name, outcome.events, outcome.repeated));
                Ok(true)
            }
            Err(error) => {
                let Some(code) = turned_down(&error) else { return Err(error) };
                self.count(|tally| tally.refused(name, code));
                Ok(false)
            }
        }
    }

    /// Counts a command that need not be asked, since what it would do was done.
    pub fn present(&self, name: &'static str) {
        self.count(|tally| tally.asked(name, 1, true));
    }

    fn count<T>(&self, count: impl FnOnce(&mut Tally) -> T) -> T {
        count(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The code of an error that concerns one command alone; nothing when the import cannot go on.
fn turned_down(error: &Error) -> Option<&'static str> {
    match error {
        Error::Refused(refusal) => Some(Refusal::code(refusal.as_ref())),
        Error::Conflict { .. } => Some("CONFLICT"),
        Error::CommandReused => Some("COMMAND_REUSED"),
        Error::Erased => Some("CUSTOMER_ERASED"),
        Error::Store(_) | Error::Vault(_) | Error::Undecodable(_) | Error::Encode(_) => None,
    }
}
