//! A vector that an encoder outside the house made of an article.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many bytes a component takes.
const BYTES: usize = size_of::<f32>();

/// A vector that an encoder outside the house made of an article. In an event it is the base64 of its components, each an IEEE 754 number
/// of 32 bits, the least significant byte first: less than half of what decimals would take, and every bit of them.
#[derive(Clone, PartialEq)]
pub struct Embedding(Arc<[f32]>);

impl Embedding {
    /// The components.
    #[must_use]
    pub fn components(&self) -> &[f32] {
        &self.0
    }
}

impl From<&[f32]> for Embedding {
    fn from(components: &[f32]) -> Self {
        Self(components.into())
    }
}

impl Hash for Embedding {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|component| component.to_bits().hash(state));
    }
}

impl fmt::Debug for Embedding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Embedding({} components)", self.0.len())
    }
}

impl Serialize for Embedding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|component| component.to_le_bytes()).collect();
        serializer.serialize_str(&STANDARD.encode(bytes))
    }
}

impl<'de> Deserialize<'de> for Embedding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let bytes = STANDARD.decode(text.as_bytes()).map_err(|_| D::Error::custom("an embedding is base64"))?;
        let (components, rest) = bytes.as_chunks::<BYTES>();
        if rest.is_empty() {
            Ok(Self(components.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()))
        } else {
            Err(D::Error::custom("an embedding is of whole components"))
        }
    }
}

impl JsonSchema for Embedding {
    fn schema_name() -> Cow<'static, str> {
        "Embedding".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/]*={0,2}$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bit_comes_back() {
        let embedding = Embedding::from([0.6, -0.8, f32::MIN_POSITIVE].as_slice());
        let text = serde_json::to_string(&embedding).unwrap();
        assert_eq!(text, r#""mpkZP83MTL8AAIAA""#);
        assert_eq!(serde_json::from_str::<Embedding>(&text).unwrap(), embedding);
    }

    #[test]
    fn what_is_no_vector_is_turned_down() {
        for wrong in [r#""mpkZPw=""#, r#""mpkZ""#, "[0.5]", r#""ü""#] {
            assert!(serde_json::from_str::<Embedding>(wrong).is_err(), "{wrong}");
        }
    }
}
