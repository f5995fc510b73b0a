//! What an append takes and gives.

use std::borrow::Cow;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Actor, Position, StreamName, Tenant};

/// What the writer believes of the stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// Anything; the events go to the end.
    Any,
    /// The stream has no event yet.
    NoStream,
    /// The last event of the stream has this revision.
    Revision(u64),
}

/// A digest of a command's input, with which a repeat is told from a reuse of the id.
pub type CommandDigest = [u8; 32];

/// One event to append.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewEvent {
    /// Unique in the log.
    pub event_id: Uuid,
    /// The wire name of the shape of the body.
    pub event_type: Cow<'static, str>,
    /// The version of that shape.
    pub schema_version: u32,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// The bytes to store.
    pub body: Bytes,
}

/// Events of one command for one stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Append {
    /// Whose log.
    pub tenant: Tenant,
    /// Which stream.
    pub stream: StreamName,
    /// What the writer believes of it.
    pub expected: Expected,
    /// The command; unique within its tenant.
    pub command_id: Uuid,
    /// A digest of the command's input.
    pub digest: CommandDigest,
    /// The event that led to the command, if one did.
    pub causation_id: Option<Uuid>,
    /// The id that everything of one request shares.
    pub correlation_id: Option<Uuid>,
    /// Who asked.
    pub actor: Actor,
    /// In order; may be empty.
    pub events: Vec<NewEvent>,
}

/// Where the events went.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Appended {
    /// The stream.
    pub stream: StreamName,
    /// The revision of the stream after the append; `None` when it has no events still.
    pub revision: Option<u64>,
    /// The position of the last event appended; of the head when none was.
    pub position: Position,
    /// How many events were appended.
    pub events: u32,
    /// Whether this is the answer to an earlier append of the same command.
    pub repeated: bool,
}
