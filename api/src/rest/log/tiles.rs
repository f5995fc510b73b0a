//! `/v1/log/tile/…`: hashes and entries as they were written once and for all.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use ledger::tile::NotAPath;
use ledger::{Bundle, Tile};

use super::{NO_SNIFF, PREFIX};
use crate::ErrorCode;
use crate::graphql::access::Operation;
use crate::rest::error::RestError;
use crate::rest::{RestState, sign_in};

/// What has a width never changes, partial or not.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Entries neither, but no shared cache may hand them to others.
const FOR_EVER_TO_ONE: &str = "private, max-age=31536000, immutable";
const ENTRIES: &str = "tile/entries/";

/// A tile, or a bundle of entries. The path is taken as it was sent: each has one spelling.
pub(super) async fn tile(
    State(state): State<Arc<RestState>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, RestError> {
    let path = uri.path().strip_prefix(PREFIX).unwrap_or_default();
    if path.starts_with(ENTRIES) { entries(&state, &headers, path).await } else { hashes(&state, path).await }
}

async fn hashes(state: &RestState, path: &str) -> Result<Response, RestError> {
    let tile: Tile = path.parse().map_err(not_a_path)?;
    let bytes = state.services.ledger.tile(tile).await?.ok_or_else(beyond)?;
    Ok(served(bytes, FOR_EVER))
}

async fn entries(state: &RestState, headers: &HeaderMap, path: &str) -> Result<Response, RestError> {
    let principal = sign_in::require(state, headers, Operation::ReadLog).await?;
    if principal.tenant != state.services.operator_tenant.as_str() {
        let message = "entries are of the events of all tenants; they are for the operator's tenant";
        return Err(RestError::new(ErrorCode::Forbidden, message));
    }
    let bundle: Bundle = path.parse().map_err(not_a_path)?;
    let bytes = state.services.ledger.bundle(bundle).await?.ok_or_else(beyond)?;
    Ok(served(bytes, FOR_EVER_TO_ONE))
}

fn served(bytes: Vec<u8>, cached: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, cached), NO_SNIFF];
    (headers, bytes).into_response()
}

fn not_a_path(error: NotAPath) -> RestError {
    RestError::new(ErrorCode::BadRequest, error.to_string())
}

fn beyond() -> RestError {
    RestError::new(ErrorCode::NotFound, "the last checkpoint does not reach so far")
}
