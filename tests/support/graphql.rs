//! A client of the API as others write them: it knows HTTP and JSON, and nothing of our code.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

/// How long an answer may take before the test fails. Generous: machines are busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A client that is signed in.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) http: reqwest::Client,
    pub(crate) url: String,
    pub(crate) token: String,
}

/// A mutation with the id under which it may be sent again.
#[derive(Clone, Debug)]
pub struct Mutation {
    /// Its field.
    pub name: &'static str,
    /// The id of the command.
    pub command: Uuid,
    /// Its input, without the id of the command.
    pub input: Value,
}

/// Why a mutation has no payload.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// Nobody knows whether it was done: send it again.
    Unknown(String),
    /// A rule turned it down: the code.
    Refused(String),
}

/// An id that this process has not used before.
#[must_use]
pub fn fresh_id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    Uuid::new_v5(&Uuid::NAMESPACE_OID, &NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes())
}

impl Mutation {
    /// A mutation under a fresh id.
    #[must_use]
    pub fn new(name: &'static str, input: Value) -> Self {
        Self { name, command: fresh_id(), input }
    }

    fn document(&self) -> String {
        let (first, rest) = self.name.split_at(1);
        format!(
            "mutation($input: {}{rest}Input!) {{ done: {}(input: $input) \
             {{ position repeated userErrors {{ code message }} {} }} }}",
            first.to_uppercase(),
            self.name,
            id_field(self.name)
        )
    }
}

/// What a payload says of the id of what was changed.
fn id_field(mutation: &str) -> &'static str {
    match mutation {
        "registerCustomer" | "changeProfile" | "linkIdentity" | "giveConsent" | "withdrawConsent" | "eraseCustomer" => {
            "customer { id }"
        }
        "registerAgent" | "grantSkill" | "changePresence" => "agent { id }",
        "defineQueue" => "queue { id }",
        "draftArticle" | "reviseArticle" | "publishArticle" | "retireArticle" => "article { id }",
        "recordTurn" => "conversationId turnId",
        _ => "conversationId",
    }
}

impl Client {
    /// A client of the server at `url` that signs in with a token.
    #[must_use]
    pub fn new(url: &str, token: String) -> Self {
        let http = reqwest::Client::builder().build().expect("a client needs nothing from outside");
        Self { http, url: url.to_owned(), token }
    }

    /// Sends an operation and returns the whole response.
    ///
    /// # Errors
    /// When no response comes.
    pub async fn post(&self, query: &str, variables: &Value) -> reqwest::Result<Value> {
        let request = self.http.post(format!("{}/graphql", self.url)).bearer_auth(&self.token).timeout(PATIENCE);
        request.json(&json!({"query": query, "variables": variables})).send().await?.json().await
    }

    /// The data of a query; panics when there are errors.
    pub async fn query(&self, query: &str, variables: &Value) -> Value {
        let mut body = self.post(query, variables).await.expect("the server answers");
        assert!(body.get("errors").is_none(), "{query}: {body}");
        body["data"].take()
    }

    /// Sends a mutation and returns its payload.
    ///
    /// # Errors
    /// See [`Failure`]; panics when the API says that the request itself is wrong.
    pub async fn send(&self, mutation: &Mutation) -> Result<Value, Failure> {
        let mut input = mutation.input.clone();
        input["commandId"] = json!(mutation.command);
        let body = self.post(&mutation.document(), &json!({"input": input})).await;
        let mut body = body.map_err(|error| Failure::Unknown(error.to_string()))?;
        match body.pointer("/errors/0/extensions/code").and_then(Value::as_str) {
            Some(code @ ("UNAVAILABLE" | "TIMEOUT")) => return Err(Failure::Unknown(code.to_owned())),
            Some(_) => panic!("{mutation:?}: {body}"),
            None => {}
        }
        let payload = body["data"]["done"].take();
        match payload.pointer("/userErrors/0/code").and_then(Value::as_str) {
            Some(code) => Err(Failure::Refused(code.to_owned())),
            None => Ok(payload),
        }
    }

    /// Does something once and returns the payload; panics when it is not done.
    pub async fn act(&self, name: &'static str, input: Value) -> Value {
        let mutation = Mutation::new(name, input);
        self.send(&mutation).await.unwrap_or_else(|failure| panic!("{mutation:?}: {failure:?}"))
    }

    /// Sends a mutation again and again until the server can do it.
    pub async fn send_until_done(&self, mutation: &Mutation) -> Value {
        let done = async {
            loop {
                match self.send(mutation).await {
                    Ok(payload) => return payload,
                    Err(Failure::Unknown(_)) => tokio::time::sleep(Duration::from_millis(50)).await,
                    Err(Failure::Refused(code)) => panic!("{mutation:?}: {code}"),
                }
            }
        };
        tokio::time::timeout(PATIENCE, done).await.unwrap_or_else(|_| panic!("{mutation:?} is never done"))
    }
}
