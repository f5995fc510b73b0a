//! Writes a reply as an HTTP response with the status the specification wants.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::negotiate::MediaType;
use crate::{
    ErrorCode,
    transport::reply::{Rejection, Reply},
};

/// The response to a request that was understood to accept `media_type`.
pub(crate) fn respond(reply: &Reply, media_type: MediaType) -> Response {
    let status = status(reply, media_type);
    let mut response = json(reply, status, media_type.content_type());
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept, authorization"));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    response
}

/// The response to a client that accepts nothing we can write.
pub(crate) fn not_acceptable() -> Response {
    let message = "accept `application/graphql-response+json`, `application/json` or, on `/graphql/stream`, \
                   `text/event-stream`";
    let reply = Reply::Rejected(Rejection::bad_request(message).with_status(StatusCode::NOT_ACCEPTABLE));
    respond(&reply, MediaType::Json)
}

fn json(reply: &Reply, status: StatusCode, content_type: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    let body = serde_json::to_vec(&reply.body()).expect("a GraphQL value is JSON");
    (status, headers, body).into_response()
}

fn status(reply: &Reply, media_type: MediaType) -> StatusCode {
    match reply {
        Reply::Answered(_) => StatusCode::OK,
        Reply::Rejected(rejection) => rejection.status.unwrap_or_else(|| status_of(rejection.code(), media_type)),
    }
}

fn status_of(code: ErrorCode, media_type: MediaType) -> StatusCode {
    match code {
        ErrorCode::GraphqlParseFailed | ErrorCode::GraphqlValidationFailed | ErrorCode::LimitExceeded => {
            match media_type {
                MediaType::GraphqlResponse => StatusCode::BAD_REQUEST,
                MediaType::Json => StatusCode::OK,
            }
        }
        ErrorCode::BadRequest | ErrorCode::DocumentNotFound => StatusCode::BAD_REQUEST,
        ErrorCode::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorCode::Forbidden => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::Timeout => StatusCode::GATEWAY_TIMEOUT,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
