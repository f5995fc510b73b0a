//! A provider with an OpenAI-compatible interface.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use async_trait::async_trait;
use commands::understanding::{Advice, Adviser, Unadvised};
use domain::Code;
use intelligence::encoder::http::{self, HttpEncoder, Provider, ProviderError};
use intelligence::outgoing::Outgoing;
use knowledge::Asked;

use super::{OutsideEncoder, code_of};
use crate::exit::Stop;
use crate::settings::{ConsentSetting, ProviderSettings, Secret};

/// How long an answer may take: a reaction renews its lease between answers.
const SECONDS: RangeInclusive<u64> = 1..=10;
/// How long a search waits for an answer before words alone answer it.
const SEARCH_SECONDS: u64 = 2;
/// By a second try the customer might have withdrawn their consent.
const TRIES: u32 = 1;
/// The longest answer is a vector of a few thousand components; whatever is longer is something else.
const MOST_BYTES: usize = 512 << 10;

/// Asks a provider what turns want.
#[derive(Debug)]
struct HttpAdviser {
    provider: Provider,
    model: String,
    needs_consent: bool,
}

/// Who is asked what turns want.
pub(super) fn adviser(settings: &ProviderSettings, model: &str) -> anyhow::Result<Arc<dyn Adviser>> {
    if model.trim().is_empty() {
        return Err(Stop::configuration("understanding.provider.chat_model must name a model").into());
    }
    let provider = provider(settings, settings.timeout_seconds)?;
    Ok(Arc::new(HttpAdviser { provider, model: model.to_owned(), needs_consent: needs_consent(settings) }))
}

/// Who makes vectors. Searches are asked apart from articles, so that neither spends what the other may, nor waits for what it is left
/// alone for.
pub(super) fn encoder(settings: &ProviderSettings, model: &str, name: Code) -> anyhow::Result<OutsideEncoder> {
    let remote = |seconds| anyhow::Ok(Arc::new(HttpEncoder::new(Arc::new(provider(settings, seconds)?), model)));
    let articles = remote(settings.timeout_seconds)?;
    let questions = remote(settings.timeout_seconds.min(SEARCH_SECONDS))?;
    let questions = Asked { remote: questions, needs_consent: needs_consent(settings) };
    Ok(OutsideEncoder { name, articles, questions })
}

fn needs_consent(settings: &ProviderSettings) -> bool {
    settings.consent == ConsentSetting::Required
}

/// The provider that the settings name, for one use of it.
fn provider(settings: &ProviderSettings, seconds: u64) -> anyhow::Result<Provider> {
    let key = key(settings)?;
    let provider = Provider::new(limits(settings, seconds)?, key.as_ref().map(Secret::expose));
    provider.map_err(|error| Stop::configuration(format!("understanding.provider: {error}")).into())
}

fn limits(settings: &ProviderSettings, seconds: u64) -> anyhow::Result<http::ProviderSettings> {
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
        timeout: Duration::from_secs(seconds),
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
            if key.trim().is_empty() {
                let why = format!("understanding.provider.key_file: {} is empty", file.display());
                return Err(Stop::configuration(why).into());
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_asked_is_said_by_the_name_of_its_setting() {
        let named = ProviderSettings { base: Some("http://127.0.0.1:9/v1".to_owned()), ..ProviderSettings::default() };
        assert!(provider(&named, 10).is_ok());
        let without_base = ProviderSettings::default();
        let slow = ProviderSettings { timeout_seconds: 60, ..named.clone() };
        let no_address = ProviderSettings { base: Some("provider.example".to_owned()), ..named.clone() };
        let stingy = ProviderSettings { requests_per_hour: 0, ..named.clone() };
        assert!(adviser(&named, " ").unwrap_err().to_string().contains("chat_model"));
        let empty = tempfile::NamedTempFile::new().unwrap();
        let empty_key = ProviderSettings { key_file: Some(empty.path().to_owned()), ..named.clone() };
        let lost_key = ProviderSettings { key_file: Some("no/such/file".into()), ..named };
        for (wrong, word) in [
            (stingy, "in an hour"),
            (without_base, "provider.base"),
            (slow, "timeout_seconds"),
            (no_address, "neither http:// nor https://"),
            (lost_key, "key_file"),
            (empty_key, "is empty"),
        ] {
            let error = provider(&wrong, 10).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
    }
}
