//! A commitment whose texts are borrowed, for whoever makes one entry after another.

use super::json::{push_optional, push_string};
use crate::Hash;
use crate::hash::push_hex;

/// The fields of a [`Commitment`](super::Commitment), all of them as the entry spells them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fields<'a> {
    /// Whose event.
    pub tenant: &'a str,
    /// Its stream.
    pub stream: &'a str,
    /// Its place in its stream, from 0.
    pub revision: u64,
    /// Its place among all events, from 1.
    pub position: u64,
    /// Its id.
    pub event_id: &'a str,
    /// The wire name of its shape.
    pub event_type: &'a str,
    /// The version of that shape.
    pub schema: u32,
    /// When it happened, as [`spelled`](super::spelled) writes it.
    pub occurred_at: &'a str,
    /// When it was recorded, as [`spelled`](super::spelled) writes it.
    pub recorded_at: &'a str,
    /// The command it came from.
    pub command_id: &'a str,
    /// The event that led to the command, if one did.
    pub causation_id: Option<&'a str>,
    /// The id that everything of one request shares, if it had one.
    pub correlation_id: Option<&'a str>,
    /// What kind of actor caused it.
    pub actor_kind: &'a str,
    /// Which actor.
    pub actor_id: &'a str,
    /// For whom the actor acted, if for another.
    pub on_behalf_of: Option<&'a str>,
    /// The leaf of the event before it in its stream; none for the first.
    pub previous: Option<Hash>,
    /// The digest of the stored bytes of its body.
    pub body: Hash,
}

impl Fields<'_> {
    /// Appends the entry: the keys in the order that RFC 8785 §3.2.3 gives them. It may be longer than a bundle takes.
    pub fn write(&self, text: &mut String) {
        self.write_actor(text);
        text.push_str(r#","at":"#);
        push_string(text, self.recorded_at);
        text.push_str(r#","body_sha256":""#);
        push_hex(text, self.body);
        text.push_str(r#"","cause":"#);
        push_optional(text, self.causation_id);
        text.push_str(r#","command":"#);
        push_string(text, self.command_id);
        text.push_str(r#","correlation":"#);
        push_optional(text, self.correlation_id);
        text.push_str(r#","event_id":"#);
        push_string(text, self.event_id);
        text.push_str(r#","occurred":"#);
        push_string(text, self.occurred_at);
        text.push_str(r#","pos":""#);
        text.push_str(&self.position.to_string());
        self.write_previous(text);
        text.push_str(r#","rev":""#);
        text.push_str(&self.revision.to_string());
        text.push_str(r#"","schema":"#);
        text.push_str(&self.schema.to_string());
        text.push_str(r#","stream":"#);
        push_string(text, self.stream);
        text.push_str(r#","tenant":"#);
        push_string(text, self.tenant);
        text.push_str(r#","type":"#);
        push_string(text, self.event_type);
        text.push_str(r#","v":1}"#);
    }

    fn write_actor(&self, text: &mut String) {
        text.push_str(r#"{"actor":{"id":"#);
        push_string(text, self.actor_id);
        text.push_str(r#","kind":"#);
        push_string(text, self.actor_kind);
        if let Some(on_behalf_of) = self.on_behalf_of {
            text.push_str(r#","on_behalf_of":"#);
            push_string(text, on_behalf_of);
        }
        text.push('}');
    }

    fn write_previous(&self, text: &mut String) {
        match self.previous {
            Some(previous) => {
                text.push_str(r#"","prev":""#);
                push_hex(text, previous);
                text.push('"');
            }
            None => text.push_str(r#"","prev":null"#),
        }
    }
}
