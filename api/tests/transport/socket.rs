//! A graphql-transport-ws client that does exactly what a test tells it.

use futures_util::{SinkExt, StreamExt};
use reqwest::header;
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{self, Message, client::IntoClientRequest},
};

use crate::server::{PATIENCE, Server};

pub struct Socket(pub WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Connects with more headers; an error is the server's refusal to upgrade.
    pub async fn connect(server: &Server, headers: &[(&'static str, &str)]) -> tungstenite::Result<Self> {
        let mut request = format!("ws://{}/graphql", server.address).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        Ok(Self(connect_async(request).await?.0))
    }

    /// Connects with the right subprotocol.
    pub async fn open(server: &Server) -> Self {
        Self::connect(server, &[(header::SEC_WEBSOCKET_PROTOCOL.as_str(), "graphql-transport-ws")]).await.unwrap()
    }

    /// Connects and waits for the acknowledgement.
    pub async fn ready(server: &Server) -> Self {
        let mut socket = Self::open(server).await;
        socket.initialise(&json!({})).await;
        socket
    }

    pub async fn initialise(&mut self, payload: &Value) {
        self.send(&json!({"type": "connection_init", "payload": payload})).await;
        assert_eq!(self.receive().await, json!({"type": "connection_ack"}));
    }

    pub async fn send(&mut self, message: &Value) {
        self.send_raw(Message::text(message.to_string())).await;
    }

    pub async fn send_raw(&mut self, message: Message) {
        self.0.send(message).await.unwrap();
    }

    pub async fn subscribe(&mut self, id: &str, query: &str) {
        self.send(&json!({"type": "subscribe", "id": id, "payload": {"query": query}})).await;
    }

    /// The next message of the protocol.
    pub async fn receive(&mut self) -> Value {
        let frame = self.frame().await;
        assert!(frame.is_text(), "not a message: {frame:?}");
        serde_json::from_str(frame.to_text().unwrap()).unwrap()
    }

    /// The code with which the server closes, which must be the next thing it does.
    pub async fn close_code(&mut self) -> u16 {
        let frame = self.frame().await;
        let Message::Close(Some(close)) = frame else { panic!("not a close frame: {frame:?}") };
        close.code.into()
    }

    async fn frame(&mut self) -> Message {
        loop {
            let frame = timeout(PATIENCE, self.0.next()).await.unwrap().unwrap().unwrap();
            if !frame.is_ping() && !frame.is_pong() {
                return frame;
            }
        }
    }
}
