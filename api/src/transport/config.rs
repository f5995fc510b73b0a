//! What an operator can set about the transports.

use std::{sync::Arc, time::Duration};

use axum::http::{HeaderMap, Uri, header};

use super::{Documents, Introspection, Limits, Shutdown};
use crate::auth::Authenticate;

/// What an operator can set about the transports.
pub struct Config {
    /// How much one request may ask for.
    pub limits: Limits,
    /// Documents known by hash.
    pub documents: Documents,
    /// Who may ask what the schema is.
    pub introspection: Introspection,
    /// Who the callers are.
    pub authenticate: Arc<dyn Authenticate>,
    /// What concerns WebSockets alone.
    pub websocket: WebSocketConfig,
    /// How often an event stream that has nothing to say sends a comment, so that proxies keep it open.
    pub sse_keep_alive: Duration,
    /// Whether to serve the GraphiQL page, and to send browsers there that open `/graphql`.
    pub graphiql: bool,
    /// When open streams must end.
    pub shutdown: Shutdown,
}

/// What an operator can set about WebSockets.
#[derive(Clone, Debug)]
pub struct WebSocketConfig {
    /// Time between the upgrade and `connection_init`.
    pub init_timeout: Duration,
    /// Operations that may run at once on one connection.
    pub max_operations: usize,
    /// Messages that may wait for a slow client. Once they do, subscriptions are not polled until there is
    /// room, so that nothing is lost.
    pub outgoing_buffer: usize,
    /// A client that takes no message for this long is dropped; it may resume.
    pub stall_timeout: Duration,
    /// Time between two pings. A client that has sent nothing since the last one is dropped.
    pub ping_interval: Duration,
    /// Pages of which origins may connect.
    pub origins: Origins,
}

/// Pages of which origins may open a WebSocket. Browsers apply no same-origin rule to WebSockets themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    /// Pages served by the host they connect to, and clients that are no browsers.
    SameHost,
    /// Pages of exactly these origins (`https://desk.example`), and clients that are no browsers.
    Listed(Vec<String>),
    /// Any page.
    Any,
}

impl Config {
    /// The defaults, with callers known to `authenticate`.
    #[must_use]
    pub fn new(authenticate: Arc<dyn Authenticate>) -> Self {
        Self {
            limits: Limits::default(),
            documents: Documents::off(),
            introspection: Introspection::default(),
            authenticate,
            websocket: WebSocketConfig::default(),
            sse_keep_alive: Duration::from_secs(15),
            graphiql: true,
            shutdown: Shutdown::never(),
        }
    }
}

impl Default for WebSocketConfig {
    fn default() -> Self {
        Self {
            init_timeout: Duration::from_secs(3),
            max_operations: 50,
            outgoing_buffer: 32,
            stall_timeout: Duration::from_secs(30),
            ping_interval: Duration::from_secs(20),
            origins: Origins::SameHost,
        }
    }
}

impl Origins {
    /// Whether the page that sent these headers may connect.
    pub(super) fn allow(&self, headers: &HeaderMap) -> bool {
        let Some(origin) = headers.get(header::ORIGIN) else { return true };
        let Ok(origin) = origin.to_str() else { return false };
        match self {
            Self::Any => true,
            Self::Listed(origins) => origins.iter().any(|listed| listed.eq_ignore_ascii_case(origin)),
            Self::SameHost => is_same_host(origin, headers),
        }
    }
}

fn is_same_host(origin: &str, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let origin = origin.parse::<Uri>().ok();
    let origin_host = origin.as_ref().and_then(Uri::authority);
    host.zip(origin_host).is_some_and(|(host, origin)| origin.as_str().eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(origins: &Origins, origin: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "desk.example:8080".parse().unwrap());
        headers.insert(header::ORIGIN, origin.parse().unwrap());
        origins.allow(&headers)
    }

    #[test]
    fn a_client_that_is_no_browser_is_allowed() {
        assert!(Origins::SameHost.allow(&HeaderMap::new()));
    }

    #[test]
    fn by_default_only_pages_of_the_same_host_connect() {
        assert!(allowed(&Origins::SameHost, "https://desk.example:8080"));
        assert!(!allowed(&Origins::SameHost, "https://desk.example"));
        assert!(!allowed(&Origins::SameHost, "https://evil.example"));
        assert!(!allowed(&Origins::SameHost, "null"));
    }

    #[test]
    fn listed_origins_are_compared_whole() {
        let listed = Origins::Listed(vec!["https://a.example".into()]);
        assert!(allowed(&listed, "https://a.example"));
        assert!(!allowed(&listed, "https://a.example.evil.example"));
        assert!(!allowed(&listed, "https://desk.example:8080"));
    }
}
