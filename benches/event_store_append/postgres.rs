//! PostgreSQL: the store against plain INSERTs.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use benches::events::{Author, Authors};
use benches::plain::{postgres as plain, postgres_columns as columns};
use benches::{Contest, Done, Options, Ratio, report, runtime};
use event_store::{EventStore, PostgresEventStore, PostgresOptions, SendAhead};
use tests::postgres::Cluster;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio_postgres::{Client, Statement};

use crate::writers;

/// How many rows one INSERT of the upper reference has.
const BATCH: usize = 1_000;
const WRITERS: [usize; 5] = [1, 16, 64, 256, 1_024];

pub(crate) fn run(options: Options) {
    let cluster = Cluster::private();
    let runtime = runtime();
    let turn = options.turn();
    let mut contest = Contest::new();
    for connections in [1, 64] {
        add_plain(&mut contest, &runtime, &cluster.database(), connections, turn);
    }
    add_batches(&mut contest, &runtime, &cluster.database(), "one INSERT of 1000, events", Rows::Events, turn);
    add_batches(&mut contest, &runtime, &cluster.database(), "one INSERT of 1000, all columns", Rows::All, turn);
    for writers in WRITERS {
        let ahead = SendAhead::default();
        add_store(&mut contest, &runtime, &cluster.database(), writers, ahead, turn);
    }
    for writers in [64, 1024] {
        add_store(&mut contest, &runtime, &cluster.database(), writers, SendAhead::Never, turn);
    }
    let results = contest.run(options.rounds());
    report::heading("appending single events, PostgreSQL");
    results.print("event");
    results.print_ratios(&[
        Ratio::at_least(1.0, "store, 1 writer", "INSERT and COMMIT, 1 connection"),
        Ratio::at_least(3.0, "store, 64 writers", "INSERT and COMMIT, 64 connections"),
        Ratio::at_least(0.75, "store, 1024 writers", "one INSERT of 1000, events"),
        Ratio::between("store, 1024 writers", "one INSERT of 1000, all columns"),
        Ratio::between("store, 64 writers", "store, 64 writers, one group at a time"),
        Ratio::between("store, 1024 writers", "store, 1024 writers, one group at a time"),
    ]);
}

fn add_store(
    contest: &mut Contest<'_>,
    runtime: &Runtime,
    url: &str,
    writers: usize,
    send_ahead: SendAhead,
    turn: Duration,
) {
    let handle = runtime.handle().clone();
    let options = PostgresOptions { send_ahead, ..PostgresOptions::default() };
    let store = handle.block_on(PostgresEventStore::connect(url, options));
    let store: Arc<dyn EventStore> = Arc::new(store.expect("the database is there"));
    let manner = if send_ahead == SendAhead::Never { ", one group at a time" } else { "" };
    contest.add(format!("store, {}{manner}", report::count(writers, "writer")), move || {
        handle.block_on(writers::append(&store, writers, turn))
    });
}

/// One event a statement, one statement a commit, and every connection on its own.
fn add_plain(contest: &mut Contest<'_>, runtime: &Runtime, url: &str, connections: usize, turn: Duration) {
    let handle = runtime.handle().clone();
    let clients = handle.block_on(plain_clients(url, connections));
    let position = Arc::new(AtomicU64::new(0));
    contest.add(format!("INSERT and COMMIT, {}", report::count(connections, "connection")), move || {
        let until = Instant::now() + turn;
        handle.block_on(async {
            let tasks = clients.iter().map(|client| insert_singly(Arc::clone(client), Arc::clone(&position), until));
            tasks.collect::<JoinSet<Done>>().join_all().await.into_iter().collect()
        })
    });
}

async fn plain_clients(url: &str, connections: usize) -> Vec<Arc<(Client, Statement)>> {
    let mut clients = vec![plain::prepare(url).await];
    while clients.len() < connections {
        clients.push(plain::connect(url).await);
    }
    let mut prepared = Vec::new();
    for client in clients {
        let insert = client.prepare(plain::INSERT).await.expect("the statement is valid");
        prepared.push(Arc::new((client, insert)));
    }
    prepared
}

async fn insert_singly(connection: Arc<(Client, Statement)>, position: Arc<AtomicU64>, until: Instant) -> Done {
    let (client, insert) = &*connection;
    let mut author = Author::new();
    let mut done = Done::default();
    while let Some(asked) = writers::before(until) {
        let row = author.row(position.fetch_add(1, Ordering::Relaxed) + 1);
        plain::insert(client, insert, &row).await.expect("the row is new");
        done.units += 1;
        done.latencies.push(asked.elapsed());
    }
    done
}

/// Which rows the upper reference writes.
#[derive(Clone, Copy)]
enum Rows {
    Events,
    /// With what is remembered of the command, as the store writes them.
    All,
}

fn add_batches(contest: &mut Contest<'_>, runtime: &Runtime, url: &str, name: &str, rows: Rows, turn: Duration) {
    let handle = runtime.handle().clone();
    let (client, insert) = handle.block_on(async {
        let client = plain::prepare(url).await;
        let insert = client.prepare(match rows {
            Rows::Events => columns::INSERT_EVENTS,
            Rows::All => columns::INSERT_ALL,
        });
        let insert = insert.await.expect("the statement is valid");
        (client, insert)
    });
    let mut authors = Authors::new(BATCH);
    contest.add(name, move || {
        let until = Instant::now() + turn;
        let mut done = Done::default();
        while let Some(asked) = writers::before(until) {
            let batch = authors.group();
            let inserted = handle.block_on(async {
                match rows {
                    Rows::Events => columns::insert_events(&client, &insert, &batch).await,
                    Rows::All => columns::insert_all(&client, &insert, &batch).await,
                }
            });
            inserted.expect("the rows are new");
            done.units += BATCH as u64;
            done.latencies.push(asked.elapsed());
        }
        done
    });
}
