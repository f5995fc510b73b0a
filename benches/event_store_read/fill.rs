//! A log to read.

use std::sync::Arc;

use benches::events::Author;
use event_store::EventStore;
use tokio::task::JoinSet;

const AUTHORS: u64 = 50;
/// A conversation's worth.
const APPEND: u64 = 20;

/// Appends about `events` events to an empty log.
pub(crate) async fn fill(store: Arc<dyn EventStore>, events: u64) {
    let appends = events / AUTHORS / APPEND;
    let write_one = || {
        let store = Arc::clone(&store);
        async move {
            let mut author = Author::new();
            for _ in 0..appends {
                store.append(author.append_many(APPEND)).await.expect("nobody else writes these streams");
            }
        }
    };
    let authors: JoinSet<()> = (0..AUTHORS).map(|_| write_one()).collect();
    authors.join_all().await;
}
