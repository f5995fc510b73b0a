//! How long requests take and how many streams are open, for `/metrics`.

use axum::{extract::Request, http::StatusCode, middleware::Next, response::Response};
use metrics::{Gauge, gauge, histogram};
use tokio::time::Instant;

/// Middleware: the time until the response begins, by route and class of status. Both labels are from short lists.
pub(crate) async fn measure(request: Request, next: Next) -> Response {
    let route = route(request.uri().path());
    let begun = Instant::now();
    let response = next.run(request).await;
    let labels = [("route", route), ("status", class(response.status()))];
    histogram!("colloquy_http_request_seconds", &labels).record(begun.elapsed().as_secs_f64());
    response
}

/// The routes by name; what anybody may make up counts as one.
fn route(path: &str) -> &'static str {
    const ROUTES: [&str; 7] =
        ["/graphql", "/graphql/stream", "/livez", "/readyz", "/version", "/metrics", "/v1/events"];
    ROUTES.into_iter().find(|route| *route == path).unwrap_or("other")
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

/// An open subscription; it counts until it is dropped.
pub(crate) struct OpenSubscription(Gauge);

impl OpenSubscription {
    pub(crate) fn count() -> Self {
        let gauge = gauge!("colloquy_open_subscriptions");
        gauge.increment(1.0);
        Self(gauge)
    }
}

impl Drop for OpenSubscription {
    fn drop(&mut self) {
        self.0.decrement(1.0);
    }
}
