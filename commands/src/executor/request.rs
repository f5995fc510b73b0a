//! What is handed to the executor, and what it hands back.

use chrono::{DateTime, Utc};
use domain::Actor;
use event_store::{Appended, StreamName, Tenant};
use uuid::Uuid;

/// Who asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Caller {
    /// Whose log.
    pub tenant: Tenant,
    /// The one who acts.
    pub actor: Actor,
    /// For whom, as `kind:id`, if for another.
    pub on_behalf_of: Option<String>,
    /// The id that everything of one request shares.
    pub correlation_id: Option<Uuid>,
}

/// A command with everything around it.
#[derive(Clone, Debug)]
pub struct Request<C> {
    /// Unique within the tenant; whoever repeats it with the same command gets the first result.
    pub command_id: Uuid,
    /// Who asks.
    pub caller: Caller,
    /// The revision the stream must have, when the caller leans on what they saw.
    pub expected_revision: Option<u64>,
    /// When it happened, if not now: imports are historic.
    pub occurred_at: Option<DateTime<Utc>>,
    /// The event that led to it, if one did.
    pub causation_id: Option<Uuid>,
    /// What is asked.
    pub command: C,
}

/// What came of a command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The stream it was asked of.
    pub stream: StreamName,
    /// The stream's revision afterwards; nothing when it has no events still.
    pub revision: Option<u64>,
    /// A position at which a view shows the outcome.
    pub position: u64,
    /// How many events followed; none when it changed nothing.
    pub events: u32,
    /// Whether this is the result of an earlier run of the same command.
    pub repeated: bool,
}

impl From<Appended> for Outcome {
    fn from(appended: Appended) -> Self {
        let Appended { stream, revision, position, events, repeated } = appended;
        Self { stream, revision, position, events, repeated }
    }
}

impl Caller {
    /// The actor as it stands in the log.
    pub(super) fn to_logged(&self) -> event_store::Actor {
        event_store::Actor {
            kind: self.actor.kind().into(),
            id: self.actor.id().into(),
            on_behalf_of: self.on_behalf_of.as_deref().map(Into::into),
        }
    }
}
