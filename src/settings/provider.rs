//! A provider outside the house, with an OpenAI-compatible interface.

use std::path::PathBuf;

use serde::{Deserialize, Serialize, Serializer};

use super::secret::REDACTED;
use super::{Secret, named};

/// A provider outside the house, with an OpenAI-compatible interface.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProviderSettings {
    /// Where its interface begins, such as `https://provider.example/v1`.
    #[serde(serialize_with = "shown")]
    pub base: Option<String>,
    /// The key it is asked with, if it needs one; better kept in a file.
    pub key: Option<Secret>,
    /// The file whose only line is the key.
    pub key_file: Option<PathBuf>,
    /// The model that is asked what turns want that the model of intents cannot place; nobody is asked without one.
    pub chat_model: Option<String>,
    /// The model that makes vectors of articles and questions, when the kind of the encoder is http.
    pub embedding_model: Option<String>,
    /// Whether it may read only what customers agreed to let a provider read.
    #[serde(deserialize_with = "named::one")]
    pub consent: ConsentSetting,
    /// How long an answer may take, seconds, from 1 to 10.
    pub timeout_seconds: u64,
    /// Requests in each hour at most, of each use by itself: second opinions, articles, searches.
    pub requests_per_hour: u64,
    /// Tokens in each hour at most, of each use by itself.
    pub tokens_per_hour: u64,
}

/// Whether a provider may read only what customers agreed to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentSetting {
    /// Only of customers who gave their consent to `external_processing`.
    Required,
    /// Of all who did not refuse it: the house runs the provider itself.
    NotNeeded,
}

/// An address that may hold a secret is no address of a provider; it is not shown either.
fn shown<S: Serializer>(base: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    let is_plain = |base: &&String| !base.contains(['@', '?', '#']);
    let shown = base.as_ref().map(|base| Some(base).filter(is_plain).map_or(REDACTED, String::as_str));
    shown.serialize(serializer)
}

impl Default for ProviderSettings {
    fn default() -> Self {
        Self {
            base: None,
            key: None,
            key_file: None,
            chat_model: None,
            embedding_model: None,
            consent: ConsentSetting::Required,
            timeout_seconds: 10,
            requests_per_hour: 1_000,
            tokens_per_hour: 1_000_000,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_may_hold_a_secret_is_not_shown() {
        let shown = |base: &str| {
            let settings = ProviderSettings { base: Some(base.to_owned()), ..ProviderSettings::default() };
            serde_json::to_value(settings).unwrap()["base"].take()
        };
        assert_eq!(shown("https://provider.example/v1"), "https://provider.example/v1");
        for secret in ["https://me:hush@provider.example/v1", "https://provider.example/v1?key=hush"] {
            assert_eq!(shown(secret), REDACTED);
        }
    }
}
