//! The wire form of sealed data: which key opens it, and the ciphertext.

use std::{fmt, str::FromStr, sync::Arc};

use base64::{Engine, display::Base64Display, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

use crate::aead::{NONCE_BYTES, TAG_BYTES};

const VERSION: &str = "s1";

/// The regular expression every sealed value matches; it stands in the schemas of events.
pub(crate) const PATTERN: &str = r"^s1\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{38,}$";

/// Sealed data, written `s1.<key id>.<nonce, ciphertext, tag>` with both parts in unpadded base64url.
///
/// It says which key opens it and nothing about what it holds but the length.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sealed {
    key_id: Uuid,
    body: Arc<[u8]>,
}

/// The text is not a sealed value. The text is not repeated here: it may be personal data in the clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a sealed value")]
pub struct ParseSealedError;

impl Sealed {
    pub(crate) fn new(key_id: Uuid, body: impl Into<Arc<[u8]>>) -> Self {
        Self { key_id, body: body.into() }
    }

    /// The key that opens it.
    pub fn key_id(&self) -> Uuid {
        self.key_id
    }

    /// Nonce, ciphertext and tag.
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }
}

impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key_id = Base64Display::new(self.key_id.as_bytes(), &URL_SAFE_NO_PAD);
        let body = Base64Display::new(&self.body, &URL_SAFE_NO_PAD);
        write!(f, "{VERSION}.{key_id}.{body}")
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({})", self.key_id)
    }
}

impl FromStr for Sealed {
    type Err = ParseSealedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (version, rest) = text.split_once('.').ok_or(ParseSealedError)?;
        let (key_id, body) = rest.split_once('.').ok_or(ParseSealedError)?;
        let key_id = URL_SAFE_NO_PAD.decode(key_id).map_err(|_| ParseSealedError)?;
        let key_id = Uuid::from_slice(&key_id).map_err(|_| ParseSealedError)?;
        let body = URL_SAFE_NO_PAD.decode(body).map_err(|_| ParseSealedError)?;
        if version != VERSION || body.len() < NONCE_BYTES + TAG_BYTES {
            return Err(ParseSealedError);
        }
        Ok(Self::new(key_id, body))
    }
}

impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sealed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Not `deserialize_str`: the format would refuse a number itself, and repeat it in its message.
        deserializer.deserialize_any(SealedVisitor)
    }
}

/// Refuses numbers by hand: serde's own message would repeat them, and a number here may be someone's telephone.
struct SealedVisitor;

impl de::Visitor<'_> for SealedVisitor {
    type Value = Sealed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sealed value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Sealed, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Sealed, E> {
        Err(E::custom(ParseSealedError))
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Sealed, E> {
        Err(E::custom(ParseSealedError))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Sealed, E> {
        Err(E::custom(ParseSealedError))
    }
}
