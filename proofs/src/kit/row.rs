//! An event as a line says it, its texts borrowed from the line.

use std::borrow::Cow;
use std::str::FromStr;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use event_store::{Actor, RecordedEvent, StreamName, Tenant};
use ledger::Hash;
use ledger::commitment::{Fields, spelled};
use uuid::Uuid;

/// An event as a line says it. Ids and times are texts: whether they are the right ones shows in the entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row<'a> {
    /// The place in the whole log, from 1.
    pub position: u64,
    /// Unique in the log.
    pub event_id: Cow<'a, str>,
    /// Whose log.
    pub tenant: Cow<'a, str>,
    /// Which stream.
    pub stream: Cow<'a, str>,
    /// The place in the stream, from 0.
    pub revision: u64,
    /// The wire name of the shape of the body.
    pub event_type: Cow<'a, str>,
    /// The version of that shape.
    pub schema: u32,
    /// When it happened.
    pub occurred_at: Cow<'a, str>,
    /// When it was appended.
    pub recorded_at: Cow<'a, str>,
    /// What kind of actor did it.
    pub actor_kind: Cow<'a, str>,
    /// Which actor.
    pub actor_id: Cow<'a, str>,
    /// For whom the actor acted.
    pub on_behalf_of: Option<Cow<'a, str>>,
    /// The command that led to it.
    pub command_id: Cow<'a, str>,
    /// The event that led to the command.
    pub causation_id: Option<Cow<'a, str>>,
    /// The id that everything of one request shares.
    pub correlation_id: Option<Cow<'a, str>>,
    /// The exact bytes of the body.
    pub body: Cow<'a, [u8]>,
}

impl Row<'_> {
    /// Writes its entry into `text`, given the leaf of the event before it in its stream.
    pub fn entry(&self, previous: Option<Hash>, text: &mut String) {
        text.clear();
        let fields = Fields {
            tenant: &self.tenant,
            stream: &self.stream,
            revision: self.revision,
            position: self.position,
            event_id: &self.event_id,
            event_type: &self.event_type,
            schema: self.schema,
            occurred_at: &self.occurred_at,
            recorded_at: &self.recorded_at,
            command_id: &self.command_id,
            causation_id: self.causation_id.as_deref(),
            correlation_id: self.correlation_id.as_deref(),
            actor_kind: &self.actor_kind,
            actor_id: &self.actor_id,
            on_behalf_of: self.on_behalf_of.as_deref(),
            previous,
            body: Hash::of(&self.body),
        };
        fields.write(text);
    }

    /// The event.
    ///
    /// # Errors
    /// The name of the first field that is not as the log spells it.
    pub fn to_event(&self) -> Result<RecordedEvent, &'static str> {
        let optional = |id: &Option<Cow<'_, str>>, name| id.as_deref().map(|id| uuid(id, name)).transpose();
        Ok(RecordedEvent {
            position: self.position,
            event_id: uuid(&self.event_id, "event_id")?,
            tenant: Tenant::new(&self.tenant),
            stream: StreamName::new(&self.stream),
            revision: self.revision,
            event_type: (&*self.event_type).into(),
            schema_version: self.schema,
            occurred_at: time(&self.occurred_at, "occurred_at")?,
            recorded_at: time(&self.recorded_at, "recorded_at")?,
            actor: Actor {
                kind: (&*self.actor_kind).into(),
                id: (&*self.actor_id).into(),
                on_behalf_of: self.on_behalf_of.as_deref().map(Into::into),
            },
            command_id: uuid(&self.command_id, "command_id")?,
            causation_id: optional(&self.causation_id, "causation_id")?,
            correlation_id: optional(&self.correlation_id, "correlation_id")?,
            body: Bytes::copy_from_slice(&self.body),
        })
    }
}

fn uuid(text: &str, name: &'static str) -> Result<Uuid, &'static str> {
    Uuid::from_str(text).ok().filter(|id| id.to_string() == text).ok_or(name)
}

fn time(text: &str, name: &'static str) -> Result<DateTime<Utc>, &'static str> {
    let time = DateTime::parse_from_rfc3339(text).map(|time| time.to_utc());
    time.ok().filter(|time| spelled(*time) == text).ok_or(name)
}
