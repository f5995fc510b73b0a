//! What operators see of commands: a span, a duration, conflicts. Never anything personal.

use std::time::Instant;

use tracing::{Instrument as _, Span};

use super::{Outcome, Request};
use crate::{Command, Error};

/// Runs a command and notes what came of it.
pub(super) async fn around<C: Command>(
    request: &Request<C>,
    run: impl Future<Output = Result<Outcome, Error>>,
) -> Result<Outcome, Error> {
    let (span, started) = (span(request), Instant::now());
    let result = run.instrument(span.clone()).await;
    finished(C::NAME, &span, started, &result);
    result
}

/// The span around one command.
pub(super) fn span<C: Command>(request: &Request<C>) -> Span {
    tracing::info_span!(
        "command",
        command = C::NAME,
        stream = %request.command.stream(),
        command_id = %request.command_id,
        tenant = %request.caller.tenant,
    )
}

/// Notes what came of a command that began at `started`.
pub(super) fn finished(name: &'static str, span: &Span, started: Instant, result: &Result<Outcome, Error>) {
    let outcome = label(result);
    let (revision, events) = result.as_ref().map_or((None, None), |done| (done.revision, Some(done.events)));
    // Of a span that is not entered the log tells nothing.
    span.in_scope(|| tracing::debug!(outcome, revision, events, "a command ended"));
    let seconds = started.elapsed().as_secs_f64();
    metrics::histogram!("command_duration_seconds", "command" => name, "outcome" => outcome).record(seconds);
}

/// Another process had appended to the stream first.
pub(super) fn conflict(name: &'static str) {
    metrics::counter!("command_conflicts_total", "command" => name).increment(1);
}

/// A command is decided again, on a newer state.
pub(super) fn retry(name: &'static str) {
    metrics::counter!("command_retries_total", "command" => name).increment(1);
}

fn label(result: &Result<Outcome, Error>) -> &'static str {
    match result {
        Ok(Outcome { repeated: true, .. }) => "repeated",
        Ok(Outcome { events: 0, .. }) => "unchanged",
        Ok(_) => "done",
        Err(Error::Refused(_)) => "refused",
        Err(Error::Conflict { .. }) => "conflict",
        Err(Error::CommandReused) => "reused",
        Err(Error::Erased) => "erased",
        Err(Error::Store(_) | Error::Vault(_) | Error::Undecodable(_) | Error::Encode(_)) => "failed",
    }
}
