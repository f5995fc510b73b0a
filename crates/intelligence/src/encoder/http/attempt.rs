//! One try of a call: what it came to, and whether another may help.

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;

use super::error::ProviderError;

/// A failure that may pass.
#[derive(Debug)]
pub(super) struct Passing {
    pub(super) error: ProviderError,
    /// How long the provider asks to be left alone.
    pub(super) pause: Option<Duration>,
}

/// What a try came to: an answer, a failure that will stay, or one that may pass.
pub(super) type Attempt<T> = Result<Result<T, ProviderError>, Passing>;

/// Sends a request and reads its answer, of at most so many bytes.
pub(super) async fn attempt<T: DeserializeOwned>(request: RequestBuilder, most_bytes: usize) -> Attempt<T> {
    let response = request.send().await.map_err(silent)?;
    let (status, pause) = (response.status(), asked_pause(response.headers()));
    if status.is_success() {
        let Some(bytes) = bytes_of(response, most_bytes).await.map_err(silent)? else {
            return Ok(Err(ProviderError::Unexpected(format!("more than {most_bytes} bytes"))));
        };
        return Ok(serde_json::from_slice(&bytes).map_err(|error| ProviderError::shapeless(&error)));
    }
    let may_pass = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT);
    if may_pass || status.is_server_error() {
        return Err(Passing { error: ProviderError::Busy(status), pause });
    }
    Ok(Err(ProviderError::Refused(status)))
}

fn silent(error: reqwest::Error) -> Passing {
    Passing { error: ProviderError::Silent(error.without_url()), pause: None }
}

/// The body, or `None` when it is longer than that; no more than that is ever held.
async fn bytes_of(mut response: Response, most: usize) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// RFC 9110, 10.2.3; its other form, a date, is not read: it would need a clock.
fn asked_pause(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_that_is_asked_for_is_in_seconds() {
        for (told, pause) in [("7", Some(7)), (" 0 ", Some(0)), ("-1", None), ("Wed, 21 Oct 2015 07:28:00 GMT", None)] {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, told.parse().unwrap())]);
            assert_eq!(asked_pause(&headers), pause.map(Duration::from_secs), "{told}");
        }
        assert_eq!(asked_pause(&HeaderMap::new()), None);
    }
}
