//! Every close code of the protocol, each with the smallest conversation that earns it.

use std::{sync::Arc, time::Duration};

use api::transport::{CloseCode, Origins};
use serde_json::json;
use tokio::{io::AsyncReadExt, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream,
    tungstenite::{Error, Message},
};

use crate::{
    server::{PATIENCE, Server, SignInIsDown},
    socket::Socket,
};

async fn check(socket: &mut Socket, expected: CloseCode) {
    assert_eq!(socket.close_code().await, expected as u16);
}

#[tokio::test]
async fn what_is_not_of_the_protocol_closes_with_4400() {
    let server = Server::start().await;
    for text in [
        "{",
        "[]",
        r#"{"id": "1"}"#,
        r#"{"type": "start", "id": "1"}"#,
        r#"{"type": "subscribe", "payload": {"query": "{hello}"}}"#,
        r#"{"type": "subscribe", "id": "1", "payload": {"variables": {}}}"#,
        r#"{"type": "complete"}"#,
    ] {
        let mut socket = Socket::ready(&server).await;
        socket.send_raw(Message::text(text)).await;
        check(&mut socket, CloseCode::BadRequest).await;
    }
    let mut socket = Socket::ready(&server).await;
    socket.send_raw(Message::binary(br#"{"type": "ping"}"#.to_vec())).await;
    check(&mut socket, CloseCode::BadRequest).await;
}

#[tokio::test]
async fn subscribing_before_the_acknowledgement_closes_with_4401() {
    let mut socket = Socket::open(&Server::start().await).await;
    socket.subscribe("1", "{ hello }").await;
    check(&mut socket, CloseCode::Unauthorized).await;
}

#[tokio::test]
async fn a_bad_token_closes_with_4403() {
    let server = Server::start().await;
    for payload in [json!({"authorization": "Bearer guess"}), json!({"token": "guess"}), json!({"token": 1})] {
        let mut socket = Socket::open(&server).await;
        socket.send(&json!({"type": "connection_init", "payload": payload})).await;
        check(&mut socket, CloseCode::Forbidden).await;
    }
}

#[tokio::test]
async fn another_subprotocol_closes_with_4406() {
    let server = Server::start().await;
    let mut without = Socket::connect(&server, &[]).await.unwrap();
    check(&mut without, CloseCode::SubprotocolNotAcceptable).await;
    let legacy = Socket::connect(&server, &[("sec-websocket-protocol", "graphql-ws")]).await;
    assert!(matches!(legacy, Err(Error::Protocol(_))), "the client itself insists on its subprotocol");
}

#[tokio::test]
async fn silence_after_the_upgrade_closes_with_4408() {
    let server = Server::start_with(|config| config.websocket.init_timeout = Duration::from_millis(20)).await;
    check(&mut Socket::open(&server).await, CloseCode::InitialisationTimeout).await;
}

#[tokio::test]
async fn an_id_in_use_closes_with_4409() {
    let mut socket = Socket::ready(&Server::start().await).await;
    socket.subscribe("1", "subscription { silent { position } }").await;
    socket.subscribe("1", "{ hello }").await;
    check(&mut socket, CloseCode::SubscriberAlreadyExists).await;
}

#[tokio::test]
async fn a_second_connection_init_closes_with_4429() {
    let mut socket = Socket::ready(&Server::start().await).await;
    socket.send(&json!({"type": "connection_init"})).await;
    check(&mut socket, CloseCode::TooManyInitialisationRequests).await;
}

#[tokio::test]
async fn sign_in_that_is_down_closes_with_4500() {
    let server = Server::start_with(|config| config.authenticate = Arc::new(SignInIsDown)).await;
    let mut socket = Socket::open(&server).await;
    socket.send(&json!({"type": "connection_init", "payload": {"token": "x"}})).await;
    check(&mut socket, CloseCode::InternalServerError).await;
}

#[tokio::test]
async fn a_shutdown_closes_with_1001() {
    let server = Server::start().await;
    let mut socket = Socket::ready(&server).await;
    server.shutdown.shut_down();
    check(&mut socket, CloseCode::GoingAway).await;
}

#[tokio::test]
async fn a_message_that_is_too_long_closes_with_1009() {
    let server = Server::start_with(|config| config.limits.body_bytes = 1000).await;
    let mut socket = Socket::ready(&server).await;
    socket.subscribe("1", &" ".repeat(1000)).await;
    check(&mut socket, CloseCode::MessageTooBig).await;
}

#[tokio::test]
async fn a_client_that_answers_no_ping_is_dropped() {
    let server = Server::start_with(|config| config.websocket.ping_interval = Duration::from_millis(20)).await;
    let mut socket = Socket::ready(&server).await;
    let MaybeTlsStream::Plain(raw) = socket.0.get_mut() else { panic!("encrypted") };
    // Read below the protocol, so that nothing answers.
    timeout(PATIENCE, raw.read_to_end(&mut Vec::new())).await.unwrap().unwrap();
}

#[tokio::test]
async fn an_upgrade_with_a_bad_token_or_from_a_foreign_page_is_refused() {
    let server = Server::start().await;
    let status = async |headers| {
        let Err(error) = Socket::connect(&server, headers).await else { return 101 };
        let Error::Http(response) = error else { panic!("{error}") };
        response.status().as_u16()
    };
    assert_eq!(status(&[("authorization", "Bearer guess")]).await, 401);
    assert_eq!(status(&[("origin", "https://evil.example")]).await, 403);
    assert_eq!(status(&[("origin", &format!("http://{}", server.address))]).await, 101);
}

#[tokio::test]
async fn an_operator_may_list_the_pages_that_connect() {
    let listed = Origins::Listed(vec!["https://desk.example".into()]);
    let server = Server::start_with(|config| config.websocket.origins = listed).await;
    assert!(Socket::connect(&server, &[("origin", "https://desk.example")]).await.is_ok());
    assert!(Socket::connect(&server, &[("origin", "https://other.example")]).await.is_err());
}
