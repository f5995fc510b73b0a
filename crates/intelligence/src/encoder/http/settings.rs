//! How a provider is reached, and how much of it is asked.

use std::time::Duration;

use reqwest::header::HeaderValue;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

use super::error::ProviderError;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);

/// How a provider is reached, and how much of it is asked.
#[derive(Clone, PartialEq, Debug)]
pub struct ProviderSettings {
    /// Where its interface begins, such as `https://provider.example/v1`; `http` goes unencrypted, so only within a machine or
    /// a network of one's own.
    pub base: String,
    /// How long one try may take.
    pub timeout: Duration,
    /// How often a call is tried altogether.
    pub tries: u32,
    /// The pause before the second try; it doubles with each, unless the provider names another.
    pub pause: Duration,
    /// The longest pause. A provider that asks for a longer one is not tried again.
    pub longest_pause: Duration,
    /// The most bytes of an answer that are read.
    pub most_bytes: usize,
    /// Requests in each hour at most.
    pub requests_per_hour: u64,
    /// Tokens in each hour at most.
    pub tokens_per_hour: u64,
}

impl ProviderSettings {
    /// With limits that suit most: 30 seconds for a try, 3 tries, pauses from half a second to 20, 32 MiB, 10,000 requests and
    /// 10 million tokens in an hour.
    #[must_use]
    pub fn new(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            timeout: Duration::from_secs(30),
            tries: 3,
            pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(20),
            most_bytes: 32 << 20,
            requests_per_hour: 10_000,
            tokens_per_hour: 10_000_000,
        }
    }

    /// The base as an address.
    pub(super) fn address(&self) -> Result<Url, ProviderError> {
        let unusable = |why: &str| ProviderError::Unusable(format!("its address {why}"));
        if !self.base.contains("://") {
            return Err(unusable("begins with neither http:// nor https://"));
        }
        let url =
            Url::parse(self.base.trim_end_matches('/')).map_err(|error| unusable(&format!("is none: {error}")))?;
        // What stands in an address is logged everywhere.
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
            return Err(ProviderError::Unusable("its address holds more than a host and a path".to_owned()));
        }
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(unusable("begins with neither http:// nor https://"));
        }
        Ok(url)
    }
}

/// A client that goes to this address and nowhere else: a redirection would take texts and key to somewhere unnamed.
pub(super) fn client(address: &Url, timeout: Duration) -> Result<Client, ProviderError> {
    let client = Client::builder().timeout(timeout).connect_timeout(CONNECT).redirect(Policy::none());
    let client = if address.scheme() == "https" {
        client.https_only(true)
    } else {
        // Without this, a machine that has no certificates could not ask a neighbour without encryption.
        client.tls_certs_only([])
    };
    let client = if is_loopback(address) { client.no_proxy() } else { client };
    client.build().map_err(|error| ProviderError::Unusable(error.without_url().to_string()))
}

fn is_loopback(address: &Url) -> bool {
    match address.host_str() {
        Some("localhost") => true,
        Some(host) => {
            host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        None => false,
    }
}

/// A key as the header that carries it, which does not show itself.
pub(super) fn bearer(key: &str) -> Result<HeaderValue, ProviderError> {
    let mut value = HeaderValue::try_from(format!("Bearer {key}"))
        .map_err(|_| ProviderError::Unusable("its key holds characters that a header cannot".to_owned()))?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_path() {
        for (base, is_right) in [
            ("https://provider.example/v1", true),
            ("http://127.0.0.1:8080/v1/", true),
            ("https://user:hush@provider.example/v1", false),
            ("https://provider.example/v1?key=hush", false),
            ("ftp://provider.example", false),
            ("provider.example/v1", false),
            ("", false),
        ] {
            let address = ProviderSettings::new(base).address();
            assert_eq!(address.is_ok(), is_right, "{base}: {address:?}");
            assert!(!format!("{address:?}").contains("hush"), "{base}");
        }
    }

    #[test]
    fn only_addresses_of_this_machine_are_its_own() {
        let own = |url: &str| is_loopback(&Url::parse(url).unwrap());
        assert!(own("http://localhost/") && own("http://127.0.0.9/") && own("http://[::1]:80/"));
        assert!(!own("http://10.0.0.1/") && !own("http://localhost.example/"));
    }

    #[test]
    fn a_key_that_no_header_can_carry_is_turned_down_without_showing_it() {
        let error = bearer("word\nword").unwrap_err();
        assert!(!format!("{error:?} {error}").contains("word"), "{error:?}");
        assert!(!format!("{:?}", bearer("word").unwrap()).contains("word"));
    }
}
