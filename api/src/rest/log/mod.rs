//! `/v1/log`: the transparency log over the events, at the paths of c2sp.org/tlog-tiles.
//!
//! Checkpoints and hashes say nothing about anybody and need no token. Entries hold commitments to the events of all
//! tenants, so they are for those of the operator's tenant who may read the log.

mod checkpoint;
mod checkpoints;
mod cosignature;
mod tiles;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, header};
use axum::routing::{get, post};

use super::RestState;

/// What stands before the paths of the log.
const PREFIX: &str = "/v1/log/";
/// A note of a witness is a few hundred bytes; nobody has to send a larger one, bytes.
const MAX_NOTE: usize = 1 << 16;
/// Browsers are not to guess what it is.
const NO_SNIFF: (HeaderName, &str) = (header::X_CONTENT_TYPE_OPTIONS, "nosniff");

/// Everything under `/v1/log`.
pub(super) fn routes() -> Router<Arc<RestState>> {
    Router::new()
        .route("/v1/log/checkpoint", get(checkpoint::checkpoint))
        .route("/v1/log/checkpoints", get(checkpoints::checkpoints))
        .route("/v1/log/tile/{*path}", get(tiles::tile))
        .route("/v1/log/cosignature", post(cosignature::cosignature).layer(DefaultBodyLimit::max(MAX_NOTE)))
}
