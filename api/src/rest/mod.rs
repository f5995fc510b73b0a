//! What stands beside GraphQL: how the process does, what it measured, the log to take away, and the ledger that proves it.
//!
//! `/readyz`, `/version` and `/metrics` hold no data and need no token. `/v1/events` needs one that may read the log; `log`
//! says which of its parts need one.

mod error;
mod events;
mod log;
mod metrics;
mod ready;
mod sign_in;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router, middleware};
use metrics_exporter_prometheus::PrometheusHandle;
use serde_json::{Value, json};

use crate::auth::Authenticate;
use crate::graphql::Services;
use crate::transport::{Shutdown, assign_beside};

pub use self::events::line;
pub use self::metrics::upkeep;

/// Tells of every reaction its name and whether it does well.
pub type ReactionHealth = Arc<dyn Fn() -> Vec<(String, bool)> + Send + Sync>;

/// What these routes need.
#[derive(Clone)]
pub struct RestState {
    /// The log and its views.
    pub services: Services,
    /// Who the callers are.
    pub authenticate: Arc<dyn Authenticate>,
    /// How often a reader that waits for events gets an empty line.
    pub keep_alive: Duration,
    /// When open streams must end.
    pub shutdown: Shutdown,
    /// Renders what the process has measured.
    pub metrics: PrometheusHandle,
    /// How many events a view may be behind while the process is ready.
    pub ready_lag: u64,
    /// Tells how the reactions do.
    pub reactions: ReactionHealth,
}

/// `/readyz`, `/version`, `/metrics`, `/v1/events` and `/v1/log`.
pub fn router(state: RestState) -> Router {
    Router::new()
        .route("/readyz", get(ready::readyz))
        .route("/version", get(version))
        .route("/metrics", get(metrics::metrics))
        .route("/v1/events", get(events::events))
        .merge(log::routes())
        .layer(middleware::from_fn(assign_beside))
        .with_state(Arc::new(state))
}

async fn version(State(state): State<Arc<RestState>>) -> Json<Value> {
    Json(json!({ "name": "colloquy", "version": state.services.version }))
}
