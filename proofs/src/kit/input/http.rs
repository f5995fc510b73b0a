//! A log behind a server: `/v1/log` and `/v1/events`.

use std::time::Duration;

use ledger::{Bundle, Tile, tile::WIDTH};
use reqwest::{Client, Response, StatusCode};

use super::{KitSource, Lines, live_row};
use crate::kit::finding::{Code, VerifyError};
use crate::kit::row::Row;

const CONNECT: Duration = Duration::from_secs(10);
/// A server that is silent for so long is taken for dead. One that has no events sends empty lines meanwhile.
const SILENCE: Duration = Duration::from_secs(60);
/// A line longer than this is not read, bytes.
const MOST_LINE: usize = 1 << 26;
/// A note is short; more is not read, bytes.
const MOST_NOTE: usize = 1 << 20;

/// A log behind a server. Its auditors get the events of their own tenant, and the entries of all.
#[derive(Debug)]
pub struct Http {
    client: Client,
    url: String,
    token: String,
    tenant: String,
    events: Stream,
    checkpoints: Stream,
}

impl Http {
    /// The log of the server at `url`, as a token of this tenant may see it.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn at(url: &str, token: &str, tenant: &str) -> Result<Self, VerifyError> {
        let client = Client::builder().connect_timeout(CONNECT).read_timeout(SILENCE).build();
        let client = client.map_err(|error| away("no HTTP client can be made".to_owned(), error))?;
        let url = url.trim_end_matches('/').to_owned();
        let stream = |path| Stream { path, ..Stream::default() };
        let (events, checkpoints) = (stream("/v1/events"), stream("/v1/log/checkpoints"));
        Ok(Self { client, url, token: token.to_owned(), tenant: tenant.to_owned(), events, checkpoints })
    }

    async fn get(&self, path: &str) -> Result<Option<Response>, VerifyError> {
        let url = format!("{}{path}", self.url);
        let response = self.client.get(&url).bearer_auth(&self.token).send().await;
        let response = response.map_err(|error| away(format!("{url} cannot be reached"), error.without_url()))?;
        match response.status() {
            StatusCode::OK => Ok(Some(response)),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
            status @ (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => Err(denied(&url, status)),
            status => Err(VerifyError::Away { reason: format!("{url} answers {status}"), source: None }),
        }
    }

    async fn bytes(&self, path: &str, most: usize) -> Result<Option<Vec<u8>>, VerifyError> {
        let Some(mut response) = self.get(path).await? else { return Ok(None) };
        let mut bytes = Vec::new();
        while bytes.len() <= most
            && let Some(chunk) = response.chunk().await.map_err(|error| broken(path, error))?
        {
            bytes.extend_from_slice(&chunk);
        }
        bytes.truncate(most + 1);
        Ok(Some(bytes))
    }
}

/// A body of lines, read as they are wanted.
#[derive(Debug, Default)]
struct Stream {
    path: &'static str,
    response: Option<Response>,
    is_over: bool,
    rest: Vec<u8>,
}

impl Stream {
    /// The next whole lines, without the empty ones.
    async fn next(&mut self) -> Result<Option<Lines>, VerifyError> {
        while let Some(response) = self.response.as_mut().filter(|_| !self.is_over) {
            match response.chunk().await.map_err(|error| broken(self.path, error))? {
                Some(chunk) => self.rest.extend_from_slice(&chunk),
                None => self.is_over = true,
            }
            let end = self.rest.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let end = if self.is_over { self.rest.len() } else { end };
            let bytes: Vec<u8> = self.rest.drain(..end).collect();
            let lines = bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| *line != b"\n");
            let bytes = lines.collect::<Vec<_>>().concat();
            if !bytes.is_empty() {
                return Ok(Some(Lines { bytes, chunk: None }));
            }
            if self.rest.len() > MOST_LINE {
                let reason = format!("{} sends a line longer than {MOST_LINE} bytes", self.path);
                return Err(VerifyError::Away { reason, source: None });
            }
        }
        Ok(None)
    }
}

fn denied(url: &str, status: StatusCode) -> VerifyError {
    let what = if status == StatusCode::FORBIDDEN {
        "the role of the token may not read the log"
    } else {
        "the token is none that the server knows"
    };
    VerifyError::Denied { reason: format!("{url} answers {status}: {what}; the roles auditor and admin may read it") }
}

fn away(reason: String, error: reqwest::Error) -> VerifyError {
    VerifyError::Away { reason, source: Some(Box::new(error)) }
}

fn broken(path: &str, error: reqwest::Error) -> VerifyError {
    away(format!("{path} broke off"), error.without_url())
}

impl KitSource for Http {
    const SETTLED: bool = false;

    fn row(line: &str) -> Result<Row<'_>, impl std::fmt::Display> {
        live_row::read(line)
    }

    fn tenant(&self) -> Option<&str> {
        Some(&self.tenant)
    }

    async fn manifest(&mut self) -> Result<Option<Vec<u8>>, VerifyError> {
        Ok(None)
    }

    async fn checkpoint(&mut self) -> Result<Vec<u8>, VerifyError> {
        let nothing = || VerifyError::Away { reason: format!("{} has sealed nothing yet", self.url), source: None };
        self.bytes("/v1/log/checkpoint", MOST_NOTE).await?.ok_or_else(nothing)
    }

    async fn checkpoints(&mut self) -> Result<Option<Lines>, VerifyError> {
        if self.checkpoints.response.is_none() {
            self.checkpoints.response = self.get(self.checkpoints.path).await?;
        }
        self.checkpoints.next().await
    }

    async fn events(&mut self) -> Result<Option<Lines>, VerifyError> {
        if self.events.response.is_none() {
            self.events.response = self.get(self.events.path).await?;
        }
        self.events.next().await
    }

    async fn file(&mut self, path: &str, most: usize) -> Result<Option<Vec<u8>>, VerifyError> {
        if let Some(bytes) = self.bytes(&format!("/v1/log/{path}"), most).await? {
            return Ok(Some(bytes));
        }
        // Where a partial tile has become full, a server need not keep the partial one.
        let Some((full, width)) = whole(path) else { return Ok(None) };
        let bytes = self.bytes(&format!("/v1/log/{full}"), most).await?;
        Ok(bytes.map(|bytes| first(path, bytes, width)))
    }

    fn stray(&mut self, _: u64) -> Result<Option<(Code, String)>, VerifyError> {
        Ok(None)
    }
}

/// The path of the full tile or bundle in place of a partial one, and the width of that.
fn whole(path: &str) -> Option<(String, u16)> {
    let full = WIDTH as u16;
    let tile = path.parse::<Tile>().map(|tile| (Tile { width: full, ..tile }.to_string(), tile.width));
    let bundle = || path.parse::<Bundle>().map(|bundle| (Bundle { width: full, ..bundle }.to_string(), bundle.width));
    tile.or_else(|_| bundle()).ok().filter(|(_, width)| *width < full)
}

/// The first hashes or entries of a full tile or bundle.
fn first(path: &str, mut bytes: Vec<u8>, width: u16) -> Vec<u8> {
    let width = usize::from(width);
    let length = if path.parse::<Tile>().is_ok() {
        width * ledger::Hash::SIZE
    } else {
        ledger::bundle::entries(&bytes).take(width).map_while(Result::ok).map(|entry| 2 + entry.len()).sum()
    };
    bytes.truncate(length);
    bytes
}
