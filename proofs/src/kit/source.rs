//! A kit as an event store that is only read, to fold it into views.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use event_store::{
    Append, AppendError, Appended, CommandDigest, Error, EventStore, Position, RecordedEvent, StreamName, Tenant,
};
use tokio::sync::watch;
use uuid::Uuid;

use super::layout;
use super::line;
use super::manifest::Manifest;

/// How many events are read at once where all are looked through.
const BATCH: usize = 1_000;

/// A kit as an event store that is only read. Reading on from where it stopped is quick; reading one stream looks through
/// all events.
#[derive(Debug)]
pub struct KitEventStore {
    directory: PathBuf,
    head: watch::Sender<Position>,
    origin: String,
    /// Where the last reader stopped.
    place: Mutex<Option<Reader>>,
}

impl KitEventStore {
    /// The complete kit in a directory. What it holds is not verified.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when it is not complete, [`Error::Unavailable`] when it cannot be read.
    pub fn open(directory: &Path) -> Result<Self, Error> {
        let bytes = std::fs::read(directory.join(layout::MANIFEST)).map_err(|error| away(layout::MANIFEST, error))?;
        let manifest = Manifest::read(&bytes).map_err(|reason| Error::Corrupt(format!("kit.json: {reason}")))?;
        if !manifest.complete {
            return Err(Error::Corrupt("the export of the kit has not come to its end".to_owned()));
        }
        let head = watch::Sender::new(manifest.size());
        Ok(Self { directory: directory.to_owned(), head, origin: manifest.origin, place: Mutex::default() })
    }

    /// The same as it stood at an earlier position.
    #[must_use]
    pub fn until(self, position: Position) -> Self {
        self.head.send_modify(|head| *head = position.min(*head));
        self
    }

    /// Which log it is of.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    fn end(&self) -> Position {
        *self.head.borrow()
    }

    fn read(&self, after: Position, limit: usize) -> Result<Vec<RecordedEvent>, Error> {
        let left = usize::try_from(self.end().saturating_sub(after)).unwrap_or(usize::MAX).min(limit);
        if left == 0 {
            return Ok(Vec::new());
        }
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        let mut reader = match place.take().filter(|reader| reader.after == after) {
            Some(reader) => reader,
            None => Reader::open(&self.directory, after)?,
        };
        let mut events = Vec::with_capacity(left.min(BATCH));
        while events.len() < left {
            events.push(reader.next(&self.directory)?);
        }
        *place = Some(reader);
        Ok(events)
    }
}

/// A place in the files of events.
#[derive(Debug)]
struct Reader {
    after: Position,
    file: BufReader<File>,
    line: String,
}

impl Reader {
    fn open(directory: &Path, after: Position) -> Result<Self, Error> {
        let chunk = layout::chunk_of(after + 1);
        let mut reader = Self { after: chunk * layout::CHUNK, file: open(directory, chunk)?, line: String::new() };
        while reader.after < after {
            reader.read_line()?;
        }
        Ok(reader)
    }

    fn read_line(&mut self) -> Result<(), Error> {
        self.line.clear();
        let file = layout::chunk(layout::chunk_of(self.after + 1));
        let read = self.file.read_line(&mut self.line).map_err(|error| away(&file, error))?;
        if read == 0 {
            return Err(Error::Corrupt(format!("{file} ends before position {}", self.after + 1)));
        }
        self.after += 1;
        Ok(())
    }

    fn next(&mut self, directory: &Path) -> Result<RecordedEvent, Error> {
        if self.after > 0 && self.after.is_multiple_of(layout::CHUNK) {
            self.file = open(directory, layout::chunk_of(self.after + 1))?;
        }
        self.read_line()?;
        let position = self.after;
        let damaged = |what: String| Error::Corrupt(format!("the line of position {position}: {what}"));
        let row = line::read(self.line.trim_end_matches('\n')).map_err(|error| damaged(error.to_string()))?;
        let event = row.to_event().map_err(|field| damaged(format!("{field} is not as the log spells it")))?;
        if event.position == position {
            Ok(event)
        } else {
            Err(damaged(format!("it is of position {}", event.position)))
        }
    }
}

fn open(directory: &Path, chunk: u64) -> Result<BufReader<File>, Error> {
    let name = layout::chunk(chunk);
    let file = File::open(directory.join(&name)).map_err(|error| away(&name, error))?;
    Ok(BufReader::with_capacity(1 << 18, file))
}

fn away(file: &str, error: std::io::Error) -> Error {
    Error::Unavailable { reason: format!("{file} of the kit cannot be read"), source: Some(Box::new(error)) }
}

fn refused(what: &str) -> Error {
    Error::Unavailable { reason: format!("a kit is a copy of a log: {what}"), source: None }
}

#[async_trait]
impl EventStore for KitEventStore {
    async fn append_chain(&self, chain: Vec<Append>) -> Vec<Result<Appended, AppendError>> {
        chain.first().map(|_| Err(refused("nothing can be appended to it").into())).into_iter().collect()
    }

    async fn find_command(&self, _: &Tenant, _: Uuid) -> Result<Option<(CommandDigest, Appended)>, Error> {
        Err(refused("it does not hold the digests of commands"))
    }

    async fn read_stream(
        &self,
        tenant: &Tenant,
        stream: &StreamName,
        from_revision: u64,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, Error> {
        let (mut found, mut after) = (Vec::new(), 0);
        while found.len() < limit {
            let events = self.read(after, BATCH)?;
            let Some(last) = events.last() else { break };
            after = last.position;
            let is_wanted = |event: &RecordedEvent| {
                event.tenant == *tenant && event.stream == *stream && event.revision >= from_revision
            };
            found.extend(events.into_iter().filter(is_wanted));
        }
        found.truncate(limit);
        Ok(found)
    }

    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<RecordedEvent>, Error> {
        self.read(after, limit)
    }

    async fn head(&self) -> Result<Position, Error> {
        Ok(self.end())
    }

    fn watch(&self) -> watch::Receiver<Position> {
        self.head.subscribe()
    }
}
