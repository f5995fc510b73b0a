//! Tells the audience what happens, as the log's live subscription tells it.

use anyhow::{Context as _, bail};
use futures_util::StreamExt as _;
use reqwest::header::ACCEPT;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::tokens::{Tokens, Who};
use crate::output::Output;

const HEAD: &str = "{ status { head } }";
const LOG: &str = "subscription($after: Position) { log(after: $after) { position type actor { kind } \
    turn { author { kind } visibility text { text state } \
    understanding { language { language } intents { intent confidence } sentiment { polarity } urgency } } } }";

/// Listens to the log and prints each event once.
#[derive(Debug)]
pub struct Narrator {
    shown: watch::Receiver<u64>,
}

impl Narrator {
    /// Begins to listen at the end of the log.
    ///
    /// # Errors
    /// When the server does not let it.
    pub async fn listen(url: &str, tokens: &Tokens) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder().build()?;
        let token = tokens.of(Who::Admin);
        let head = head(&http, url, token).await?;
        let request = http.post(format!("{url}/graphql/stream")).bearer_auth(token).header(ACCEPT, "text/event-stream");
        let response = request.json(&json!({"query": LOG, "variables": {"after": head}})).send().await?;
        if !response.status().is_success() {
            bail!("the log cannot be followed: {}", response.text().await?);
        }
        let (sender, shown) = watch::channel(head.parse()?);
        tokio::spawn(narrate(response, sender));
        Ok(Self { shown })
    }

    /// Says something of its own.
    pub fn tell(&self, line: &str) {
        print(line);
    }

    /// The place of the last event that was told.
    pub fn position(&self) -> u64 {
        *self.shown.borrow()
    }

    /// Waits until everything up to a position was told.
    ///
    /// # Errors
    /// When the subscription ended before.
    pub async fn shown(&self, position: u64) -> anyhow::Result<()> {
        let mut shown = self.shown.clone();
        shown.wait_for(|shown| *shown >= position).await.context("the log's subscription ended")?;
        Ok(())
    }
}

async fn head(http: &reqwest::Client, url: &str, token: &str) -> anyhow::Result<String> {
    let request = http.post(format!("{url}/graphql")).bearer_auth(token).json(&json!({"query": HEAD}));
    let body: Value = request.send().await?.json().await?;
    let head = body.pointer("/data/status/head").and_then(Value::as_str);
    Ok(head.with_context(|| format!("the server does not say where the log is: {body}"))?.to_owned())
}

/// Reads server-sent events: each `next` carries one event of the log.
async fn narrate(response: reqwest::Response, shown: watch::Sender<u64>) {
    let mut chunks = response.bytes_stream();
    let mut text = Vec::new();
    while let Some(Ok(chunk)) = chunks.next().await {
        text.extend_from_slice(&chunk);
        while let Some(end) = text.windows(2).position(|pair| pair == b"\n\n") {
            let block: Vec<u8> = text.drain(..end + 2).collect();
            if let Some(event) = logged(&String::from_utf8_lossy(&block)) {
                print(&line(&event));
                let position = event["position"].as_str().and_then(|position| position.parse().ok());
                shown.send_replace(position.unwrap_or_default());
            }
        }
    }
}

fn logged(block: &str) -> Option<Value> {
    let data = block.lines().find_map(|line| line.strip_prefix("data:"))?;
    let mut body: Value = serde_json::from_str(data.trim()).ok()?;
    let event = body.pointer_mut("/data/log")?.take();
    event.is_object().then_some(event)
}

fn line(event: &Value) -> String {
    let kind = event["type"].as_str().unwrap_or_default();
    let position = event["position"].as_str().unwrap_or_default();
    let actor = event["actor"]["kind"].as_str().unwrap_or_default();
    let turn = &event["turn"];
    if kind == "conversation.turn_understood" {
        return format!("{position:>5} {kind:<36} {}", meaning(&turn["understanding"]));
    }
    let said = match (turn["text"]["text"].as_str(), turn["visibility"].as_str()) {
        (Some(text), Some("INTERNAL")) => format!("(note) {text}"),
        (Some(text), _) => format!("{}: {text}", turn["author"]["kind"].as_str().unwrap_or_default().to_lowercase()),
        (None, _) => format!("by {actor}"),
    };
    format!("{position:>5} {kind:<36} {said}")
}

/// What a turn means, in a few words.
fn meaning(understanding: &Value) -> String {
    let intents = understanding["intents"].as_array().into_iter().flatten().map(|one| {
        format!("{} {:.2}", one["intent"].as_str().unwrap_or_default(), one["confidence"].as_f64().unwrap_or_default())
    });
    let language = understanding["language"]["language"].as_str().unwrap_or("no language");
    let mood = understanding["sentiment"]["polarity"].as_str().unwrap_or_default().to_lowercase();
    let urgency = understanding["urgency"].as_str().filter(|urgency| *urgency != "NONE");
    let urgency = urgency.map(|urgency| format!("urgency {}", urgency.to_lowercase()));
    [language.to_owned()].into_iter().chain(intents).chain([mood]).chain(urgency).collect::<Vec<_>>().join(", ")
}

fn print(text: &str) {
    // Nobody may be listening, which is no reason to fail.
    let _ = Output::lines([text]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_events_of_the_log_are_told() {
        let block =
            "event: next\nid: 7\ndata: {\"data\":{\"log\":{\"position\":\"7\",\"type\":\"conversation.woken\"}}}\n\n";
        assert_eq!(logged(block).unwrap()["position"], "7");
        assert_eq!(logged(":\n\n"), None);
        assert_eq!(logged("event: complete\ndata:\n\n"), None);
    }

    #[test]
    fn a_turn_that_was_understood_is_told_with_what_it_means() {
        let understanding = json!({
            "language": {"language": "en"}, "intents": [{"intent": "refund.request", "confidence": 0.934}],
            "sentiment": {"polarity": "NEGATIVE"}, "urgency": "HIGH",
        });
        let event = json!({
            "position": "13", "type": "conversation.turn_understood", "actor": {"kind": "service"},
            "turn": {"understanding": understanding},
        });
        let line = line(&event);
        assert!(line.ends_with("en, refund.request 0.93, negative, urgency high"), "{line}");
    }

    #[test]
    fn a_turn_is_told_with_who_spoke() {
        let event = json!({
            "position": "12", "type": "conversation.turn_recorded", "actor": {"kind": "service"},
            "turn": {"author": {"kind": "CUSTOMER"}, "visibility": "PUBLIC", "text": {"text": "hello"}},
        });
        assert!(line(&event).ends_with("customer: hello"), "{}", line(&event));
    }
}
