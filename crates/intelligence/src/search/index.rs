//! The index as it is written: articles in, articles out, and how far the events have been read.

use std::panic::AssertUnwindSafe;
use std::path::Path;

use tantivy::directory::error::LockError;
use tantivy::directory::{Directory as _, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::{IndexWriter, ReloadPolicy, TantivyError};

use super::article::Article;
use super::error::Error;
use super::folder;
use super::reader::Reader;
use super::schema::{FORMAT, Fields};

/// What the writer may hold in memory before it writes a segment, in bytes: the least that tantivy takes.
const WRITER_BUDGET: usize = 15_000_000;

/// What was found where an index was opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Opened {
    /// Nothing, or something damaged or of another format that was thrown away: put everything again.
    Fresh,
    /// An index that holds everything up to this position: go on after it.
    At(u64),
}

/// The index of articles, as its one writer holds it; [`Index::reader`] gives what searches it.
///
/// What is put or removed is seen, and survives a crash, from the next [`Index::commit`] on.
pub struct Index {
    inner: tantivy::Index,
    // absent only while `purge` replaces it, and after that failed
    writer: Option<IndexWriter>,
    fields: Fields,
    reader: Reader,
    position: Option<u64>,
}

impl Index {
    /// Opens the index in a folder, which is made when it is not there. An index that is damaged or of another format is
    /// thrown away, because it can be filled again.
    ///
    /// # Errors
    /// [`Error::Busy`] when it is open elsewhere; [`Error::Folder`] or [`Error::Engine`] when the folder cannot be used.
    pub fn open(folder: &Path) -> Result<(Self, Opened), Error> {
        std::fs::create_dir_all(folder)?;
        let directory = MmapDirectory::open(folder)?;
        drop(directory.acquire_lock(&INDEX_WRITER_LOCK).map_err(busy)?);
        let (schema, _) = Fields::new();
        let inner = match intact(&directory) {
            Some(inner) => inner,
            None => {
                folder::clear(folder)?;
                tantivy::Index::create(MmapDirectory::open(folder)?, schema, tantivy::IndexSettings::default())?
            }
        };
        let index = Self::over(inner)?;
        let opened = index.position.map_or(Opened::Fresh, Opened::At);
        Ok((index, opened))
    }

    /// An index in memory, gone with this value.
    ///
    /// # Errors
    /// [`Error::Engine`] when no thread can be started.
    pub fn in_memory() -> Result<Self, Error> {
        let (schema, _) = Fields::new();
        Self::over(tantivy::Index::create_in_ram(schema))
    }

    fn over(inner: tantivy::Index) -> Result<Self, Error> {
        let (_, fields) = Fields::new();
        let writer = writer(&inner)?;
        // what a crash left half-written goes now, so that it cannot outlive an erasure
        writer.garbage_collect_files().wait()?;
        let reader = inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let position = inner.load_metas()?.payload.as_deref().and_then(position_in);
        Ok(Self { inner, writer: Some(writer), fields, reader: Reader::new(reader, fields), position })
    }

    /// How far the events have been read, as of the last commit; `None` in a fresh index.
    #[must_use]
    pub const fn position(&self) -> Option<u64> {
        self.position
    }

    /// What searches it: cheap to clone, used from any thread, and sees each commit at once.
    #[must_use]
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// Puts an article in place of whichever version of it was there.
    ///
    /// # Errors
    /// [`Error::TooLong`] when its id or tenant is; [`Error::Engine`].
    pub fn put(&mut self, article: &Article) -> Result<(), Error> {
        within(&article.id, "an article's id")?;
        within(&article.tenant, "a tenant's name")?;
        let fields = self.fields;
        let writer = self.writer()?;
        writer.delete_term(fields.key_term(&article.tenant, &article.id));
        writer.add_document(fields.document(article))?;
        Ok(())
    }

    /// Removes an article, when it is there. It is found no more after the next commit; its text leaves the disk with
    /// [`Index::purge`].
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn remove(&mut self, tenant: &str, id: &str) -> Result<(), Error> {
        let term = self.fields.key_term(tenant, id);
        self.writer()?.delete_term(term);
        Ok(())
    }

    /// Makes durable and visible what was put and removed, together with the position of the last event it came from.
    ///
    /// # Errors
    /// [`Error::Engine`]; nothing is lost then but what was not committed.
    pub fn commit(&mut self, position: u64) -> Result<(), Error> {
        self.commit_at(Some(position))
    }

    fn commit_at(&mut self, position: Option<u64>) -> Result<(), Error> {
        let mut prepared = self.writer()?.prepare_commit()?;
        if let Some(position) = position {
            prepared.set_payload(&payload(position));
        }
        prepared.commit()?;
        self.position = position;
        self.reader.reload()
    }

    /// Takes the text of everything that was removed or replaced off the disk: rewrites the segments that hold any, and
    /// deletes the former files. Commits what was put and removed before it, at the position of the last commit.
    ///
    /// Takes about as long as writing those segments did. Searches that are under way end on the former files.
    ///
    /// # Errors
    /// [`Error::Engine`]; then removed text may still be there.
    pub fn purge(&mut self) -> Result<(), Error> {
        self.commit_at(self.position)?;
        if let Some(writer) = self.writer.take() {
            writer.wait_merging_threads()?;
        }
        let mut purger = writer(&self.inner)?;
        purger.set_merge_policy(Box::new(NoMergePolicy));
        let metas = self.inner.searchable_segment_metas()?;
        let stale: Vec<_> = metas.iter().filter(|meta| meta.has_deletes()).map(tantivy::SegmentMeta::id).collect();
        // the list of files in use is kept by whoever holds a segment
        drop(metas);
        if !stale.is_empty() {
            purger.merge(&stale).wait()?;
        }
        self.reader.reload()?;
        purger.garbage_collect_files().wait()?;
        drop(purger);
        self.writer = Some(writer(&self.inner)?);
        Ok(())
    }

    /// Empties it, on the disk too: nothing is found, and [`Index::position`] is `None`.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn wipe(&mut self) -> Result<(), Error> {
        self.writer()?.delete_all_documents()?;
        self.commit_at(None)?;
        self.purge()
    }

    fn writer(&mut self) -> Result<&mut IndexWriter, Error> {
        let inner = &self.inner;
        match &mut self.writer {
            Some(writer) => Ok(writer),
            empty => Ok(empty.insert(writer(inner)?)),
        }
    }
}

/// With one thread, so that the same articles give the same index.
fn writer(inner: &tantivy::Index) -> Result<IndexWriter, Error> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(WRITER_BUDGET)
        .build();
    inner.writer_with_options(options).map_err(|error| {
        let is_busy = matches!(error, TantivyError::LockFailure(LockError::LockBusy, _));
        if is_busy { Error::Busy } else { Error::Engine(error) }
    })
}

/// The index in a directory, when it is there, whole and of this format.
fn intact(directory: &MmapDirectory) -> Option<tantivy::Index> {
    // the engine says of itself that it may panic over damaged files
    std::panic::catch_unwind(AssertUnwindSafe(|| checked(directory))).ok()?
}

fn checked(directory: &MmapDirectory) -> Option<tantivy::Index> {
    let inner = tantivy::Index::open(directory.clone()).ok()?;
    let (schema, _) = Fields::new();
    let damaged = inner.validate_checksum().ok()?;
    let payload = inner.load_metas().ok()?.payload;
    let is_ours = payload.is_none_or(|payload| position_in(&payload).is_some());
    let can_be_read = inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().is_ok();
    (inner.schema() == schema && damaged.is_empty() && is_ours && can_be_read).then_some(inner)
}

fn payload(position: u64) -> String {
    format!("{FORMAT} {position}")
}

fn position_in(payload: &str) -> Option<u64> {
    let (format, position) = payload.split_once(' ')?;
    (format.parse() == Ok(FORMAT)).then(|| position.parse().ok())?
}

fn busy(error: LockError) -> Error {
    match error {
        LockError::LockBusy => Error::Busy,
        LockError::IoError(_) => Error::Engine(TantivyError::LockFailure(error, None)),
    }
}

fn within(name: &str, what: &'static str) -> Result<(), Error> {
    if name.len() > Article::LONGEST_NAME { Err(Error::TooLong(what)) } else { Ok(()) }
}
