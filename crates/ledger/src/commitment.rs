//! The entry of one event: a small commitment to it in canonical JSON (RFC 8785).
//!
//! It holds everything that the log keeps of an event but the body, and the body's digest, so the body can be sealed, and its keys
//! destroyed, while every proof stays. Positions, revisions and times are strings, because numbers of JSON are doubles.

mod fields;
mod json;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::Hash;
use crate::bundle::{MAX_ENTRY, TooLong};
use json::Cursor;

pub use fields::Fields;

/// The version of the shape, which every entry carries as `v`.
pub const VERSION: u32 = 1;

/// Who caused an event.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Actor {
    /// What kind of actor.
    pub kind: String,
    /// Which one.
    pub id: String,
    /// For whom they acted, if for another.
    pub on_behalf_of: Option<String>,
}

/// What the log commits to for one event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commitment {
    /// Whose event.
    pub tenant: String,
    /// Its stream.
    pub stream: String,
    /// Its place in its stream, from 0.
    pub revision: u64,
    /// Its place among all events, from 1.
    pub position: u64,
    /// Its id.
    pub event_id: String,
    /// The wire name of its shape.
    pub event_type: String,
    /// The version of that shape.
    pub schema: u32,
    /// When it happened; microseconds count.
    pub occurred_at: DateTime<Utc>,
    /// When it was recorded; microseconds count.
    pub recorded_at: DateTime<Utc>,
    /// The command it came from.
    pub command_id: String,
    /// The event that led to the command, if one did.
    pub causation_id: Option<String>,
    /// The id that everything of one request shares, if it had one.
    pub correlation_id: Option<String>,
    /// Who caused it.
    pub actor: Actor,
    /// The leaf of the event before it in its stream; none for the first.
    pub previous: Option<Hash>,
    /// The digest of the stored bytes of its body.
    pub body: Hash,
}

impl Commitment {
    /// The entry: the same bytes for the same commitment, whoever makes them.
    ///
    /// # Errors
    /// When its texts are so long that no bundle could hold it.
    pub fn encode(&self) -> Result<Vec<u8>, TooLong> {
        let mut text = String::with_capacity(512);
        self.write(&mut text);
        if text.len() > MAX_ENTRY { Err(TooLong { bytes: text.len() }) } else { Ok(text.into_bytes()) }
    }

    fn write(&self, text: &mut String) {
        let (occurred_at, recorded_at) = (spelled(self.occurred_at), spelled(self.recorded_at));
        let fields = Fields {
            tenant: &self.tenant,
            stream: &self.stream,
            revision: self.revision,
            position: self.position,
            event_id: &self.event_id,
            event_type: &self.event_type,
            schema: self.schema,
            occurred_at: &occurred_at,
            recorded_at: &recorded_at,
            command_id: &self.command_id,
            causation_id: self.causation_id.as_deref(),
            correlation_id: self.correlation_id.as_deref(),
            actor_kind: &self.actor.kind,
            actor_id: &self.actor.id,
            on_behalf_of: self.actor.on_behalf_of.as_deref(),
            previous: self.previous,
            body: self.body,
        };
        fields.write(text);
    }

    /// Reads an entry.
    ///
    /// # Errors
    /// When the bytes are not exactly what [`Commitment::encode`] would make of what they say.
    pub fn decode(entry: &[u8]) -> Result<Self, NotACommitment> {
        let read = read(entry).ok_or(NotACommitment)?;
        match read.encode() {
            Ok(again) if again == entry => Ok(read),
            Ok(_) | Err(_) => Err(NotACommitment),
        }
    }
}

/// Bytes that are not an entry of this version in its one spelling.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("these bytes are no commitment of version {VERSION} in canonical form")]
pub struct NotACommitment;

fn read(entry: &[u8]) -> Option<Commitment> {
    let mut cursor = Cursor::new(str::from_utf8(entry).ok()?);
    cursor.expect(r#"{"actor":{"id":"#)?;
    let id = cursor.string()?;
    cursor.expect(r#","kind":"#)?;
    let kind = cursor.string()?;
    let on_behalf_of = match cursor.expect(r#","on_behalf_of":"#) {
        Some(()) => Some(cursor.string()?),
        None => None,
    };
    cursor.expect(r#"},"at":"#)?;
    let recorded_at = time(&cursor.string()?)?;
    cursor.expect(r#","body_sha256":"#)?;
    let body = Hash::from_hex(&cursor.string()?)?;
    cursor.expect(r#","cause":"#)?;
    let causation_id = cursor.optional()?;
    cursor.expect(r#","command":"#)?;
    let command_id = cursor.string()?;
    cursor.expect(r#","correlation":"#)?;
    let correlation_id = cursor.optional()?;
    cursor.expect(r#","event_id":"#)?;
    let event_id = cursor.string()?;
    cursor.expect(r#","occurred":"#)?;
    let occurred_at = time(&cursor.string()?)?;
    cursor.expect(r#","pos":"#)?;
    let position = cursor.string()?.parse().ok()?;
    cursor.expect(r#","prev":"#)?;
    let previous = match cursor.optional()? {
        Some(hash) => Some(Hash::from_hex(&hash)?),
        None => None,
    };
    cursor.expect(r#","rev":"#)?;
    let revision = cursor.string()?.parse().ok()?;
    cursor.expect(r#","schema":"#)?;
    let schema = cursor.number()?;
    cursor.expect(r#","stream":"#)?;
    let stream = cursor.string()?;
    cursor.expect(r#","tenant":"#)?;
    let tenant = cursor.string()?;
    cursor.expect(r#","type":"#)?;
    let event_type = cursor.string()?;
    cursor.expect(r#","v":1}"#)?;
    let actor = Actor { kind, id, on_behalf_of };
    cursor.is_at_end().then_some(Commitment {
        tenant,
        stream,
        revision,
        position,
        event_id,
        event_type,
        schema,
        occurred_at,
        recorded_at,
        command_id,
        causation_id,
        correlation_id,
        actor,
        previous,
        body,
    })
}

/// As entries spell a time: in UTC, with microseconds.
#[must_use]
pub fn spelled(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn time(text: &str) -> Option<DateTime<Utc>> {
    Some(DateTime::parse_from_rfc3339(text).ok()?.to_utc())
}

#[cfg(test)]
mod tests;
