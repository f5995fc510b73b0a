//! The envelope of an event as it stands in the log.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whose log it is; never empty, at most 64 bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tenant(pub Arc<str>);

/// The name of a stream, unique within its tenant: `conversation-<uuid>`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StreamName(pub Arc<str>);

impl Tenant {
    /// The tenant of this name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl StreamName {
    /// The stream of this name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the first hyphen: `conversation` of `conversation-<uuid>`.
    #[must_use]
    pub fn category(&self) -> &str {
        self.0.split_once('-').map_or(&self.0, |(category, _)| category)
    }
}

impl fmt::Display for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who did it: a kind, an id (a pseudonym, never a name) and, if it was so, on whose behalf.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Actor {
    /// For example `agent` or `customer`.
    pub kind: Arc<str>,
    /// The id among those of the kind.
    pub id: Arc<str>,
    /// For whom the actor acted, as `kind:id`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub on_behalf_of: Option<Arc<str>>,
}

/// An event as it stands in the log. Cloning is cheap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordedEvent {
    /// The place in the whole log, from 1.
    pub position: u64,
    /// Unique in the log.
    pub event_id: Uuid,
    /// Whose log.
    pub tenant: Tenant,
    /// Which stream.
    pub stream: StreamName,
    /// The place in the stream, from 0.
    pub revision: u64,
    /// The wire name of the shape of the body.
    pub event_type: Arc<str>,
    /// The version of that shape, from 1.
    pub schema_version: u32,
    /// When it happened, to the microsecond; for imports in the past.
    pub occurred_at: DateTime<Utc>,
    /// When it was appended, to the microsecond.
    pub recorded_at: DateTime<Utc>,
    /// Who did it.
    pub actor: Actor,
    /// The command that led to it.
    pub command_id: Uuid,
    /// The event that led to the command, if one did.
    pub causation_id: Option<Uuid>,
    /// The id that everything of one request shares.
    pub correlation_id: Option<Uuid>,
    /// The exact bytes that were appended.
    pub body: Bytes,
}
