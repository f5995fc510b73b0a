//! Concurrent writers, each waiting for its answer before it writes again.

use std::sync::Arc;
use std::time::{Duration, Instant};

use benches::Done;
use benches::events::Author;
use event_store::EventStore;
use tokio::task::JoinSet;

/// Lets `writers` append single events to `store` for `turn`.
pub(crate) async fn append(store: &Arc<dyn EventStore>, writers: usize, turn: Duration) -> Done {
    let write_one = |until| {
        let store = Arc::clone(store);
        async move {
            let mut author = Author::new();
            let mut done = Done::default();
            while let Some(asked) = before(until) {
                store.append(author.append()).await.expect("nobody else writes these streams");
                done.units += 1;
                done.latencies.push(asked.elapsed());
            }
            done
        }
    };
    let until = Instant::now() + turn;
    let tasks: JoinSet<Done> = (0..writers).map(|_| write_one(until)).collect();
    tasks.join_all().await.into_iter().collect()
}

/// The time, as long as it is before `until`.
pub(crate) fn before(until: Instant) -> Option<Instant> {
    let now = Instant::now();
    (now < until).then_some(now)
}
