//! Everything that is served, as one router.

use std::sync::Arc;

use axum::{Router, middleware};
use metrics_exporter_prometheus::PrometheusHandle;

use crate::graphql::{self, Services};
use crate::rest::{self, ReactionHealth, RestState};
use crate::transport::{self, Config};

/// How many events a view may be behind while the server still calls itself ready.
pub const READY_LAG: u64 = 10_000;

/// What a server is made of.
pub struct App {
    /// What resolvers reach.
    pub services: Services,
    /// Who may sign in, how much one may ask for, and when to end.
    pub config: Config,
    /// Renders what the process has measured.
    pub metrics: PrometheusHandle,
    /// How many events a view may be behind while `/readyz` still says yes; [`READY_LAG`] suits most.
    pub ready_lag: u64,
    /// Tells how the reactions of this process do; none when it runs none.
    pub reactions: ReactionHealth,
}

impl App {
    /// A server with the usual answers where there is a choice.
    #[must_use]
    pub fn new(services: Services, config: Config, metrics: PrometheusHandle) -> Self {
        Self { services, config, metrics, ready_lag: READY_LAG, reactions: Arc::new(Vec::new) }
    }
}

/// GraphQL at `/graphql`, and beside it `/livez`, `/readyz`, `/version`, `/metrics`, `/v1/events` and `/v1/log`.
pub fn router(app: App) -> Router {
    let state = RestState {
        services: app.services.clone(),
        authenticate: app.config.authenticate.clone(),
        keep_alive: app.config.sse_keep_alive,
        shutdown: app.config.shutdown.clone(),
        metrics: app.metrics,
        ready_lag: app.ready_lag,
        reactions: app.reactions,
    };
    let routes = transport::router(graphql::schema(app.services), app.config);
    routes.merge(rest::router(state)).layer(middleware::from_fn(transport::measure))
}
