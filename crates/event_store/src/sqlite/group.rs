//! One group of appends inside its open transaction.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{fault, rows, statements};
use crate::error::event_id_taken;
use crate::intern::Interner;
use crate::outcome::{self, Answer, Record, StreamKey};
use crate::recent::Recent;
use crate::{Append, Position, RecordedEvent};

/// What the writer keeps in memory from group to group; dropped when a group fails.
pub(super) struct Memory {
    pub(super) head: Option<Position>,
    pub(super) revisions: Recent<StreamKey, u64>,
    pub(super) types: Interner,
}

impl Memory {
    pub(super) fn new() -> Self {
        const STREAMS: usize = 65_536;
        Self { head: None, revisions: Recent::new(STREAMS), types: Interner::new() }
    }

    pub(super) fn forget(&mut self) {
        self.head = None;
        self.revisions.clear();
    }
}

/// The transaction of a group. An `Err` of its functions means that the whole group has failed; what concerns one
/// append alone is inside its [`Answer`].
pub(super) struct GroupWriter<'a> {
    connection: &'a Connection,
    memory: &'a mut Memory,
    head: Position,
    now: DateTime<Utc>,
    written: Vec<RecordedEvent>,
}

impl<'a> GroupWriter<'a> {
    pub(super) fn begin(
        connection: &'a Connection,
        memory: &'a mut Memory,
        now: DateTime<Utc>,
    ) -> rusqlite::Result<Self> {
        let head = match memory.head {
            Some(head) => head,
            None => statements::head(connection)?,
        };
        Ok(Self { connection, memory, head, now, written: Vec::new() })
    }

    /// The events that the group has written.
    pub(super) fn end(self) -> Vec<RecordedEvent> {
        self.memory.head = Some(self.head);
        self.written
    }

    pub(super) fn append_chain(&mut self, chain: &[Append]) -> rusqlite::Result<Vec<Answer>> {
        outcome::along_chain(chain, |append| self.append(append))
    }

    fn append(&mut self, append: &Append) -> rusqlite::Result<Answer> {
        if let Some(record) = statements::find_command(self.connection, &append.tenant, append.command_id)? {
            return Ok(outcome::repeat(append, &record));
        }
        let key = append.stream_key();
        match outcome::next_revision(append.expected, self.revision(&key)?) {
            Ok(first_revision) => self.write(append, key, first_revision),
            Err(conflict) => Ok(Err(conflict)),
        }
    }

    fn revision(&self, key: &StreamKey) -> rusqlite::Result<Option<u64>> {
        match self.memory.revisions.get(key) {
            Some(revision) => Ok(Some(*revision)),
            None => statements::revision(self.connection, key),
        }
    }

    fn write(&mut self, append: &Append, key: StreamKey, first_revision: u64) -> rusqlite::Result<Answer> {
        let start = self.written.len();
        outcome::record(append, self.head, first_revision, self.now, &mut self.memory.types, &mut self.written);
        for event in &self.written[start..] {
            match rows::insert(self.connection, event) {
                Ok(()) => {}
                Err(error) if fault::is_duplicate(&error) => {
                    let refused = event_id_taken(event.event_id);
                    rows::delete_after(self.connection, self.head)?;
                    self.written.truncate(start);
                    return Ok(Err(refused.into()));
                }
                Err(error) => return Err(error),
            }
        }
        self.head += (self.written.len() - start) as u64;
        let appended = outcome::first_answer(append, first_revision, self.head);
        let record = Record { digest: append.digest, appended };
        statements::insert_command(self.connection, &append.tenant, append.command_id, &record)?;
        if let Some(revision) = record.appended.revision {
            self.memory.revisions.insert(key, revision);
        }
        Ok(Ok(record.appended))
    }
}
