//! What a scene can do: ask the API as one of the cast, and wait until the audience has seen what came of it.

use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use uuid::Uuid;

use super::narrator::Narrator;
use super::tokens::{Tokens, Who};
use crate::edge::fresh_id;

/// The API, as seen by the cast.
#[derive(Debug)]
pub struct Stage {
    http: reqwest::Client,
    url: String,
    tokens: Vec<(Who, String)>,
    narrator: Narrator,
}

impl Stage {
    /// A stage before the server at `url`.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn new(url: &str, tokens: &Tokens, narrator: Narrator) -> anyhow::Result<Self> {
        let tokens = Who::ALL.map(|who| (who, tokens.of(who).to_owned())).to_vec();
        Ok(Self { http: reqwest::Client::builder().build()?, url: format!("{url}/graphql"), tokens, narrator })
    }

    /// Says something to the audience, after everything that has happened.
    pub fn tell(&self, line: &str) {
        self.narrator.tell(line);
    }

    /// Asks a query and returns its data. Its variable `$at` is the place of the last event that was told, so that it
    /// shows at least what the audience has seen.
    ///
    /// # Errors
    /// When it is not answered.
    pub async fn query(&self, who: Who, query: &str, mut variables: Value) -> anyhow::Result<Value> {
        variables["at"] = json!(self.narrator.position().to_string());
        self.ask(who, query, variables).await
    }

    async fn ask(&self, who: Who, query: &str, variables: Value) -> anyhow::Result<Value> {
        let token = self.tokens.iter().find(|(other, _)| *other == who).map_or("", |(_, token)| token);
        let request = self.http.post(&self.url).bearer_auth(token);
        let response = request.json(&json!({"query": query, "variables": variables})).send().await?;
        let mut body: Value = response.json().await?;
        if let Some(error) = body.pointer("/errors/0/message") {
            bail!("the server answered: {error}");
        }
        Ok(body["data"].take())
    }

    /// Asks for a mutation under a fresh command id; returns its payload.
    ///
    /// # Errors
    /// When it is not answered, or a rule turns it down.
    pub async fn act(&self, who: Who, mutation: &str, input: Value) -> anyhow::Result<Value> {
        self.act_as(who, mutation, fresh_id(), input).await
    }

    /// The same under a given command id, so that a second run of the demonstration repeats and does not redo.
    ///
    /// # Errors
    /// When it is not answered, or a rule turns it down.
    pub async fn act_as(&self, who: Who, mutation: &str, command: Uuid, input: Value) -> anyhow::Result<Value> {
        let payload = self.attempt(who, mutation, command, input).await?;
        if let Some(error) = payload.pointer("/userErrors/0/message") {
            bail!("{mutation} was turned down: {error}");
        }
        Ok(payload)
    }

    /// Asks for something that a rule must turn down; returns the rule's name.
    ///
    /// # Errors
    /// When no rule does.
    pub async fn refused(&self, who: Who, mutation: &str, input: Value) -> anyhow::Result<String> {
        let payload = self.attempt(who, mutation, fresh_id(), input).await?;
        let code = payload.pointer("/userErrors/0/code").and_then(Value::as_str);
        Ok(code.with_context(|| format!("{mutation} was not turned down"))?.to_owned())
    }

    async fn attempt(&self, who: Who, mutation: &str, command: Uuid, mut input: Value) -> anyhow::Result<Value> {
        input["commandId"] = json!(command);
        let (first, rest) = mutation.split_at(1);
        let document = format!(
            "mutation($input: {}{rest}Input!) {{ done: {mutation}(input: $input) \
             {{ position {} userErrors {{ code message }} }} }}",
            first.to_uppercase(),
            id_field(mutation),
        );
        let mut data = self.ask(who, &document, json!({"input": input})).await?;
        let payload = data["done"].take();
        if let Some(position) = payload["position"].as_str().and_then(|position| position.parse().ok()) {
            self.narrator.shown(position).await?;
        }
        Ok(payload)
    }
}

/// What the payload of a mutation says of the id of what it changed.
fn id_field(mutation: &str) -> &'static str {
    match mutation {
        "registerCustomer" | "eraseCustomer" => "customer { id }",
        "registerAgent" | "grantSkill" | "changePresence" => "agent { id }",
        "defineQueue" => "queue { id }",
        _ => "conversationId",
    }
}
