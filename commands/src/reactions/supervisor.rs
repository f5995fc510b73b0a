//! Starts again what panics: a fault in one place must not end for good, and unseen, what a node does by itself.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use chrono::TimeDelta;
use futures_util::FutureExt as _;
use tokio::sync::watch;

use crate::Executor;

const FIRST_BACKOFF: TimeDelta = TimeDelta::seconds(1);
const LAST_BACKOFF: TimeDelta = TimeDelta::minutes(1);

/// Runs what `start` makes until it ends by itself or `stop` is set, and makes it anew when it panics, later each time.
/// `panicked` is told of each panic.
pub(super) async fn supervise<F: Future<Output = ()>>(
    name: &'static str,
    executor: Executor,
    mut stop: watch::Receiver<bool>,
    start: impl Fn() -> F,
    panicked: impl Fn(&str),
) {
    let mut backoff = FIRST_BACKOFF;
    // What a panic may have left halfway is thrown away with the future; the log and the memory change whole.
    while let Err(payload) = AssertUnwindSafe(start()).catch_unwind().await {
        let message = message(&*payload);
        tracing::error!(task = name, error = message, "a task panicked and is started again later");
        metrics::counter!("reaction_panics_total", "reaction" => name).increment(1);
        panicked(message);
        let clock = executor.clock();
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => return,
            () = clock.sleep_until(clock.now() + backoff) => {}
        }
        backoff = (backoff * 2).min(LAST_BACKOFF);
    }
}

fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("it panicked")
}
