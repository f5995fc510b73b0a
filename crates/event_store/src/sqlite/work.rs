//! What the writer can be asked for.

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::Error;
use crate::queue::{Submission, Weigh, Weight};

/// A member of a group.
pub(super) enum Request {
    Append(Submission),
    Work(Box<dyn Work>),
}

impl Weigh for Request {
    fn weigh(&self) -> Weight {
        match self {
            Self::Append(submission) => submission.weigh(),
            Self::Work(_) => Weight::default(),
        }
    }
}

/// Some other writing that shares the commit of a group.
pub(super) trait Work: Send {
    /// Writes, inside the transaction of the group.
    fn run(&mut self, connection: &Connection) -> rusqlite::Result<()>;
    /// Answers, when the transaction is durable or has failed.
    fn finish(self: Box<Self>, committed: Result<(), Error>);
}

/// Work that is a function with an answer. It may run only once, which the option sees to.
pub(super) struct Task<F, T> {
    run: Option<F>,
    value: Option<T>,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<F, T> Task<F, T>
where
    F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    T: Send + 'static,
{
    /// The request to run `run`, and where its answer will come.
    pub(super) fn request(run: F) -> (Request, oneshot::Receiver<Result<T, Error>>) {
        let (reply, answer) = oneshot::channel();
        (Request::Work(Box::new(Self { run: Some(run), value: None, reply })), answer)
    }
}

impl<F, T> Work for Task<F, T>
where
    F: FnOnce(&Connection) -> rusqlite::Result<T> + Send,
    T: Send,
{
    fn run(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if let Some(run) = self.run.take() {
            self.value = Some(run(connection)?);
        }
        Ok(())
    }

    fn finish(self: Box<Self>, committed: Result<(), Error>) {
        let value = self.value;
        let answer = committed.map(|()| value.expect("a group commits only after each of its works has run"));
        let _gone = self.reply.send(answer);
    }
}
