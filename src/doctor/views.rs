//! Whether the views follow the log.

use api::server::READY_LAG;
use projections::{Projections, ViewState, ViewStatus};

use super::Finding;
use super::finding::chain;
use crate::node::{LogUse, Part, open_log, open_read_model};
use crate::settings::Settings;

const CHECK: &str = "views";

pub(super) async fn checks(settings: &Settings) -> Vec<Finding> {
    match look(settings).await {
        Ok(Some((views, head))) => judge(&views, head),
        Ok(None) => vec![Finding::warn(CHECK, "there are no views yet", "nothing: the first start makes them")],
        Err(error) => vec![Finding::fail(CHECK, chain(error), "see whether disk or database can be read")],
    }
}

async fn look(settings: &Settings) -> anyhow::Result<Option<(Vec<ViewStatus>, u64)>> {
    if !Part::Log.is_there(settings).await? || !Part::Views.is_there(settings).await? {
        return Ok(None);
    }
    let log = open_log(settings, LogUse::Read).await?.events;
    let views = Projections::new(open_read_model(settings).await?, log.clone()).status().await?;
    // Read last: a view may have come on since, but never beyond what the log had then.
    let head = log.head().await?;
    Ok(Some((views, head)))
}

fn judge(views: &[ViewStatus], head: u64) -> Vec<Finding> {
    let mut findings: Vec<_> = views.iter().filter_map(|view| trouble(view, head)).collect();
    if findings.is_empty() {
        let furthest = views.iter().map(|view| view.lag).max().unwrap_or_default();
        let seen = format!("{} views follow the log; none is more than {furthest} events behind", views.len());
        findings.push(Finding::ok(CHECK, seen));
    }
    findings
}

fn trouble(view: &ViewStatus, head: u64) -> Option<Finding> {
    let ViewStatus { name, position, lag, .. } = view;
    if view.state == ViewState::Stopped {
        let reason = view.error.as_ref().map(|error| format!(" at {}: {}", error.position, error.reason));
        let seen = format!("{name} stands still before the event{}", reason.unwrap_or_default());
        let advice = format!("run a version that can take this event, then `colloquy rebuild {name}`");
        return Some(Finding::fail(CHECK, seen, advice));
    }
    if *position > head {
        let seen = format!("{name} is at {position}, ahead of the log at {head}: the log was restored from a backup");
        let advice = format!("start the server, which builds it anew; while one runs, `colloquy rebuild {name}`");
        return Some(Finding::fail(CHECK, seen, advice));
    }
    (*lag > READY_LAG).then(|| {
        let advice = "start the server, which catches up; if one runs and the number does not fall, restart it";
        Finding::warn(CHECK, format!("{name} is {lag} events behind the log"), advice)
    })
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    const HEAD: u64 = 50_000;

    fn check(state: ViewState, position: u64, expected: State, says: &str) {
        let lag = HEAD.saturating_sub(position);
        let (name, recorded_at, error) = ("transcript", None, None);
        let view = ViewStatus { name, version: 1, generation: 1, position, lag, recorded_at, state, error };
        let finding = judge(&[view], HEAD).remove(0);
        assert_eq!(finding.state, expected);
        assert!(finding.to_string().contains(says), "{finding}");
    }

    #[test]
    fn a_view_follows_the_log_is_behind_ahead_or_stands_still() {
        check(ViewState::Live, HEAD - 3, State::Ok, "more than 3 events behind");
        check(ViewState::Live, HEAD - READY_LAG - 1, State::Warn, "start the server");
        check(ViewState::Live, HEAD + 1, State::Fail, "ahead of the log");
        check(ViewState::Stopped, HEAD, State::Fail, "colloquy rebuild transcript");
    }
}
