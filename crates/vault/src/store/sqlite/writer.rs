//! The one thread that writes: changes asked for at the same time share a transaction, and so a wait for the disk.

use std::{sync::mpsc, thread};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use super::connection;
use crate::Error;

/// The most changes in one transaction.
const GROUP: usize = 1_000;

/// When a change may be reported as done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// It is durable.
    Commit,
    /// It is durable and what it deleted is gone from the write-ahead log too.
    Residue,
}

/// A handle on the writing thread, which ends with the last handle.
pub(super) struct Writer {
    jobs: mpsc::Sender<Box<dyn Job>>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> Result<Self, Error> {
        let (jobs, queue) = mpsc::channel();
        let serve = move || serve(connection, &queue);
        thread::Builder::new().name("vault-writer".to_owned()).spawn(serve).map_err(Error::unavailable)?;
        Ok(Self { jobs })
    }

    /// Runs `change` in a transaction and returns what it returned once that is durable.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        after: After,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (reply, answer) = oneshot::channel();
        let job = Change { after, change: Some(change), result: None, reply };
        self.jobs.send(Box::new(job)).map_err(|_| Error::unavailable(WriterGone))?;
        answer.await.map_err(|_| Error::unavailable(WriterGone))?
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the writer of the key file has stopped")]
struct WriterGone;

#[derive(Debug, thiserror::Error)]
#[error("a reader kept the write-ahead log of the key file from being emptied")]
struct ResidueLeft;

trait Job: Send {
    fn after(&self) -> After;
    fn run(&mut self, transaction: &Transaction<'_>) -> rusqlite::Result<()>;
    fn answer(self: Box<Self>, committed: Result<(), Error>);
}

struct Change<T, F> {
    after: After,
    change: Option<F>,
    result: Option<T>,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<T, F> Job for Change<T, F>
where
    T: Send,
    F: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send,
{
    fn after(&self) -> After {
        self.after
    }

    fn run(&mut self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        if let Some(change) = self.change.take() {
            self.result = Some(change(transaction)?);
        }
        Ok(())
    }

    fn answer(self: Box<Self>, committed: Result<(), Error>) {
        let result = self.result.ok_or_else(|| Error::unavailable(WriterGone));
        // Nobody may be waiting any more; the change stands all the same.
        drop(self.reply.send(committed.and(result)));
    }
}

fn serve(mut connection: Connection, queue: &mpsc::Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        let mut group = vec![first];
        group.extend(queue.try_iter().take(GROUP - 1));
        let committed = commit(&mut connection, &mut group);
        if let Err(error) = &committed {
            let cause = std::error::Error::source(error).map(ToString::to_string);
            tracing::error!(changes = group.len(), cause, "changes to the key file were not made");
        }
        for job in group {
            job.answer(committed.clone());
        }
    }
}

fn commit(connection: &mut Connection, group: &mut [Box<dyn Job>]) -> Result<(), Error> {
    transact(connection, group).map_err(Error::unavailable)?;
    let leaves_residue = group.iter().any(|job| job.after() == After::Residue);
    if leaves_residue && !connection::purge(connection).map_err(Error::unavailable)? {
        return Err(Error::unavailable(ResidueLeft));
    }
    Ok(())
}

fn transact(connection: &mut Connection, group: &mut [Box<dyn Job>]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for job in group {
        job.run(&transaction)?;
    }
    transaction.commit()
}
