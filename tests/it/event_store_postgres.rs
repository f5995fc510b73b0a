//! The event log on a real PostgreSQL: the suite that every engine passes, and a server that dies under it.

use std::sync::Arc;

use event_store::conformance::Log;
use event_store::conformance::fixture::{append, assert_gapless, must, stream, whole};
use event_store::{
    Append, AppendError, Appended, Error, EventStore, Expected, PostgresEventStore, PostgresOptions, SendAhead,
};
use tests::postgres::Cluster;
use tokio::task::JoinSet;

async fn fresh_log(queue: usize) -> Option<Log> {
    let options = PostgresOptions { queue, connections: 4, ..PostgresOptions::default() };
    let store = PostgresEventStore::connect(&Cluster::shared().database(), options).await.unwrap();
    Some(Log::new(store, ()))
}

event_store::conformance_tests!(fresh_log);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_the_death_of_the_server() {
    let mut cluster = Cluster::private();
    let url = cluster.database();
    let store = open(&url).await;
    let mut writers = JoinSet::new();
    for number in 0..8 {
        writers.spawn(append_until_away(Arc::clone(&store), number));
    }
    store.watch().wait_for(|head| *head >= 100).await.unwrap();

    tokio::task::block_in_place(|| cluster.kill_hard());
    let outcomes = writers.join_all().await;
    drop(store);
    tokio::task::block_in_place(|| cluster.restart());

    let store = open(&url).await;
    for (acknowledged, unknown) in outcomes {
        for (command, first) in acknowledged {
            assert_eq!(must(&*store, command).await, Appended { repeated: true, ..first });
        }
        // Its outcome was not told; sent again it stands in the log once, whether or not it did before.
        must(&*store, unknown).await;
    }
    let log = whole(&*store).await;
    assert_gapless(&log, 0);
    let mut commands: Vec<_> = log.iter().map(|event| event.command_id).collect();
    commands.sort_unstable();
    commands.dedup();
    assert_eq!(commands.len(), log.len(), "each command appended one event, once");
}

async fn open(url: &str) -> Arc<dyn EventStore> {
    let options = PostgresOptions { send_ahead: SendAhead::Always, ..PostgresOptions::default() };
    Arc::new(PostgresEventStore::connect(url, options).await.unwrap())
}

/// Appends one event after the other; returns what was acknowledged, and the append whose outcome is unknown.
async fn append_until_away(store: Arc<dyn EventStore>, number: usize) -> (Vec<(Append, Appended)>, Append) {
    let mut acknowledged = Vec::new();
    loop {
        let command = append(stream(number), Expected::Any, 1);
        match store.append(command.clone()).await {
            Ok(appended) => acknowledged.push((command, appended)),
            Err(AppendError::Store(Error::Unavailable { .. })) => return (acknowledged, command),
            Err(error) => panic!("{error:?}"),
        }
    }
}
