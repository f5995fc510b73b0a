//! A log behind an address, plain HTTP: what is read is signed, or hashes to what is signed.

use std::time::Duration;

use async_trait::async_trait;
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};

use super::{Away, Source};

const CONNECT: Duration = Duration::from_secs(5);
/// For the whole of a request.
const TOTAL: Duration = Duration::from_secs(20);
/// Of a refusal no more than this is repeated, bytes.
const MOST_OF_REFUSAL: usize = 300;

/// A prefix such as `http://127.0.0.1:8080/v1/log`.
#[derive(Clone, Debug)]
pub struct Http {
    prefix: String,
    client: Client,
}

impl Http {
    /// The log behind this prefix.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn at(prefix: &str) -> Result<Self, Away> {
        let client = Client::builder().connect_timeout(CONNECT).timeout(TOTAL).redirect(Policy::none()).build();
        let client = client.map_err(|error| Away::with("no HTTP client can be made".to_owned(), error))?;
        Ok(Self { prefix: prefix.trim_end_matches('/').to_owned(), client })
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.prefix)
    }
}

#[async_trait]
impl Source for Http {
    async fn get(&self, path: &str, most: usize) -> Result<Option<Vec<u8>>, Away> {
        let url = self.url(path);
        // A cache on the way must not make the log look older than it is.
        let request = self.client.get(&url).header(CACHE_CONTROL, "no-cache");
        let response = request.send().await.map_err(|error| unreached(&url, error))?;
        match response.status() {
            StatusCode::OK => bounded(&url, response, most).await.map(Some),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
            status => Err(Away::because(format!("{url} answers {status}"))),
        }
    }

    async fn post(&self, path: &str, text: String) -> Result<(), Away> {
        let url = self.url(path);
        let request = self.client.post(&url).header(CONTENT_TYPE, "text/plain; charset=utf-8").body(text);
        let response = request.send().await.map_err(|error| unreached(&url, error))?;
        let status = response.status();
        if status.is_success() {
            return Ok(());
        }
        let said = bounded(&url, response, MOST_OF_REFUSAL).await.unwrap_or_default();
        // It comes from the network and goes to a terminal.
        let said: String = String::from_utf8_lossy(&said).chars().filter(|char| !char.is_control()).collect();
        Err(Away::because(format!("{url} does not take the cosignature: {status} {said}").trim_end().to_owned()))
    }
}

async fn bounded(url: &str, mut response: Response, most: usize) -> Result<Vec<u8>, Away> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| unreached(url, error))? {
        if bytes.len() + chunk.len() > most {
            return Err(Away::too_long(url, most));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn unreached(url: &str, error: reqwest::Error) -> Away {
    let reason = if error.is_timeout() { "does not answer in time" } else { "cannot be reached" };
    Away::with(format!("{url} {reason}"), error.without_url())
}
