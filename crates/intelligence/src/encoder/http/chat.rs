//! Answers of a given shape from a provider.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::error::ProviderError;
use super::provider::{Priced, Provider, Usage};
use crate::outgoing::Outgoing;

/// What a provider is asked.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The model that is asked.
    pub model: &'a str,
    /// What it is to do; in our own words, written at compile time, so nothing personal is in it.
    pub instruction: &'static str,
    /// What it is to do it with, the first first.
    pub texts: &'a [Outgoing],
    /// What the shape of the answer is called.
    pub shape_name: &'static str,
    /// The shape of the answer, as JSON Schema; nothing personal is in it either.
    pub shape: &'a Value,
    /// The most tokens of the answer.
    pub most_tokens: u32,
}

/// What a provider answered: a fact, to be recorded with the model that said it.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer<T> {
    /// The answer.
    pub value: T,
    /// The model that gave it, as the provider names it.
    pub model: String,
    /// What it cost.
    pub usage: Usage,
}

#[derive(Deserialize)]
struct Response {
    #[serde(default)]
    model: Option<String>,
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Usage,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
    #[serde(default)]
    refusal: Option<String>,
}

impl Priced for Response {
    fn usage(&self) -> Usage {
        self.usage
    }
}

impl Provider {
    /// Asks for an answer of a given shape, at temperature 0.
    ///
    /// # Errors
    /// See [`ProviderError`]; [`ProviderError::Unexpected`] when the answer does not have the shape.
    pub async fn ask<T: DeserializeOwned>(&self, question: &Question<'_>) -> Result<Answer<T>, ProviderError> {
        let response: Response = self.call("chat/completions", &body(question)).await?;
        let message = response.choices.into_iter().next().map(|choice| choice.message);
        let content = message.and_then(|message| message.content.filter(|_| message.refusal.is_none()));
        let content = content.ok_or_else(|| ProviderError::Unexpected("no answer".to_owned()))?;
        let value = serde_json::from_str(unfenced(&content)).map_err(|error| ProviderError::shapeless(&error))?;
        let model = response.model.unwrap_or_else(|| question.model.to_owned());
        Ok(Answer { value, model, usage: response.usage })
    }
}

/// What stands within a fence of Markdown: some models put one around their JSON though nobody asked for it.
fn unfenced(content: &str) -> &str {
    let content = content.trim();
    let Some(fenced) = content.strip_prefix("```").and_then(|rest| rest.strip_suffix("```")) else { return content };
    fenced.strip_prefix("json").unwrap_or(fenced)
}

fn body(question: &Question<'_>) -> Value {
    let texts = question.texts.iter().map(|text| json!({"role": "user", "content": text.as_str()}));
    let instruction = json!({"role": "system", "content": question.instruction});
    let messages: Vec<Value> = std::iter::once(instruction).chain(texts).collect();
    let shape = json!({"name": question.shape_name, "schema": question.shape, "strict": true});
    json!({
        "model": question.model, "messages": messages, "temperature": 0, "max_tokens": question.most_tokens,
        "response_format": {"type": "json_schema", "json_schema": shape},
    })
}
