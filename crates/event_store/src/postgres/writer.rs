//! The one task of a process that writes.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio_postgres::Config;

use super::PostgresOptions;
use super::commit::{self, Memory};
use super::connect::{Task, within};
use super::fault;
use super::follower::Foreign;
use super::known::Known;
use super::plan::Plan;
use super::session::Session;
use crate::feed::Feed;
use crate::intern::Interner;
use crate::outcome::Answer;
use crate::queue::{Group, Submission};
use crate::{Append, Clock, Error, Position};

/// Starts the writer; it ends when the queue is closed or the task is dropped.
pub(super) fn start(
    config: Config,
    queue: mpsc::Receiver<Submission>,
    feed: Arc<Feed>,
    foreign: Foreign,
    options: &PostgresOptions,
) -> Task {
    let memory = Memory { known: Known::new(), types: Interner::new() };
    let (timeout, clock) = (options.timeout, options.clock.clone());
    let writer = Writer { config, session: None, away: false, memory, feed, foreign, timeout, clock };
    Task::spawn(writer.run(queue))
}

struct Writer {
    config: Config,
    session: Option<Session>,
    /// Whether the last group failed; an outage is logged when it begins and when it ends.
    away: bool,
    memory: Memory,
    feed: Arc<Feed>,
    foreign: Foreign,
    timeout: Duration,
    clock: Clock,
}

impl Writer {
    async fn run(mut self, mut queue: mpsc::Receiver<Submission>) {
        let mut expected = 1;
        while let Some(first) = self.next(&mut queue).await {
            let mut group = Group::start(first, expected);
            while group.grow(&mut queue) {
                tokio::task::yield_now().await;
            }
            let answered = group.members.len();
            let (chains, replies) = group.members.into_iter().map(|member| (member.chain, member.reply)).unzip();
            self.settle(chains, replies).await;
            expected = answered + queue.len();
        }
    }

    /// The next of the queue. Meanwhile, other processes are told what they were not told yet.
    async fn next(&mut self, queue: &mut mpsc::Receiver<Submission>) -> Option<Submission> {
        loop {
            let Some(session) = &self.session else { return queue.recv().await };
            tokio::select! {
                biased;
                next = queue.recv() => return next,
                head = session.bell.due() => self.tell(head).await,
            }
        }
    }

    async fn tell(&mut self, head: Position) {
        let Some(session) = &mut self.session else { return };
        let told = async { session.tell(head).await.map_err(fault::away("other processes could not be told")) };
        if let Err(error) = within(self.timeout, told).await {
            self.disconnect(&error);
        }
    }

    async fn settle(&mut self, chains: Vec<Vec<Append>>, replies: Vec<oneshot::Sender<Vec<Answer>>>) {
        let committed = match tokio::time::timeout(self.timeout, self.commit(&chains)).await {
            Ok(committed) => committed,
            Err(elapsed) => Err(Error::away("the database took too long", elapsed)),
        };
        match committed {
            Ok(plan) => self.answer(plan, replies),
            Err(error) => {
                self.disconnect(&error);
                let error = error.share();
                replies.into_iter().for_each(|reply| _ = reply.send(vec![Err(error().into())]));
            }
        }
    }

    async fn commit(&mut self, chains: &[Vec<Append>]) -> Result<Plan, Error> {
        let session = match self.session.take().filter(|session| !session.is_closed()) {
            Some(session) => self.session.insert(session),
            None => {
                self.memory.known.forget_revisions();
                // What was heard of before was durable, so a log that has less now was turned back.
                let heard = self.feed.last();
                let session = Session::open(&self.config).await?;
                if session.head < heard {
                    tracing::error!(
                        head = session.head,
                        heard,
                        "the log has lost events that it had: was it turned back?"
                    );
                    self.feed.turn_back(session.head);
                }
                self.foreign.except(session.backend);
                self.session.insert(session)
            }
        };
        commit::commit(session, &mut self.memory, chains, self.clock.now()).await
    }

    fn answer(&mut self, plan: Plan, replies: Vec<oneshot::Sender<Vec<Answer>>>) {
        if std::mem::take(&mut self.away) {
            tracing::info!("the event log's database takes appends again");
        }
        let head = plan.new;
        if !self.feed.publish(plan.events) {
            self.foreign.heard(head);
        }
        replies.into_iter().zip(plan.answers).for_each(|(reply, answers)| _ = reply.send(answers));
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
