//! One provider: how a call is made, tried again, and paid for.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, RequestBuilder, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::time::Instant;

use super::attempt::{Passing, attempt};
use super::breaker::Breaker;
use super::budget::Budget;
use super::error::ProviderError;
use super::settings::{self, ProviderSettings};

/// After so many failures in a row a provider is left alone, for so long.
const FAILURES: u32 = 5;
const REST: Duration = Duration::from_secs(30);

/// A provider. One is shared by all that ask it, so that they share its budget and its breaker.
pub struct Provider {
    settings: ProviderSettings,
    address: Url,
    key: Option<HeaderValue>,
    client: Client,
    breaker: Breaker,
    budget: Budget,
}

/// What a call cost, as the provider says.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, serde::Deserialize)]
pub struct Usage {
    /// Tokens that were read.
    #[serde(default)]
    pub prompt_tokens: u64,
    /// Tokens that were read and written.
    #[serde(default)]
    pub total_tokens: u64,
}

/// An answer that says what it cost.
pub(super) trait Priced {
    fn usage(&self) -> Usage;
}

impl Provider {
    /// A provider that is asked with this key, if it needs one.
    ///
    /// # Errors
    /// [`ProviderError::Unusable`].
    pub fn new(settings: ProviderSettings, key: Option<&str>) -> Result<Self, ProviderError> {
        let address = settings.address()?;
        let client = settings::client(&address, settings.timeout)?;
        let key = key.map(settings::bearer).transpose()?;
        let hour = Duration::from_secs(3600);
        let budget = Budget::new(settings.requests_per_hour, settings.tokens_per_hour, hour);
        Ok(Self { settings, address, key, client, breaker: Breaker::new(FAILURES, REST), budget })
    }

    /// How it is reached.
    #[must_use]
    pub fn settings(&self) -> &ProviderSettings {
        &self.settings
    }

    /// What it may still be asked.
    #[must_use]
    pub fn budget(&self) -> &Budget {
        &self.budget
    }

    /// Makes a call, again when that may help.
    pub(super) async fn call<T: DeserializeOwned + Priced>(
        &self,
        path: &str,
        body: &Value,
    ) -> Result<T, ProviderError> {
        let body = body.to_string();
        let mut pause = self.settings.pause;
        let mut tries_left = self.settings.tries.max(1);
        loop {
            self.admit()?;
            tries_left -= 1;
            match attempt(self.request(path, &body), self.settings.most_bytes).await {
                Ok(settled) => {
                    self.breaker.succeeded();
                    self.pay(&settled, body.len());
                    return settled;
                }
                Err(Passing { error, pause: asked }) => {
                    self.breaker.failed(Instant::now());
                    let wait = asked.unwrap_or(pause.min(self.settings.longest_pause));
                    if tries_left == 0 || wait > self.settings.longest_pause {
                        return Err(error);
                    }
                    tokio::time::sleep(wait).await;
                    pause = pause.saturating_mul(2);
                }
            }
        }
    }

    fn admit(&self) -> Result<(), ProviderError> {
        let now = Instant::now();
        if !self.breaker.lets_through(now) {
            return Err(ProviderError::LeftAlone);
        }
        if !self.budget.take_request(now) {
            return Err(ProviderError::BudgetSpent);
        }
        Ok(())
    }

    fn request(&self, path: &str, body: &str) -> RequestBuilder {
        let address = format!("{}/{path}", self.address.as_str().trim_end_matches('/'));
        let request = self.client.post(address).header(CONTENT_TYPE, "application/json").body(body.to_owned());
        match &self.key {
            Some(key) => request.header(AUTHORIZATION, key.clone()),
            None => request,
        }
    }

    /// Counts what an answer cost. Whoever does not say is taken to have read a token for every four bytes.
    fn pay<T: Priced>(&self, settled: &Result<T, ProviderError>, sent: usize) {
        let told = settled.as_ref().map_or(0, |answer| answer.usage().total_tokens);
        let tokens = match (settled, told) {
            (Err(ProviderError::Refused(_)), _) => 0,
            (_, 0) => sent as u64 / 4,
            (_, told) => told,
        };
        self.budget.spend(tokens, Instant::now());
    }
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider").field("settings", &self.settings).finish_non_exhaustive()
    }
}
