//! Every way to follow the log, as a stream of JSON objects that ends when the connection does.

use std::pin::Pin;
use std::time::Duration;

use futures_util::{SinkExt, Stream, StreamExt, stream};
use reqwest::header::ACCEPT;
use serde_json::{Value, json};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::graphql::Client;

/// Events as they come.
pub type Events = Pin<Box<dyn Stream<Item = Value> + Send>>;

/// How long one who polls waits when there was nothing.
const PAUSE: Duration = Duration::from_millis(20);

const PAGE: &str = "query($after: Position!) { events(after: $after, first: 100) \
    { endPosition events { position eventId commandId } } }";

impl Client {
    /// Asks for one page after the other, for ever.
    #[must_use]
    pub fn poll(&self, after: u64) -> Events {
        let pages = stream::unfold((self.clone(), after.to_string()), |(client, after)| async move {
            let mut page = client.query(PAGE, &json!({"after": after})).await["events"].take();
            let Value::Array(events) = page["events"].take() else { panic!("a page has events: {page}") };
            if events.is_empty() {
                tokio::time::sleep(PAUSE).await;
            }
            let end = page["endPosition"].as_str().expect("a page says where it ends").to_owned();
            Some((stream::iter(events), (client, end)))
        });
        Box::pin(pages.flatten())
    }

    /// A subscription over server-sent events.
    pub async fn sse(&self, query: &str, variables: &Value) -> Events {
        let request = self.http.post(format!("{}/graphql/stream", self.url)).bearer_auth(&self.token);
        let request = request.header(ACCEPT, "text/event-stream");
        let response = request.json(&json!({"query": query, "variables": variables})).send().await;
        let response = response.and_then(reqwest::Response::error_for_status).expect("the server streams");
        Box::pin(frames(response, b"\n\n").filter_map(async |frame| {
            let data = frame.lines().find_map(|line| line.strip_prefix("data:"))?.trim();
            if data.is_empty() { None } else { Some(only_field(&data.parse().expect("data is JSON"))) }
        }))
    }

    /// A subscription over a WebSocket, by graphql-transport-ws.
    pub async fn web_socket(&self, query: &str, variables: &Value) -> Events {
        let url = self.url.replace("http://", "ws://") + "/graphql";
        let mut request = url.into_client_request().expect("the address is a URL");
        let protocol = "graphql-transport-ws".parse().expect("a header's value");
        request.headers_mut().insert("sec-websocket-protocol", protocol);
        let (mut socket, _) = connect_async(request).await.expect("the server upgrades");
        let init = json!({"type": "connection_init", "payload": {"token": self.token}});
        let payload = json!({"query": query, "variables": variables});
        let subscribe = json!({"type": "subscribe", "id": "1", "payload": payload});
        for (message, answer) in [(init, Some("connection_ack")), (subscribe, None)] {
            socket.send(Message::text(message.to_string())).await.expect("the server listens");
            if let Some(answer) = answer {
                let acknowledged = socket.next().await.expect("an answer").expect("a whole one");
                assert!(acknowledged.to_text().is_ok_and(|text| text.contains(answer)), "{acknowledged:?}");
            }
        }
        Box::pin(stream::unfold(socket, |mut socket| async move {
            loop {
                let Message::Text(text) = socket.next().await?.ok()? else { continue };
                let message: Value = text.parse().expect("a message is JSON");
                assert_eq!(message["type"], "next", "{message}");
                return Some((only_field(&message["payload"]), socket));
            }
        }))
    }

    /// The lines of `/v1/events` with these parameters.
    pub async fn lines(&self, parameters: &str) -> Events {
        let request = self.http.get(format!("{}/v1/events?{parameters}", self.url)).bearer_auth(&self.token);
        let response = request.send().await.and_then(reqwest::Response::error_for_status).expect("the log is readable");
        Box::pin(frames(response, b"\n").map(|line| line.parse().expect("a line is JSON")))
    }
}

/// What a response holds between one separator and the next.
fn frames(response: reqwest::Response, end: &'static [u8]) -> impl Stream<Item = String> + Send {
    stream::unfold((response, Vec::new()), move |(mut response, mut held)| async move {
        loop {
            if let Some(at) = held.windows(end.len()).position(|window| window == end) {
                let frame: Vec<u8> = held.drain(..at + end.len()).collect();
                return Some((String::from_utf8(frame).expect("a frame is text"), (response, held)));
            }
            // A connection that breaks ends the stream, as its end does.
            held.extend_from_slice(&response.chunk().await.ok().flatten()?);
        }
    })
}

fn only_field(payload: &Value) -> Value {
    assert!(payload.get("errors").is_none(), "{payload}");
    payload["data"].as_object().and_then(|fields| fields.values().next()).expect("a subscription has a field").clone()
}
