//! GraphQL over WebSocket: the graphql-transport-ws subprotocol.
//!
//! A bad token in `connection_init` closes with 4403: the protocol reserves 4401 for those who subscribe
//! before the connection is acknowledged. A bad token in the upgrade request itself is answered with 401.

mod close;
mod connection;
mod message;
mod writer;

use std::sync::Arc;

use axum::{
    extract::ws::{WebSocket, WebSocketUpgrade},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use futures_util::StreamExt;
use tokio::time::timeout;

use self::{
    close::End,
    connection::Connection,
    writer::{CLOSING_TIME, Writer},
};
use super::{
    caller::Ids,
    gateway::Gateway,
    http::{negotiate::MediaType, respond},
    reply::Reply,
};
use crate::auth::Principal;

pub use self::close::CloseCode;

const SUBPROTOCOL: &str = "graphql-transport-ws";

/// Upgrades the request and serves the connection.
pub(super) async fn accept(
    gateway: Arc<Gateway>,
    ids: Ids,
    headers: &HeaderMap,
    websocket: WebSocketUpgrade,
) -> Response {
    if !gateway.config.websocket.origins.allow(headers) {
        return (StatusCode::FORBIDDEN, "pages of this origin may not connect").into_response();
    }
    let principal = match gateway.identify_headers(headers).await {
        Ok(principal) => principal,
        Err(rejection) => return respond::respond(&Reply::Rejected(rejection), MediaType::GraphqlResponse),
    };
    // Above the limit a message is refused with a close code; the hard limit protects memory.
    let hard_limit = gateway.config.limits.body_bytes.saturating_mul(2);
    let websocket = websocket.protocols([SUBPROTOCOL]).max_message_size(hard_limit).max_frame_size(hard_limit);
    websocket.on_upgrade(move |socket| serve(gateway, ids, principal, socket))
}

async fn serve(gateway: Arc<Gateway>, ids: Ids, principal: Option<Principal>, socket: WebSocket) {
    let is_understood = socket.protocol().is_some_and(|protocol| protocol == SUBPROTOCOL);
    let (sink, mut incoming) = socket.split();
    let (writer, outgoing) = Writer::spawn(sink, &gateway.config.websocket);
    let end = if is_understood {
        Connection::new(gateway, ids, principal, outgoing.clone()).run(&mut incoming).await
    } else {
        End::close(CloseCode::SubprotocolNotAcceptable, "Subprotocol not acceptable")
    };
    tracing::debug!(?end, correlation_id = %ids.correlation.0, "a WebSocket ended");
    if let End::Close(code, reason) = end {
        writer.close(outgoing, code, reason).await;
        // Dropping a socket with unread input resets it, and the client would never see the close frame.
        let answered = async { while let Some(Ok(_)) = incoming.next().await {} };
        let _ = timeout(CLOSING_TIME, answered).await;
    }
}
