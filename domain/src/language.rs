//! The language of a Conversation.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

/// A language tag in the form of BCP 47 as far as services use it: a language of two or three letters, then
/// subtags of two to eight letters or digits, such as `en`, `zh-Hant` or `pt-BR`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(transparent)]
pub struct Language(Arc<str>);

/// Why a text is not a language tag.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("a language is a tag such as en, zh-Hant or pt-BR")]
pub struct InvalidLanguage;

impl Language {
    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_subtag(text: &str, lengths: std::ops::RangeInclusive<usize>, allowed: fn(&u8) -> bool) -> bool {
    lengths.contains(&text.len()) && text.as_bytes().iter().all(allowed)
}

impl FromStr for Language {
    type Err = InvalidLanguage;

    fn from_str(text: &str) -> Result<Self, InvalidLanguage> {
        let mut subtags = text.split('-');
        let language = subtags.next().unwrap_or_default();
        let valid = text.len() <= 35
            && is_subtag(language, 2..=3, u8::is_ascii_lowercase)
            && subtags.all(|subtag| is_subtag(subtag, 2..=8, u8::is_ascii_alphanumeric));
        if valid { Ok(Self(text.into())) } else { Err(InvalidLanguage) }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "maxLength": 35, "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_languages_and_names_are_not() {
        for text in ["en", "zh", "zh-Hant", "pt-BR", "yue"] {
            assert!(text.parse::<Language>().is_ok(), "{text}");
        }
        for text in ["", "e", "english", "EN", "en-", "zh_CN", "en us"] {
            assert_eq!(text.parse::<Language>(), Err(InvalidLanguage), "{text}");
        }
    }
}
