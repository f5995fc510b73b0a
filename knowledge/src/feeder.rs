//! One index being fed: batch after batch of the log, as far as it goes.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ArticleId;
use domain::article::Article;
use event_store::{EventStore, RecordedEvent, Tenant};
use intelligence::search::{self, Index, Reader};
use tokio::task::spawn_blocking;

use crate::fold::{self, Touched};
use crate::{Encoding, Error, Place};

/// How many events are read at once.
const BATCH: usize = 500;
/// How many articles are put before they are committed, when there is more to read; where each of them takes an encoder's time,
/// no more than a crash may cost.
const COMMIT: usize = 10_000;
const COMMIT_ENCODED: usize = 500;

/// After so many events about something else it is written down that they were read: reading them again takes no time worth a file
/// for each batch.
const WRITTEN_DOWN: u64 = 5_000;

/// An index and how far it has come.
pub(crate) struct Feeder {
    store: Arc<dyn EventStore>,
    encoding: Encoding,
    index: Arc<Mutex<Index>>,
    reader: Reader,
    /// Where it is kept; nothing when it is in memory.
    folder: Option<PathBuf>,
    position: u64,
    /// Up to where a search finds everything.
    settled: u64,
    committed: u64,
    /// How many articles were put since the last commit.
    uncommitted: usize,
    /// The position of the last event that was written down as read.
    written_down: u64,
}

impl Feeder {
    /// Goes on after a position that the index holds.
    pub(crate) fn new(
        store: Arc<dyn EventStore>,
        encoding: Encoding,
        index: Index,
        folder: Option<PathBuf>,
        position: u64,
    ) -> Self {
        let (reader, committed) = (index.reader(), index.position().unwrap_or_default());
        Self {
            store,
            encoding,
            index: Arc::new(Mutex::new(index)),
            reader,
            folder,
            position,
            settled: position,
            committed,
            uncommitted: 0,
            written_down: position,
        }
    }

    /// What searches the index.
    pub(crate) fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// What makes its vectors.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding.clone()
    }

    /// The last position that was read.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// The last position up to which a search finds everything.
    pub(crate) fn settled(&self) -> u64 {
        self.settled
    }

    /// Whether the index is in memory, because its folder is open elsewhere.
    pub(crate) fn is_in_memory(&self) -> bool {
        self.folder.is_none()
    }

    /// Takes in what the log has now, to its end.
    pub(crate) async fn catch_up(&mut self, progress: &mut (dyn FnMut(u64) + Send)) -> Result<(), Error> {
        while self.step().await? {
            progress(self.position);
        }
        Ok(())
    }

    /// Takes in the next events. Whether there were any; when there are none, everything is committed.
    pub(crate) async fn step(&mut self) -> Result<bool, Error> {
        let batch = self.store.read_all(self.position, BATCH).await?;
        let Some(last) = batch.last() else {
            self.commit().await?;
            self.settled = self.position;
            return Ok(false);
        };
        let touched = fold::touched(&*self.store, &batch).await?;
        let changes = self.changes(&touched).await;
        self.uncommitted += changes.len();
        // On a busy log the very end is never seen.
        let at_the_end = batch.len() < BATCH || last.position >= *self.store.watch().borrow();
        self.write(move |index| changes.iter().try_for_each(|change| change.make(index))).await?;
        self.position = last.position;
        let most = if self.encoding.takes_time() { COMMIT_ENCODED } else { COMMIT };
        if at_the_end || self.uncommitted >= most {
            self.commit().await?;
        }
        if self.uncommitted == 0 {
            self.settled = self.position;
        }
        // Before a commit, what was put is only in memory, and must be read again after a crash.
        let is_worth_it = self.committed > self.written_down || last.position - self.written_down >= WRITTEN_DOWN;
        if self.uncommitted == 0 && is_worth_it {
            self.write_down(last)?;
            self.written_down = last.position;
        }
        Ok(true)
    }

    /// What becomes of the articles, with the vectors of those that are told.
    async fn changes(&self, touched: &Touched) -> Vec<Change> {
        let mut changes: Vec<_> = touched
            .iter()
            .map(|((tenant, id), article)| Change::of(tenant, *id, article, self.encoding.name()))
            .collect();
        if !self.encoding.takes_time() {
            return changes;
        }
        let entries = changes.iter_mut().filter_map(|change| change.entry.as_mut());
        let mut told: Vec<_> = entries.collect();
        let texts = told.iter().map(|entry| format!("{}\n{}", entry.title, entry.body)).collect();
        let vectors = self.encoding.vectors(texts).await;
        told.iter_mut().zip(vectors).for_each(|(entry, vector)| entry.vector = vector);
        changes
    }

    async fn commit(&mut self) -> Result<(), Error> {
        if self.uncommitted > 0 {
            let position = self.position;
            self.write(move |index| index.commit(position)).await?;
            self.committed = position;
            self.uncommitted = 0;
        }
        Ok(())
    }

    async fn write(
        &self,
        write: impl FnOnce(&mut Index) -> Result<(), search::Error> + Send + 'static,
    ) -> Result<(), Error> {
        let index = Arc::clone(&self.index);
        let written = spawn_blocking(move || {
            // What a panic left uncommitted is dropped with the index, which is opened anew after an error.
            write(&mut index.lock().unwrap_or_else(PoisonError::into_inner))
        });
        Ok(written.await??)
    }

    fn write_down(&self, last: &RecordedEvent) -> Result<(), Error> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let encoder = self.encoding.name().map(str::to_owned);
        let place = Place { position: last.position, event: last.event_id, committed: self.committed, encoder };
        Ok(place.write(folder)?)
    }
}

/// What becomes of an article in the index.
struct Change {
    tenant: Tenant,
    id: ArticleId,
    /// How it stands there from now on, when it does.
    entry: Option<search::Article>,
}

impl Change {
    fn of(tenant: &Tenant, id: ArticleId, article: &Article, encoder: Option<&str>) -> Self {
        Self { tenant: tenant.clone(), id, entry: fold::entry(tenant, id, article, encoder) }
    }

    fn make(&self, index: &mut Index) -> Result<(), search::Error> {
        match &self.entry {
            Some(entry) => index.put(entry),
            None => index.remove(self.tenant.as_str(), &self.id.to_string()),
        }
    }
}
