//! The type of every personal field: clear on its way in, sealed wherever it is kept.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};
use zeroize::Zeroizing;

use crate::{
    Error, PersonalValue,
    sealed::{PATTERN, Sealed},
};

/// Personal data, clear or sealed.
///
/// The clear form cannot be serialized, so it cannot reach a log, a read model or an answer by mistake. The sealed
/// form is opened through the vault alone, which asks who wants it and why. `Debug` prints neither.
///
/// `Eq` and `Hash` look at the content, so that a command carrying clear fields can be told from another one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Personal<T>(Form<T>);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Form<T> {
    Clear(T),
    Sealed(Sealed),
}

impl<T> Personal<T> {
    /// Personal data that is still to be sealed.
    pub fn clear(value: T) -> Self {
        Self(Form::Clear(value))
    }

    /// Personal data as it is kept.
    pub fn sealed(sealed: Sealed) -> Self {
        Self(Form::Sealed(sealed))
    }

    /// The sealed form, or nothing while the data is clear.
    pub fn as_sealed(&self) -> Option<&Sealed> {
        match &self.0 {
            Form::Clear(_) => None,
            Form::Sealed(sealed) => Some(sealed),
        }
    }

    /// The clear form, or nothing once the data is sealed: what a rule may look at before the data is kept.
    pub fn as_clear(&self) -> Option<&T> {
        match &self.0 {
            Form::Clear(value) => Some(value),
            Form::Sealed(_) => None,
        }
    }

    /// Whether the data is still to be sealed.
    pub fn is_clear(&self) -> bool {
        self.as_clear().is_some()
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(..)")
    }
}

impl<T> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Form::Clear(_) => Err(ser::Error::custom("clear personal data cannot be serialized")),
            Form::Sealed(sealed) => sealed.serialize(serializer),
        }
    }
}

impl<'de, T> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Sealed::deserialize(deserializer).map(Self::sealed)
    }
}

impl<T> JsonSchema for Personal<T> {
    /// Inlined, so that the schema of an event shows at the field itself that it is personal.
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Personal")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "x-personal": true, "pattern": PATTERN })
    }
}

/// One personal field, whatever it holds.
pub trait PersonalField {
    /// Whether it still has to be sealed.
    fn is_clear(&self) -> bool;

    /// Replaces the clear form by what `seal` makes of its bytes; leaves a sealed field as it is.
    ///
    /// # Errors
    /// Whatever `seal` returns; the field then stays clear.
    fn seal_with(&mut self, seal: &mut dyn FnMut(&[u8]) -> Result<Sealed, Error>) -> Result<(), Error>;
}

impl<T: PersonalValue> PersonalField for Personal<T> {
    fn is_clear(&self) -> bool {
        Self::is_clear(self)
    }

    fn seal_with(&mut self, seal: &mut dyn FnMut(&[u8]) -> Result<Sealed, Error>) -> Result<(), Error> {
        let Form::Clear(value) = &self.0 else { return Ok(()) };
        let sealed = match value.to_bytes() {
            Cow::Borrowed(bytes) => seal(bytes)?,
            Cow::Owned(bytes) => seal(&Zeroizing::new(bytes))?,
        };
        self.0 = Form::Sealed(sealed);
        Ok(())
    }
}

/// A field that may be left out.
impl<T: PersonalValue> PersonalField for Option<Personal<T>> {
    fn is_clear(&self) -> bool {
        self.as_ref().is_some_and(Personal::is_clear)
    }

    fn seal_with(&mut self, seal: &mut dyn FnMut(&[u8]) -> Result<Sealed, Error>) -> Result<(), Error> {
        self.as_mut().map_or(Ok(()), |field| field.seal_with(seal))
    }
}

/// A value with personal fields, such as an event. `Send`, because sealing may wait for a key.
pub trait PersonalFields: Send {
    /// Shows every personal field to `visit`, each with its tag.
    ///
    /// The ciphertext is bound to the tag: it must be unique within the value and can never change, even when the
    /// field is renamed or moves in a later version of the value.
    fn visit_personal(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField));
}

#[cfg(test)]
mod tests;
