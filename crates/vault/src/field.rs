//! Where a sealed value stands, and what opening it gives.

use std::fmt;

use uuid::Uuid;

use crate::frame;

/// The place a sealed value belongs to. It is authenticated with the ciphertext: elsewhere the value does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldContext<'a> {
    /// The tenant of the subject.
    pub tenant: &'a str,
    /// The event that carries the field.
    pub event_id: Uuid,
    /// The field's stable tag, as its [`PersonalFields`](crate::PersonalFields) names it.
    pub tag: &'a str,
}

impl FieldContext<'_> {
    /// Writes the associated data of the ciphertext over whatever `scratch` held.
    pub(crate) fn associated_data(&self, key_id: Uuid, scratch: &mut Vec<u8>) {
        scratch.clear();
        for part in [self.tenant.as_bytes(), self.event_id.as_bytes(), self.tag.as_bytes(), key_id.as_bytes()] {
            frame::push(scratch, part);
        }
    }
}

/// What became of a sealed value.
#[derive(Clone, PartialEq, Eq)]
pub enum Opened<T> {
    /// The value in the clear.
    Clear(T),
    /// The subject was erased; nobody can read the value any more.
    Erased,
}

impl<T> Opened<T> {
    /// The value, or nothing when its subject was erased.
    pub fn into_clear(self) -> Option<T> {
        match self {
            Self::Clear(value) => Some(value),
            Self::Erased => None,
        }
    }
}

impl<T> fmt::Debug for Opened<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Clear(_) => "Clear(..)",
            Self::Erased => "Erased",
        })
    }
}
