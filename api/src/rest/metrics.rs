//! `/metrics`: what the process has measured, in Prometheus' text format.

use std::sync::Arc;
use std::time::Duration;

use ::metrics::gauge;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;
use projections::{ViewState, ViewStatus};
use proofs::Sealed;

use super::RestState;
use crate::graphql::user_error::log_fault;

/// How often histograms are summed up while nobody asks for them.
const UPKEEP: Duration = Duration::from_secs(5);

/// Renders everything; gauges of the log, its views and its ledger are brought up to date first.
pub(super) async fn metrics(State(state): State<Arc<RestState>>) -> Response {
    refresh(&state).await;
    state.metrics.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], state.metrics.render()).into_response()
}

/// Sums up what was measured, over and over. Without it histograms grow for as long as nobody asks for them.
pub async fn upkeep(metrics: PrometheusHandle) {
    loop {
        tokio::time::sleep(UPKEEP).await;
        metrics.run_upkeep();
    }
}

/// What cannot be read keeps the value it had; `/readyz` tells that it cannot be.
async fn refresh(state: &RestState) {
    match state.services.store.head().await {
        Ok(head) => {
            gauge!("colloquy_log_head_position").set(head as f64);
            refresh_ledger(state, head).await;
        }
        Err(error) => log_fault(&error),
    }
    match state.services.projections.status().await {
        Ok(views) => views.iter().for_each(show),
        Err(error) => log_fault(&error),
    }
}

async fn refresh_ledger(state: &RestState, head: u64) {
    match state.services.ledger.last().await {
        Ok(last) => {
            let sealed = last.as_ref().map_or(0, |last| last.head.size);
            gauge!("colloquy_ledger_sealed_position").set(sealed as f64);
            gauge!("colloquy_ledger_lag_events").set(head.saturating_sub(sealed) as f64);
            last.iter().for_each(|last| show_checkpoint(state, last));
        }
        Err(error) => log_fault(&error),
    }
}

fn show_checkpoint(state: &RestState, last: &Sealed) {
    let cosignatures = state.services.ledger.witnessed(&last.note).0.len();
    gauge!("colloquy_ledger_last_checkpoint_timestamp_seconds").set(last.sealed_at.timestamp() as f64);
    gauge!("colloquy_ledger_cosignatures").set(cosignatures as f64);
}

fn show(view: &ViewStatus) {
    gauge!("colloquy_view_position", "view" => view.name).set(view.position as f64);
    gauge!("colloquy_view_lag_events", "view" => view.name).set(view.lag as f64);
    let live = match view.state {
        ViewState::Live => 1.0,
        ViewState::Stopped => 0.0,
    };
    gauge!("colloquy_view_live", "view" => view.name).set(live);
}
