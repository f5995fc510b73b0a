//! Short machine-readable names: channels, tags, reasons, fields. Not for personal data.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

/// A name of 1 to 64 characters: letters and digits of any script and `_ - . : / +`, beginning with a letter or digit.
///
/// Codes stand in events in the clear, so they cannot hold spaces or `@` nor begin with `+`, and so are neither a sentence, an
/// e-mail address nor an international phone number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(transparent)]
pub struct Code(Arc<str>);

/// Why a text is not a code.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("a code has 1 to 64 letters, digits or any of _ - . : / + and begins with a letter or digit")]
pub struct InvalidCode;

impl Code {
    /// The longest code, in characters.
    pub const MAX_CHARS: usize = 64;

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A code that stands in our own source.
    ///
    /// # Panics
    /// When the text is not a code, which a test of the caller sees.
    #[must_use]
    pub fn known(text: &'static str) -> Self {
        text.parse().expect("codes in our own source are valid")
    }
}

impl FromStr for Code {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let begins_well = text.chars().next().is_some_and(char::is_alphanumeric);
        let all_allowed = text.chars().all(|c| c.is_alphanumeric() || "_-.:/+".contains(c));
        let short_enough = text.chars().count() <= Self::MAX_CHARS;
        if begins_well && all_allowed && short_enough { Ok(Self(text.into())) } else { Err(InvalidCode) }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "minLength": 1,
            "maxLength": Self::MAX_CHARS,
            "pattern": "^[\\p{L}\\p{N}][\\p{L}\\p{N}_.:/+-]*$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_scripts_are_codes() {
        for text in ["web", "refund.late", "3d-secure", "退款", "a:b/c_d"] {
            assert_eq!(text.parse::<Code>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn sentences_addresses_and_long_texts_are_not_codes() {
        for text in ["", " web", "two words", "someone@example.org", "+8613800138000", "-x", &"x".repeat(65)] {
            assert_eq!(text.parse::<Code>(), Err(InvalidCode), "{text}");
        }
    }
}
