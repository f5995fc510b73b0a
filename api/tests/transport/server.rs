//! A server on a free port of this machine.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use api::{
    auth::{Authenticate, Principal, Role, SignInUnavailable, TokenEntry, Tokens},
    transport::{Config, ShutdownTrigger, router},
};
use reqwest::{Client, RequestBuilder, Response, header};
use serde_json::{Value, json};

use crate::toy::{self, Runs};

/// The token of the only caller the server knows.
pub const TOKEN: &str = "open sesame";

/// No test waits longer than this for an answer.
pub const PATIENCE: Duration = Duration::from_secs(30);

pub struct Server {
    pub address: SocketAddr,
    pub runs: Runs,
    pub shutdown: ShutdownTrigger,
    pub client: Client,
}

impl Server {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub async fn start_with(configure: impl FnOnce(&mut Config)) -> Self {
        let (shutdown, signal) = ShutdownTrigger::new();
        let mut config = Config::new(Arc::new(tokens()));
        config.shutdown = signal;
        configure(&mut config);
        let runs = Runs::default();
        let app = router(toy::schema(&runs), config);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await });
        let no_redirects = reqwest::redirect::Policy::none();
        let client = Client::builder().timeout(PATIENCE).redirect(no_redirects).build().unwrap();
        Self { address, runs, shutdown, client }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A POST of `body` to `/graphql`, asking for the strict media type.
    pub fn post(&self, body: &Value) -> RequestBuilder {
        self.client.post(self.url("/graphql")).header(header::ACCEPT, "application/graphql-response+json").json(body)
    }

    /// Asks `query` and returns status and body.
    pub async fn ask(&self, query: &str) -> (u16, Value) {
        read(self.post(&json!({ "query": query })).send().await.unwrap()).await
    }

    /// A POST of `query` to `/graphql/stream`.
    pub fn stream(&self, query: &str) -> RequestBuilder {
        let request = self.client.post(self.url("/graphql/stream")).header(header::ACCEPT, "text/event-stream");
        request.json(&json!({ "query": query }))
    }
}

pub async fn read(response: Response) -> (u16, Value) {
    (response.status().as_u16(), response.json().await.unwrap())
}

/// The code of the first error in a body.
pub fn code(body: &Value) -> &str {
    body["errors"][0]["extensions"]["code"].as_str().unwrap_or("no code")
}

fn tokens() -> Tokens {
    let entry = TokenEntry {
        name: "test".into(),
        token: TOKEN.into(),
        tenant: "acme".into(),
        role: Role::Supervisor,
        subject: "sue".into(),
    };
    Tokens::new(vec![entry]).unwrap()
}

/// A directory of callers that is down.
pub struct SignInIsDown;

#[async_trait::async_trait]
impl Authenticate for SignInIsDown {
    async fn authenticate(&self, _: &str) -> Result<Option<Principal>, SignInUnavailable> {
        Err(SignInUnavailable)
    }
}
