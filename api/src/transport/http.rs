//! GraphQL over HTTP: `POST` and `GET /graphql`.

pub(super) mod body;
pub(super) mod negotiate;
pub(super) mod respond;

use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use axum::{
    Extension,
    extract::{FromRequestParts, Request, State, WebSocketUpgrade},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use tracing::Span;

use self::negotiate::MediaType;
use super::{
    caller::{Caller, Ids, ResumeAfter},
    gateway::Gateway,
    operation::Operation,
    params::Params,
    reply::{Rejection, Reply},
    ws,
};

/// Answers one operation; the parameters are a JSON body.
pub(super) async fn post(
    State(gateway): State<Arc<Gateway>>,
    Extension(ids): Extension<Ids>,
    request: Request,
) -> Response {
    let Some(media_type) = MediaType::accepted(request.headers()) else { return respond::not_acceptable() };
    let reply = match read_post(&gateway, ids, request).await {
        Ok((operation, caller)) => execute(&gateway, operation, caller).await,
        Err(rejection) => Reply::Rejected(rejection),
    };
    respond::respond(&reply, media_type)
}

/// Answers one query, opens a WebSocket, or sends a browser to GraphiQL.
pub(super) async fn get(
    State(gateway): State<Arc<Gateway>>,
    Extension(ids): Extension<Ids>,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    if parts.headers.contains_key(header::UPGRADE) {
        return upgrade(gateway, ids, parts).await;
    }
    if gateway.config.graphiql && negotiate::wants_a_page(&parts.headers) {
        return Redirect::temporary("/graphiql").into_response();
    }
    let Some(media_type) = MediaType::accepted(&parts.headers) else { return respond::not_acceptable() };
    let reply = match read_get(&gateway, ids, &mut parts).await {
        Ok((operation, caller)) => execute(&gateway, operation, caller).await,
        Err(rejection) => Reply::Rejected(rejection),
    };
    respond::respond(&reply, media_type)
}

/// The operation and the caller of a POST request. Who calls is checked before the body is read.
pub(super) async fn read_post(gateway: &Gateway, ids: Ids, request: Request) -> Result<(Operation, Caller), Rejection> {
    let (parts, body) = request.into_parts();
    negotiate::require_json(&parts.headers)?;
    let principal = gateway.identify_headers(&parts.headers).await?;
    let bytes = body::read(body, &gateway.config.limits).await?;
    let operation = gateway.prepare(Params::from_json(&bytes)?)?;
    Ok((operation, Caller { principal, ids, resume_after: ResumeAfter::default() }))
}

/// The operation and the caller of a GET request, which never mutates: any page can make a browser send one.
pub(super) async fn read_get(gateway: &Gateway, ids: Ids, parts: &mut Parts) -> Result<(Operation, Caller), Rejection> {
    let principal = gateway.identify_headers(&parts.headers).await?;
    let operation = gateway.prepare(Params::from_uri(&parts.uri)?)?;
    if operation.kind == OperationType::Mutation {
        let rejection = Rejection::bad_request("mutations are not executed over GET");
        return Err(rejection.with_status(StatusCode::METHOD_NOT_ALLOWED));
    }
    Ok((operation, Caller { principal, ids, resume_after: ResumeAfter::default() }))
}

async fn execute(gateway: &Gateway, operation: Operation, caller: Caller) -> Reply {
    if operation.kind == OperationType::Subscription {
        let message = "subscriptions travel over a WebSocket or `/graphql/stream`";
        return Reply::Rejected(Rejection::bad_request(message));
    }
    caller.record(&Span::current(), operation.name.as_deref());
    gateway.answer(operation, caller).await
}

async fn upgrade(gateway: Arc<Gateway>, ids: Ids, mut parts: Parts) -> Response {
    match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(websocket) => ws::accept(gateway, ids, &parts.headers, websocket).await,
        Err(rejection) => rejection.into_response(),
    }
}
