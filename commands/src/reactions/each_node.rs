//! What every node does for itself when it hears of an event, whoever appended it.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::StreamId;
use event_store::{RecordedEvent, subscribe};
use tokio::sync::watch;
use vault::Subject;

use crate::error::chain;
use crate::{Error, Executor};

/// How long to wait when the log cannot be read.
const BACKOFF: TimeDelta = TimeDelta::seconds(1);

/// Keeps a node from leaning on what others have changed: forgets states that lack an event, and the keys of Customers
/// who were erased. Runs until `stop` is set or its sender is gone.
pub async fn follow(executor: Executor, mut stop: watch::Receiver<bool>) {
    tokio::select! {
        biased;
        _ = stop.wait_for(|stop| *stop) => {}
        () = heed_all(&executor) => {}
    }
}

/// From now on: a node that has just started has nothing in memory to forget.
async fn heed_all(executor: &Executor) {
    let head = *executor.store().watch().borrow();
    let mut log = subscribe(Arc::clone(executor.store()), head);
    loop {
        match log.next().await {
            Ok(events) => events.iter().for_each(|recorded| heed(executor, recorded)),
            Err(error) => {
                tracing::warn!(error = chain(&Error::Store(error)), "a node cannot follow the log");
                let clock = executor.clock();
                clock.sleep_until(clock.now() + BACKOFF).await;
            }
        }
    }
}

fn heed(executor: &Executor, recorded: &RecordedEvent) {
    executor.notice(recorded);
    if &*recorded.event_type != "customer.erased" {
        return;
    }
    // The reaction that destroys the keys may come later than this.
    if let Ok(StreamId::Customer(customer)) = recorded.stream.as_str().parse() {
        executor.vault().bury(&Subject { tenant: recorded.tenant.0.clone(), id: customer.0 });
    }
}
