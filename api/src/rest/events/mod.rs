//! `/v1/events`: a tenant's log, one JSON object a line, to take away or to follow. Personal data stays sealed.
//!
//! Every line has its `position`; a reader that was cut off goes on with `after=` the last one it has.

mod line;
mod query;
mod tail;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use event_store::Tenant;
use futures_util::StreamExt;

pub use self::line::line;

use self::query::EventsQuery;
use self::tail::Tail;
use super::error::RestError;
use super::{RestState, sign_in};
use crate::ErrorCode;
use crate::graphql::access::Operation;

/// The events of the caller's tenant.
pub(super) async fn events(
    State(state): State<Arc<RestState>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, RestError> {
    let principal = sign_in::require(&state, &headers, Operation::ReadLog).await?;
    let query = EventsQuery::parse(&uri)?;
    let head = state.services.store.head().await?;
    if query.after > head {
        let message = "`after` is beyond the end of the log; read again from the beginning";
        return Err(RestError::new(ErrorCode::BadRequest, message));
    }
    tracing::info!(
        tenant = principal.tenant,
        token = principal.token_name,
        after = query.after,
        "the log is taken away"
    );
    let tail = Tail::new(state.services.store.clone(), Tenant::new(&principal.tenant), query, head);
    let chunks = tail.chunks(state.keep_alive).take_until(Box::pin(state.shutdown.clone().requested()));
    let headers = [
        (header::CONTENT_TYPE, "application/x-ndjson"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, Body::from_stream(chunks)).into_response())
}
