//! The one thread that writes: groups in, commits out.

use std::fs::File;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::mpsc;

use super::fault;
use super::group::{GroupWriter, Memory};
use super::work::{Request, Work};
use crate::feed::Feed;
use crate::outcome::Answer;
use crate::queue::{Group, Submission};
use crate::{Clock, Error, RecordedEvent};

/// The way to the writer. Dropping it waits until the writer has answered what was queued and closed the file.
#[derive(Debug)]
pub(super) struct WriterHandle {
    queue: Option<mpsc::Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl WriterHandle {
    pub(super) fn queue(&self) -> &mpsc::Sender<Request> {
        self.queue.as_ref().expect("the queue is there until the handle is dropped")
    }
}

impl Drop for WriterHandle {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer of the event log had panicked");
        }
    }
}

/// Starts the writer; it ends when its handle is dropped.
pub(super) fn start(
    connection: Connection,
    lock: File,
    feed: Arc<Feed>,
    queue: usize,
    clock: Clock,
) -> Result<WriterHandle, Error> {
    let (sender, receiver) = mpsc::channel(queue.max(1));
    let writer = Writer { connection, memory: Memory::new(), feed, clock, _lock: lock };
    let thread = thread::Builder::new()
        .name("log-writer".into())
        .spawn(move || writer.run(receiver))
        .map_err(|source| Error::away("the writer's thread could not start", source))?;
    Ok(WriterHandle { queue: Some(sender), thread: Some(thread) })
}

struct Writer {
    connection: Connection,
    memory: Memory,
    feed: Arc<Feed>,
    clock: Clock,
    // Declared last: fields drop in order, and the file must be closed before another process may own it.
    _lock: File,
}

/// What a committed group has to say.
struct Committed {
    answers: Vec<Vec<Answer>>,
    events: Vec<RecordedEvent>,
}

impl Writer {
    fn run(mut self, mut queue: mpsc::Receiver<Request>) {
        let mut expected = 1;
        while let Some(first) = queue.blocking_recv() {
            let mut group = Group::start(first, expected);
            while group.grow(&mut queue) {
                thread::yield_now();
            }
            let answered = group.members.len();
            self.settle(group.members);
            expected = answered + queue.len();
        }
    }

    fn settle(&mut self, members: Vec<Request>) {
        let (submissions, mut works) = split(members);
        match self.commit(&submissions, &mut works) {
            Ok(Committed { answers, events }) => {
                let contiguous = self.feed.publish(events);
                debug_assert!(contiguous, "there is one writer, so its events follow each other");
                submissions.into_iter().zip(answers).for_each(|(submission, answers)| submission.answer(answers));
                works.into_iter().for_each(|work| work.finish(Ok(())));
            }
            Err(error) => {
                tracing::error!(%error, appends = submissions.len(), "a group of appends could not be committed");
                self.memory.forget();
                let error = fault::writing(error).share();
                submissions.into_iter().for_each(|submission| submission.answer(vec![Err(error().into())]));
                works.into_iter().for_each(|work| work.finish(Err(error())));
            }
        }
    }

    /// Writes all in one transaction, which rolls back when it is dropped.
    fn commit(&mut self, submissions: &[Submission], works: &mut [Box<dyn Work>]) -> rusqlite::Result<Committed> {
        let transaction = Transaction::new(&mut self.connection, TransactionBehavior::Immediate)?;
        let mut group = GroupWriter::begin(&transaction, &mut self.memory, self.clock.now())?;
        let answers =
            submissions.iter().map(|submission| group.append_chain(&submission.chain)).collect::<Result<_, _>>()?;
        let events = group.end();
        works.iter_mut().try_for_each(|work| work.run(&transaction))?;
        transaction.commit()?;
        Ok(Committed { answers, events })
    }
}

fn split(members: Vec<Request>) -> (Vec<Submission>, Vec<Box<dyn Work>>) {
    let mut submissions = Vec::with_capacity(members.len());
    let mut works = Vec::new();
    for member in members {
        match member {
            Request::Append(submission) => submissions.push(submission),
            Request::Work(work) => works.push(work),
        }
    }
    (submissions, works)
}
