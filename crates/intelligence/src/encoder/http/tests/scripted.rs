//! A provider on the loopback address that answers as a script says, and what is asked of it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::encoder::http::{Provider, ProviderSettings};

/// One answer of a script.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    Json(u16, Value),
    /// With a header, and no body.
    Header(u16, &'static str),
    /// None, ever; the connection stays open.
    Nothing,
}

/// A provider that gives these answers in turn, and the bodies it was sent.
pub(super) struct Scripted {
    pub(super) base: String,
    asked: Arc<Mutex<Vec<Value>>>,
}

impl Scripted {
    pub(super) async fn with(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/v1", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<Value>>> = Arc::default();
        let bodies = Arc::clone(&asked);
        tokio::spawn(async move {
            let mut open = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                let body = request(&mut stream).await;
                bodies.lock().unwrap().push(body);
                let bytes = response(&answer);
                // Whoever has heard enough hangs up.
                stream.write_all(bytes.as_bytes()).await.unwrap_or_default();
                open.push(stream);
            }
            std::future::pending::<()>().await;
        });
        Self { base, asked }
    }

    pub(super) fn provider(&self, change: impl FnOnce(&mut ProviderSettings)) -> Arc<Provider> {
        let mut settings = ProviderSettings::new(self.base.clone());
        settings.pause = Duration::from_millis(1);
        change(&mut settings);
        Arc::new(Provider::new(settings, Some("secret")).unwrap())
    }

    pub(super) fn asked(&self) -> Vec<Value> {
        self.asked.lock().unwrap().clone()
    }
}

fn response(answer: &Answer) -> String {
    let (status, header, body) = match answer {
        Answer::Json(status, body) => (status, "content-type: application/json", body.to_string()),
        Answer::Header(status, header) => (status, *header, String::new()),
        Answer::Nothing => return String::new(),
    };
    format!("HTTP/1.1 {status} x\r\n{header}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// The body of one request.
async fn request(stream: &mut TcpStream) -> Value {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let count = stream.read(&mut chunk).await.unwrap();
        bytes.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        if body.len() >= length.unwrap_or(0) {
            assert!(head.to_lowercase().contains("authorization: bearer secret"), "{head}");
            return serde_json::from_str(body).unwrap();
        }
    }
}
