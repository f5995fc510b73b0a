//! `/readyz`: whether requests should be sent here.

mod sealing;

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use projections::{ViewState, ViewStatus};
use serde::Serialize;
use tokio::time::timeout;

use self::sealing::Ledger;
use super::RestState;

/// How long a part may take to say how it does.
const PATIENCE: Duration = Duration::from_secs(2);

/// How the parts do.
#[derive(Debug, Serialize)]
pub(super) struct Readiness {
    ready: bool,
    checks: Vec<Check>,
    /// Nothing when log or ledger cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    ledger: Option<Ledger>,
}

/// How one part does.
#[derive(Debug, Serialize)]
struct Check {
    name: String,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl Check {
    fn new(name: String, trouble: Option<String>) -> Self {
        Self { name, ok: trouble.is_none(), reason: trouble }
    }
}

/// 200 when the log can be read, views and ledger follow it closely and every reaction does well, else 503; the body names
/// each check.
pub(super) async fn readyz(State(state): State<Arc<RestState>>) -> (StatusCode, Json<Readiness>) {
    let (head, log) = match head(&state).await {
        Ok(head) => (Some(head), None),
        Err(trouble) => (None, Some(trouble)),
    };
    let (ledger, ledger_trouble) = sealing::state(&state, head).await;
    let mut checks = vec![Check::new("log".to_owned(), log)];
    checks.extend(views(&state).await);
    checks.push(Check::new("ledger".to_owned(), ledger_trouble));
    checks.extend(reactions((state.reactions)()));
    let ready = checks.iter().all(|check| check.ok);
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready, checks, ledger }))
}

async fn head(state: &RestState) -> Result<u64, String> {
    match timeout(PATIENCE, state.services.store.head()).await {
        Ok(Ok(head)) => Ok(head),
        Ok(Err(_)) => Err("the log cannot be read".to_owned()),
        Err(_) => Err("the log does not answer".to_owned()),
    }
}

async fn views(state: &RestState) -> Vec<Check> {
    let trouble = |reason: &str| vec![Check::new("views".to_owned(), Some(reason.to_owned()))];
    match timeout(PATIENCE, state.services.projections.status()).await {
        Ok(Ok(views)) => views.iter().map(|view| check(view, state.ready_lag)).collect(),
        Ok(Err(_)) => trouble("the views cannot be read"),
        Err(_) => trouble("the views do not answer"),
    }
}

fn reactions(states: Vec<(String, bool)>) -> impl Iterator<Item = Check> {
    let trouble = |well: bool| (!well).then(|| "it fails or stands still".to_owned());
    states.into_iter().map(move |(name, well)| Check::new(format!("reaction:{name}"), trouble(well)))
}

fn check(view: &ViewStatus, most: u64) -> Check {
    let trouble = match view.state {
        ViewState::Stopped => Some("it stands still before an event it cannot take".to_owned()),
        ViewState::Live if view.lag > most => Some(format!("it is {} events behind", view.lag)),
        ViewState::Live => None,
    };
    Check::new(format!("view:{}", view.name), trouble)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(state: ViewState, lag: u64) -> ViewStatus {
        ViewStatus {
            name: "transcript",
            version: 1,
            generation: 1,
            position: 5,
            lag,
            recorded_at: None,
            state,
            error: None,
        }
    }

    #[test]
    fn a_view_may_be_a_little_behind() {
        assert!(check(&view(ViewState::Live, 10), 10).ok);
        let behind = check(&view(ViewState::Live, 11), 10);
        assert_eq!((behind.ok, behind.reason.as_deref()), (false, Some("it is 11 events behind")));
    }

    #[test]
    fn a_view_that_stands_still_is_not_ready() {
        assert!(!check(&view(ViewState::Stopped, 0), 10).ok);
    }
}
