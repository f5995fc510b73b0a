//! Reads a request body of bounded size in bounded time.

use axum::{
    body::{Body, Bytes},
    http::StatusCode,
};
use bytes::BytesMut;
use futures_util::TryStreamExt;
use tokio::time::timeout;

use crate::{
    ErrorCode,
    transport::{limits::Limits, reply::Rejection},
};

/// Reads all of `body`.
pub(crate) async fn read(body: Body, limits: &Limits) -> Result<Bytes, Rejection> {
    match timeout(limits.execution_time, collect(body, limits.body_bytes)).await {
        Ok(outcome) => outcome,
        Err(_elapsed) => {
            let rejection = Rejection::new(ErrorCode::Timeout, "the body took too long to arrive");
            Err(rejection.with_status(StatusCode::REQUEST_TIMEOUT))
        }
    }
}

async fn collect(body: Body, limit: usize) -> Result<Bytes, Rejection> {
    let mut chunks = body.into_data_stream();
    let mut whole = BytesMut::new();
    while let Some(chunk) = chunks.try_next().await.map_err(|_| Rejection::bad_request("the body broke off"))? {
        if whole.len() + chunk.len() > limit {
            let rejection = Rejection::new(ErrorCode::LimitExceeded, format!("the body is longer than {limit} bytes"));
            return Err(rejection.with_status(StatusCode::PAYLOAD_TOO_LARGE));
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(whole.freeze())
}
