//! The one task of a process that writes.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_postgres::Config;

use super::PostgresOptions;
use super::commit::{self, Memory};
use super::connect::{Task, within};
use super::fault;
use super::flight::{Departure, Flight, Landing, Party};
use super::follower::Foreign;
use super::known::Known;
use super::pace::Pace;
use super::plan::Plan;
use super::session::Session;
use crate::feed::Feed;
use crate::intern::Interner;
use crate::queue::{Group, Submission};
use crate::{Clock, Error, Position};

/// Starts the writer; it ends when the queue is closed or the task is dropped.
pub(super) fn start(
    config: Config,
    queue: mpsc::Receiver<Submission>,
    feed: Arc<Feed>,
    foreign: Foreign,
    options: &PostgresOptions,
) -> Task {
    let memory = Memory { known: Known::new(), types: Interner::new() };
    let (timeout, clock, pace) = (options.timeout, options.clock.clone(), Pace::new(options.send_ahead));
    let writer = Writer {
        config,
        queue,
        session: None,
        away: false,
        memory,
        flights: Vec::new(),
        expected: 0,
        pace,
        feed,
        foreign,
        timeout,
        clock,
    };
    Task::spawn(writer.run())
}

struct Writer {
    config: Config,
    queue: mpsc::Receiver<Submission>,
    session: Option<Session>,
    /// Whether the last group failed; an outage is logged when it begins and when it ends.
    away: bool,
    memory: Memory,
    /// What was sent and has not come back, in order. The second was planned as if the first were committed, and the
    /// database writes it only if that is so: the head stands where the first leaves it, with this session's mark.
    flights: Vec<Flight>,
    /// How many may come soon: those just answered, and those in the queue then.
    expected: usize,
    pace: Pace,
    feed: Arc<Feed>,
    foreign: Foreign,
    timeout: Duration,
    clock: Clock,
}

/// What the writer has to do next.
enum Next {
    Gather(Submission),
    Land,
    End,
}

impl Writer {
    async fn run(mut self) {
        loop {
            match self.next().await {
                Next::Gather(first) => {
                    self.pace.busy(Instant::now());
                    let party = self.gather(first).await;
                    self.launch(party).await;
                }
                Next::Land => self.land().await,
                Next::End => return,
            }
        }
    }

    /// Waits for a group to come back or, where the next one need not wait for that, for its first member. Meanwhile, other
    /// processes are told what they were not told yet.
    async fn next(&mut self) -> Next {
        loop {
            let follows = self.may_follow();
            if let Some(flight) = self.flights.first_mut() {
                return tokio::select! {
                    biased;
                    () = flight.back() => Next::Land,
                    Some(first) = self.queue.recv(), if follows => Next::Gather(first),
                };
            }
            let Some(session) = &self.session else { return self.queue.recv().await.map_or(Next::End, Next::Gather) };
            tokio::select! {
                biased;
                first = self.queue.recv() => return first.map_or(Next::End, Next::Gather),
                head = session.bell.due() => self.tell(head).await,
            }
        }
    }

    /// Whether a group may be sent behind the one that is on its way.
    fn may_follow(&self) -> bool {
        let [flight] = &*self.flights else { return false };
        flight.moves && self.session.as_ref().is_some_and(|session| !session.is_closed()) && self.half().is_some()
    }

    /// Half of all who wait for an answer or are about to come, be it only one, when they are to be served in two groups.
    fn half(&self) -> Option<usize> {
        let aboard: usize = self.flights.iter().map(|flight| flight.party.len()).sum();
        self.pace.half_of(aboard + self.expected.max(self.queue.len()).max(1))
    }

    async fn gather(&mut self, first: Submission) -> Party {
        self.expected = self.expected.max(self.queue.len() + 1);
        let most = self.half().unwrap_or(usize::MAX);
        let mut group = Group::start(first, self.expected.min(most)).at_most(most);
        while group.grow(&mut self.queue) {
            tokio::task::yield_now().await;
        }
        self.expected = self.expected.saturating_sub(group.members.len());
        Party::of(group.members)
    }

    /// Sends a group off. What cannot be decided without the database waits for what is on its way.
    async fn launch(&mut self, party: Party) {
        let mut hoped = self.hope(&party).await;
        if matches!(hoped, Ok(None)) && !self.flights.is_empty() {
            while !self.flights.is_empty() {
                self.land().await;
            }
            // While nothing was aboard, this group was in hand.
            self.pace.busy(Instant::now());
            hoped = self.hope(&party).await;
        }
        match hoped {
            Ok(Some(departure)) => self.flights.push(Flight::launch(party, departure).await),
            Ok(None) => self.commit_under_lock(party).await,
            Err(error) => self.fail(error, [party]),
        }
    }

    async fn hope(&mut self, party: &Party) -> Result<Option<Departure>, Error> {
        let (now, alone, timeout) = (self.clock.now(), self.flights.is_empty(), self.timeout);
        let hoped = async {
            let (session, memory) = self.connect().await?;
            let plan = commit::hope(session, memory, &party.chains, alone, now).await?;
            Ok(plan.map(|plan| session.depart(plan, timeout)))
        };
        within(timeout, hoped).await
    }

    /// The session, a new one if there is none that works.
    async fn connect(&mut self) -> Result<(&mut Session, &mut Memory), Error> {
        let session = match self.session.take().filter(|session| !session.is_closed()) {
            Some(session) => session,
            None => self.open().await?,
        };
        Ok((self.session.insert(session), &mut self.memory))
    }

    async fn open(&mut self) -> Result<Session, Error> {
        self.memory.known.forget_revisions();
        // What was heard of before was durable, so a log that has less now was turned back.
        let heard = self.feed.last();
        let session = Session::open(&self.config).await?;
        if session.head < heard {
            tracing::error!(head = session.head, heard, "the log has lost events that it had: was it turned back?");
            self.feed.turn_back(session.head);
        }
        self.foreign.except(session.backend);
        Ok(session)
    }

    /// Takes the answer to the group that was sent first.
    async fn land(&mut self) {
        let flight = self.flights.remove(0);
        let loud = flight.loud;
        let (party, Landing { plan, written }) = flight.land().await;
        match written {
            Ok(true) => {
                if let Some(session) = &mut self.session {
                    session.bell.committed(plan.new, loud, Instant::now());
                }
                self.answer(plan, party);
            }
            Ok(false) => self.decide_again(party, &plan).await,
            Err(error) => self.lose(error, party, &plan).await,
        }
    }

    /// What was hoped was wrong. Nothing was written, neither of this group nor of the one behind it.
    async fn decide_again(&mut self, party: Party, plan: &Plan) {
        self.memory.known.forget(plan);
        let mut grounded = vec![party];
        for flight in std::mem::take(&mut self.flights) {
            let (party, Landing { plan, written }) = flight.land().await;
            self.memory.known.forget(&plan);
            grounded.push(party);
            if matches!(written, Ok(false)) {
                continue;
            }
            let strange = || Error::Corrupt("a group was written although the one before it was not".into());
            return self.fail(written.err().unwrap_or_else(strange), grounded);
        }
        for party in grounded {
            self.commit_under_lock(party).await;
        }
    }

    /// Whether a group was committed is unknown, and so is what became of the one behind it.
    async fn lose(&mut self, error: Error, party: Party, plan: &Plan) {
        // Without the session, whatever is still on its way comes back.
        self.session = None;
        self.memory.known.forget(plan);
        let mut lost = vec![party];
        for flight in std::mem::take(&mut self.flights) {
            let (party, landing) = flight.land().await;
            self.memory.known.forget(&landing.plan);
            lost.push(party);
        }
        self.fail(error, lost);
    }

    async fn commit_under_lock(&mut self, party: Party) {
        self.pace.busy(Instant::now());
        let (now, timeout) = (self.clock.now(), self.timeout);
        let committed = async {
            let (session, memory) = self.connect().await?;
            commit::under_lock(session, memory, &party.chains, now).await
        };
        match within(timeout, committed).await {
            Ok(plan) => self.answer(plan, party),
            Err(error) => self.fail(error, [party]),
        }
    }

    fn answer(&mut self, plan: Plan, party: Party) {
        if std::mem::take(&mut self.away) {
            tracing::info!("the event log's database takes appends again");
        }
        let head = plan.new;
        if !self.feed.publish(plan.events) {
            self.foreign.heard(head);
        }
        self.pace.answered(party.len(), !(self.flights.is_empty() && self.queue.is_empty()), Instant::now());
        self.expected = party.len() + self.queue.len();
        party.answer(plan.answers);
    }

    fn fail(&mut self, error: Error, parties: impl IntoIterator<Item = Party>) {
        self.disconnect(&error);
        self.pace.interrupted();
        let error = error.share();
        parties.into_iter().for_each(|party| party.refuse(&error));
    }

    async fn tell(&mut self, head: Position) {
        let Some(session) = &mut self.session else { return };
        let told = async { session.tell(head).await.map_err(fault::away("other processes could not be told")) };
        if let Err(error) = within(self.timeout, told).await {
            self.disconnect(&error);
        }
    }

    /// The next group will connect anew.
    fn disconnect(&mut self, error: &Error) {
        if !std::mem::replace(&mut self.away, true) {
            tracing::error!(error = error as &dyn std::error::Error, "appends could not be committed");
        }
        self.session = None;
        // The number of the backend may become another process's.
        self.foreign.except(0);
        self.memory.known.forget_revisions();
    }
}
