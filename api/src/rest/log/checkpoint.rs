//! `/v1/log/checkpoint`: the last signed note, with the cosignatures it has by now.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::NO_SNIFF;
use crate::ErrorCode;
use crate::rest::RestState;
use crate::rest::error::RestError;

/// A cache may answer for as long as a checkpoint is young anyway.
const SHORT: &str = "public, max-age=1";

/// The last checkpoint.
pub(super) async fn checkpoint(State(state): State<Arc<RestState>>) -> Result<Response, RestError> {
    let Some(last) = state.services.ledger.last().await? else {
        return Err(RestError::new(ErrorCode::NotFound, "nothing is sealed yet"));
    };
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, SHORT), NO_SNIFF];
    Ok((headers, last.note.to_string()).into_response())
}
