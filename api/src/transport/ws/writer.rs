//! The sending half of a WebSocket, behind a small buffer.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::{SinkExt, stream::SplitSink};
use tokio::{sync::mpsc, task::JoinHandle, time::timeout};

use super::close::CloseCode;
use crate::transport::WebSocketConfig;

/// How long a closing client may take to answer.
pub(super) const CLOSING_TIME: Duration = Duration::from_secs(2);

/// A close frame holds 125 bytes, two of them the code.
const MAX_REASON_BYTES: usize = 123;

/// The task that writes. It ends when nobody can send any more, or when the client takes nothing.
pub(super) struct Writer(JoinHandle<()>);

impl Writer {
    pub(super) fn spawn(
        mut sink: SplitSink<WebSocket, Message>,
        config: &WebSocketConfig,
    ) -> (Self, mpsc::Sender<Message>) {
        let stall_timeout = config.stall_timeout;
        let (sender, mut queue) = mpsc::channel(config.outgoing_buffer.max(1));
        let write = async move {
            while let Some(message) = queue.recv().await {
                match timeout(stall_timeout, sink.send(message)).await {
                    Ok(Ok(())) => {}
                    Ok(Err(_)) | Err(_) => return,
                }
            }
        };
        (Self(tokio::spawn(write)), sender)
    }

    /// Sends what still waits and then the close frame.
    pub(super) async fn close(self, queue: mpsc::Sender<Message>, code: CloseCode, mut reason: String) {
        reason.truncate(reason.floor_char_boundary(MAX_REASON_BYTES));
        let frame = CloseFrame { code: code as u16, reason: reason.into() };
        let send = async {
            let _ = queue.send(Message::Close(Some(frame))).await;
            drop(queue);
            let _ = self.0.await;
        };
        let _ = timeout(CLOSING_TIME, send).await;
    }
}
