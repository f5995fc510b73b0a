//! The public key of a log, in the text form in which it is handed over.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

/// A key such as `log.example/main+c74f20a3+ARpc2Q…`: a name, eight hexadecimal digits, base64.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(transparent)]
pub struct PublicKey(Arc<str>);

/// Why a text is not such a key.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("a public key reads name+id+base64")]
pub struct InvalidKey;

impl PublicKey {
    const MAX_BYTES: usize = 512;

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PublicKey {
    type Err = InvalidKey;

    fn from_str(text: &str) -> Result<Self, InvalidKey> {
        let parts: Vec<&str> = text.splitn(3, '+').collect();
        let &[name, id, key] = &parts[..] else { return Err(InvalidKey) };
        let is_name = !name.is_empty() && name.chars().all(|c| !c.is_whitespace() && !c.is_control());
        let is_id = id.len() == 8 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
        if is_name && is_id && is_key && text.len() <= Self::MAX_BYTES {
            Ok(Self(text.into()))
        } else {
            Err(InvalidKey)
        }
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for PublicKey {
    fn schema_name() -> Cow<'static, str> {
        "PublicKey".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "maxLength": Self::MAX_BYTES,
            "pattern": "^[^+\\s]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_three_parts() {
        let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assert_eq!(key.parse::<PublicKey>().unwrap().as_str(), key);
        for bad in
            ["", "a", "a+c74f20a3", "+c74f20a3+AR", "a b+c74f20a3+AR", "a+c74f20a+AR", "a+c74f20a3+", "a+c74f20a3+A R"]
        {
            assert_eq!(bad.parse::<PublicKey>(), Err(InvalidKey), "{bad}");
        }
    }
}
