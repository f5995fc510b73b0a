//! A provider with an OpenAI-compatible interface.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use async_trait::async_trait;
use commands::understanding::{Advice, Adviser, Unadvised};
use domain::Code;
use intelligence::encoder::http::{self, Provider, ProviderError};
use intelligence::outgoing::Outgoing;

use crate::exit::Stop;
use crate::settings::{ProviderSettings, Secret};

/// How long an answer may take: a reaction renews its lease between answers.
const SECONDS: RangeInclusive<u64> = 1..=10;
/// By a second try the customer might have withdrawn their consent.
const TRIES: u32 = 1;
/// The longest answer is a vector of a few thousand components; whatever is longer is something else.
const MOST_BYTES: usize = 512 << 10;

/// Asks a provider what turns want.
#[derive(Debug)]
pub(super) struct HttpAdviser {
    pub(super) provider: Arc<Provider>,
    pub(super) model: String,
    pub(super) needs_consent: bool,
}

/// The provider that the settings name.
pub(super) fn provider(settings: &ProviderSettings) -> anyhow::Result<Provider> {
    let key = key(settings)?;
    let provider = Provider::new(limits(settings)?, key.as_ref().map(Secret::expose));
    provider.map_err(|error| Stop::configuration(format!("understanding.provider: {error}")).into())
}

/// The name of a model, if one is named.
pub(super) fn model<'a>(name: Option<&'a str>, setting: &str) -> anyhow::Result<Option<&'a str>> {
    if name.is_some_and(|name| name.trim().is_empty()) {
        return Err(Stop::configuration(format!("understanding.provider.{setting} must name a model")).into());
    }
    Ok(name)
}

fn limits(settings: &ProviderSettings) -> anyhow::Result<http::ProviderSettings> {
    let Some(base) = &settings.base else {
        return Err(Stop::configuration("understanding.provider.base must name where the provider is").into());
    };
    if settings.requests_per_hour == 0 || settings.tokens_per_hour == 0 {
        let why = "understanding.provider: with nothing to spend in an hour nobody is asked; leave its models out";
        return Err(Stop::configuration(why).into());
    }
    if !SECONDS.contains(&settings.timeout_seconds) {
        return Err(Stop::configuration("understanding.provider.timeout_seconds must be from 1 to 10").into());
    }
    Ok(http::ProviderSettings {
        timeout: Duration::from_secs(settings.timeout_seconds),
        tries: TRIES,
        most_bytes: MOST_BYTES,
        requests_per_hour: settings.requests_per_hour,
        tokens_per_hour: settings.tokens_per_hour,
        ..http::ProviderSettings::new(base)
    })
}

fn key(settings: &ProviderSettings) -> anyhow::Result<Option<Secret>> {
    match (&settings.key, &settings.key_file) {
        (Some(_), Some(_)) => {
            Err(Stop::configuration("understanding.provider: give either `key` or `key_file`").into())
        }
        (Some(key), None) => Ok(Some(key.clone())),
        (None, None) => Ok(None),
        (None, Some(file)) => {
            let unreadable = || format!("understanding.provider.key_file: {} cannot be read", file.display());
            let key = std::fs::read_to_string(file).with_context(unreadable);
            let key = key.map_err(|error| Stop::configuration(format!("{error:#}")))?;
            Ok(Some(Secret::new(key.trim().to_owned())))
        }
    }
}

#[async_trait]
impl Adviser for HttpAdviser {
    fn needs_consent(&self) -> bool {
        self.needs_consent
    }

    async fn choose(&self, text: &Outgoing, intents: &[Code]) -> Result<Advice, Unadvised> {
        let known: Vec<&str> = intents.iter().map(Code::as_str).collect();
        let answer = self.provider.choose(&self.model, text, &known).await.map_err(|error| unadvised(&error))?;
        let chosen = |name: &String| intents.iter().find(|intent| intent.as_str() == name).cloned();
        Ok(Advice {
            intents: answer.value.iter().filter_map(chosen).collect(),
            model: code_of(&answer.model),
            tokens: answer.usage.total_tokens,
        })
    }
}

fn unadvised(error: &ProviderError) -> Unadvised {
    match error {
        ProviderError::LeftAlone | ProviderError::BudgetSpent => Unadvised::NotAsked(error.to_string()),
        ProviderError::Unusable(_)
        | ProviderError::Silent(_)
        | ProviderError::Busy(_)
        | ProviderError::Refused(_)
        | ProviderError::Unexpected(_) => Unadvised::Failed(error.to_string()),
    }
}

/// The name of a model as a code: names of models hold little that a code may not.
pub(super) fn code_of(name: &str) -> Code {
    let allowed = |c: char| if c.is_alphanumeric() || "_-.:/+".contains(c) { c } else { '_' };
    let name: String = name.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().take(64).map(allowed).collect();
    name.parse().unwrap_or_else(|_| Code::known("unnamed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_recorded_by_a_name_that_codes_allow() {
        for (name, code) in [
            ("gpt-x-2026-07", "gpt-x-2026-07"),
            ("org/Model 8B@4bit", "org/Model_8B_4bit"),
            ("@cf/model", "cf/model"),
            ("", "unnamed"),
        ] {
            assert_eq!(code_of(name).as_str(), code);
        }
        assert_eq!(code_of(&"m".repeat(500)).as_str().len(), 64);
    }

    #[test]
    fn what_cannot_be_asked_is_said_by_the_name_of_its_setting() {
        let named = ProviderSettings { base: Some("http://127.0.0.1:9/v1".to_owned()), ..ProviderSettings::default() };
        assert!(provider(&named).is_ok());
        let without_base = ProviderSettings::default();
        let slow = ProviderSettings { timeout_seconds: 60, ..named.clone() };
        let no_address = ProviderSettings { base: Some("provider.example".to_owned()), ..named.clone() };
        let stingy = ProviderSettings { requests_per_hour: 0, ..named.clone() };
        assert!(model(Some(" "), "chat_model").unwrap_err().to_string().contains("chat_model"));
        let lost_key = ProviderSettings { key_file: Some("no/such/file".into()), ..named };
        for (wrong, word) in [
            (stingy, "in an hour"),
            (without_base, "provider.base"),
            (slow, "timeout_seconds"),
            (no_address, "understanding.provider"),
            (lost_key, "key_file"),
        ] {
            let error = provider(&wrong).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
    }
}
