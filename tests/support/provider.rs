//! A provider with an OpenAI-compatible interface on the loopback address, which remembers what it was asked.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, HeaderMap};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

/// The key it is asked with.
pub const KEY: &str = "the-key-of-the-provider";

/// A provider that chooses the same intent of every text, and for whom parcels and boxes are one thing and all else another.
#[derive(Debug)]
pub struct Provider {
    /// Where its interface begins.
    pub base: String,
    asked: Asked,
}

type Asked = Arc<Mutex<Vec<Value>>>;

impl Provider {
    /// Starts one; it ends with the runtime of the test.
    pub async fn start(intent: &'static str) -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a free loopback port");
        let base = format!("http://{}/v1", listener.local_addr().expect("it is bound"));
        let asked = Asked::default();
        let chat = move |State(asked): State<Asked>, headers: HeaderMap, Json(body): Json<Value>| async move {
            let content = json!({"intents": [intent]}).to_string();
            let choices = json!([{"message": {"content": content}}]);
            let said = json!({"model": "small-chat-1", "choices": choices, "usage": {"total_tokens": 412}});
            answer(&asked, &headers, body, said)
        };
        let embeddings = |State(asked): State<Asked>, headers: HeaderMap, Json(body): Json<Value>| async move {
            let said = json!({"data": [{"index": 0, "embedding": embedding(&body["input"].to_string())}]});
            answer(&asked, &headers, body, said)
        };
        let routes = Router::new().route("/v1/chat/completions", post(chat)).route("/v1/embeddings", post(embeddings));
        let routes = routes.with_state(Arc::clone(&asked));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { base, asked }
    }

    /// The bodies of what it was asked so far.
    #[must_use]
    pub fn asked(&self) -> Vec<Value> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn embedding(text: &str) -> [f32; 2] {
    if text.contains("parcel") || text.contains("box") { [1.0, 0.0] } else { [0.0, 1.0] }
}

/// Says this to whoever has the key, and remembers what was asked.
fn answer(asked: &Asked, headers: &HeaderMap, body: Value, said: Value) -> (StatusCode, Json<Value>) {
    let expected = format!("Bearer {KEY}");
    if headers.get(AUTHORIZATION).is_none_or(|key| key.as_bytes() != expected.as_bytes()) {
        return (StatusCode::UNAUTHORIZED, Json(Value::Null));
    }
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(body);
    (StatusCode::OK, Json(said))
}
