//! The PostgreSQL engine against the suite, and what is its own. Runs where `COLLOQUY_TEST_POSTGRES` is the URL of a
//! server in which databases may be made; each test makes its own.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test that fails should fail loudly")]

use std::sync::Arc;
use std::time::Duration;

use event_store::conformance::fixture::{append, assert_gapless, conflict, fill, id, must, stream, whole};
use event_store::conformance::{Log, QUEUE};
use event_store::{
    AppendError, Error, EventStore, Expected, Position, PostgresEventStore, PostgresOptions, RecordedEvent, subscribe,
};
use tokio::task::JoinSet;
use tokio_postgres::{Client, Config, NoTls};

/// A database of its own, dropped at the end.
struct Database {
    server: String,
    name: String,
}

impl Database {
    async fn create() -> Option<Self> {
        let Ok(server) = std::env::var("COLLOQUY_TEST_POSTGRES") else {
            println!("skipped: COLLOQUY_TEST_POSTGRES is not set");
            return None;
        };
        let name = format!("event_store_{}_{}", std::process::id(), id().simple());
        execute(&server, &format!("create database {name}")).await;
        Some(Self { server, name })
    }

    fn url(&self) -> String {
        let (base, parameters) = self
            .server
            .split_once('?')
            .map_or((&*self.server, String::new()), |(base, rest)| (base, format!("?{rest}")));
        let authority = base.find("://").map_or(0, |at| at + 3);
        let end = base[authority..].find('/').map_or(base.len(), |at| authority + at);
        format!("{}/{}{parameters}", &base[..end], self.name)
    }

    async fn open(&self, queue: usize) -> PostgresEventStore {
        let options = PostgresOptions { queue, connections: 4, ..PostgresOptions::default() };
        PostgresEventStore::connect(&self.url(), options).await.unwrap()
    }

    async fn process(&self) -> Arc<dyn EventStore> {
        Arc::new(self.open(QUEUE).await)
    }

    /// Breaks every connection to the database.
    async fn cut_off(&self) {
        let cut = "select pg_terminate_backend(pid) from pg_stat_activity where datname = ";
        execute(&self.server, &format!("{cut} '{}'", self.name)).await;
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (server, drop) = (self.server.clone(), format!("drop database {} with (force)", self.name));
        let dropped = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(execute(&server, &drop));
        });
        dropped.join().unwrap();
    }
}

async fn client(url: &str) -> Client {
    let (client, connection) = url.parse::<Config>().unwrap().connect(NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn execute(url: &str, sql: &str) {
    client(url).await.batch_execute(sql).await.unwrap();
}

async fn fresh_log(queue: usize) -> Option<Log> {
    let database = Database::create().await?;
    Some(Log::new(database.open(queue).await, database))
}

event_store::conformance_tests!(fresh_log);

async fn follow(store: Arc<dyn EventStore>, until: Position) -> Vec<RecordedEvent> {
    let mut subscription = subscribe(store, 0);
    let mut seen = Vec::new();
    while (seen.len() as Position) < until {
        seen.extend(subscription.next().await.unwrap());
    }
    seen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_start_together_make_the_tables_once() {
    let Some(database) = Database::create().await else { return };
    let database = Arc::new(database);
    let mut starting = JoinSet::new();
    for _ in 0..4 {
        let database = database.clone();
        starting.spawn(async move { database.process().await.head().await.unwrap() });
    }
    assert_eq!(starting.join_all().await, [0; 4]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_processes_write_one_gapless_log_and_each_sees_all_of_it() {
    let Some(database) = Database::create().await else { return };
    let processes = [database.process().await, database.process().await, database.process().await];
    let (mut writers, mut followers) = (JoinSet::new(), JoinSet::new());
    for process in &processes {
        followers.spawn(follow(process.clone(), 3 * 4 * 50));
        for n in 0..4 {
            let process = process.clone();
            // The streams are the same in all processes: their memories of revisions are wrong all the time.
            writers.spawn(async move { fill(&*process, &stream(n), 50).await });
        }
    }
    writers.join_all().await;
    let log = whole(&*processes[0]).await;
    assert_gapless(&log, 0);
    for seen in followers.join_all().await {
        assert_eq!(seen, log);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_process_wrote_another_knows_of() {
    let Some(database) = Database::create().await else { return };
    let (here, there) = (database.process().await, database.process().await);
    let command = append(stream(1), Expected::NoStream, 1);
    must(&*here, command.clone()).await;
    fill(&*there, &stream(1), 2).await;
    assert_eq!(whole(&*here).await.len(), 3);
    assert_eq!(conflict(&*here, append(stream(1), Expected::Revision(0), 1)).await, Some(2));
    assert_eq!(conflict(&*there, append(stream(1), Expected::NoStream, 1)).await, Some(2));
    assert!(must(&*there, command.clone()).await.repeated);
    let nothing = append(stream(2), Expected::NoStream, 0);
    must(&*here, nothing.clone()).await;
    assert!(must(&*there, nothing).await.repeated);
    let reused = there.append(event_store::Append { digest: [1; 32], ..command }).await;
    assert!(matches!(reused, Err(AppendError::CommandReused)), "{reused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_whose_connections_broke_goes_on_without_a_restart() {
    let Some(database) = Database::create().await else { return };
    let store = database.process().await;
    let follower = tokio::spawn(follow(database.process().await, 60));
    for round in 0..3_u64 {
        fill(&*store, &stream(1), 10).await;
        database.cut_off().await;
        for n in 0..10 {
            let command = append(stream(2), Expected::Any, 1);
            let appended = until_available(&*store, &command).await;
            assert_eq!(appended.revision, Some(round * 10 + n));
        }
    }
    assert_gapless(&follower.await.unwrap(), 0);
    let events = whole(&*store).await;
    assert_eq!(events.len(), 60);
    assert_gapless(&events, 0);
}

/// Sends the same command until the log answers.
async fn until_available(store: &dyn EventStore, command: &event_store::Append) -> event_store::Appended {
    loop {
        match store.append(command.clone()).await {
            Ok(appended) => return appended,
            Err(AppendError::Store(Error::Unavailable { .. })) => tokio::time::sleep(Duration::from_millis(5)).await,
            Err(error) => panic!("{error:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_schema_from_the_future_is_refused() {
    let Some(database) = Database::create().await else { return };
    drop(database.process().await);
    execute(&database.url(), "insert into colloquy.log_migrations values (99, 0)").await;
    let refused = PostgresEventStore::connect(&database.url(), PostgresOptions::default()).await.unwrap_err();
    assert!(refused.to_string().contains("version 99"), "{refused}");
}

#[tokio::test]
async fn a_url_that_makes_no_sense_is_not_shown() {
    let refused = PostgresEventStore::connect("hunter2", PostgresOptions::default()).await.unwrap_err();
    assert!(!format!("{refused:?}").contains("hunter2"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_take_turns_though_the_database_isolates_more_by_default() {
    let Some(database) = Database::create().await else { return };
    let stricter = "set default_transaction_isolation = 'repeatable read'";
    execute(&database.server, &format!("alter database {} {stricter}", database.name)).await;
    let mut writers = JoinSet::new();
    for n in 0..2 {
        let process = database.process().await;
        writers.spawn(async move { fill(&*process, &stream(n), 50).await });
    }
    writers.join_all().await;
    assert_gapless(&whole(&*database.process().await).await, 0);
}
