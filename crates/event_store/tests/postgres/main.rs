//! The PostgreSQL engine against the suite, and what is its own. Runs where `COLLOQUY_TEST_POSTGRES` is the URL of a
//! server in which databases may be made; each test makes its own.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test that fails should fail loudly")]

mod ahead;

use std::sync::Arc;
use std::time::Duration;

use event_store::conformance::fixture::{append, assert_gapless, conflict, fill, id, must, stream, whole};
use event_store::conformance::{Log, QUEUE};
use event_store::{
    AppendError, Error, EventStore, Expected, Position, PostgresEventStore, PostgresOptions, RecordedEvent, SendAhead,
    Tenant, subscribe,
};
use tokio::task::JoinSet;
use tokio_postgres::{Client, Config, NoTls};
use uuid::Uuid;

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
        // The harder way; the whole's tests take the usual one.
        let send_ahead = SendAhead::Always;
        let options = PostgresOptions { queue, connections: 4, send_ahead, ..PostgresOptions::default() };
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

/// The log as the first migration laid it out, with what a program of that time wrote: a command of two events, and one
/// of none.
const OLD_LOG: &str = "
    create schema colloquy;
    create table colloquy.log_migrations (version bigint primary key, applied_at bigint not null);
    insert into colloquy.log_migrations values (1, 0);";
const OLD_ROWS: &str = "
    update colloquy.head set position = 2;
    insert into colloquy.events
    select n, 'acme', 'conversation-1', n - 1, gen_random_uuid(), 'conversation.turn_said', 1, 0, 0, 'agent', 'a-1',
        null, uuid_in('00000000-0000-0000-0000-000000000001'), null, null, '{}'
    from generate_series(1, 2) as n;
    insert into colloquy.commands values
        ('acme', '00000000-0000-0000-0000-000000000001', decode(repeat('07', 32), 'hex'), 'conversation-1', 1, 2, 2),
        ('acme', '00000000-0000-0000-0000-000000000002', decode(repeat('07', 32), 'hex'), 'conversation-2', null, 2, 0);";

async fn old_log() -> Option<Database> {
    let database = Database::create().await?;
    for sql in [OLD_LOG, include_str!("../../migrations/postgres/0001_log.sql"), OLD_ROWS] {
        execute(&database.url(), sql).await;
    }
    Some(database)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_of_the_first_layout_still_knows_its_commands() {
    let Some(database) = old_log().await else { return };
    let store = database.process().await;
    for (command, events, revision) in [(1, 2, Some(1)), (2, 0, None)] {
        // Known also to a writer that hopes to be asked for something new.
        must(&*store, append(stream(3), Expected::Any, 1)).await;
        let sent = append(stream(command), Expected::NoStream, 1);
        let sent = event_store::Append { command_id: Uuid::from_u128(command as u128), ..sent };
        let appended = must(&*store, sent.clone()).await;
        assert_eq!((appended.events, appended.revision, appended.position), (events, revision, 2));
        assert!(appended.repeated);
        let found = store.find_command(&sent.tenant, sent.command_id).await.unwrap();
        assert_eq!(found, Some((sent.digest, appended)));
        let reused = store.append(event_store::Append { digest: [1; 32], ..sent }).await;
        assert!(matches!(reused, Err(AppendError::CommandReused)), "{reused:?}");
    }
    must(&*store, append(stream(1), Expected::Revision(1), 1)).await;
    let log = whole(&*store).await;
    assert_eq!(log.len(), 5);
    assert_gapless(&log, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_of_the_first_layout_cannot_write_any_more() {
    let Some(database) = old_log().await else { return };
    let old = client(&database.url()).await;
    let remember = "insert into colloquy.commands values ('acme', gen_random_uuid(), $1, 'conversation-1', 1, 2, 1)";
    let remember = old.prepare(remember).await.unwrap();
    drop(database.process().await);
    old.execute(&remember, &[&[7_u8; 32].as_slice()]).await.unwrap_err();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_is_one_command_whether_it_has_events_or_not_and_wherever_it_comes_in() {
    let Some(database) = Database::create().await else { return };
    let processes = [database.process().await, database.process().await];
    let mut rivals = JoinSet::new();
    for n in 0..100_u128 {
        for (process, events) in processes.iter().zip([0, 1]) {
            let process = process.clone();
            let sent = append(stream(n as usize), Expected::Any, events);
            let sent = event_store::Append { command_id: Uuid::from_u128(n), ..sent };
            rivals.spawn(async move { must(&*process, sent).await.repeated });
        }
    }
    let fresh = rivals.join_all().await.into_iter().filter(|repeated| !repeated).count();
    assert_eq!(fresh, 100);
    let twice = "select from colloquy.events join colloquy.commands_apart using (tenant, command_id)";
    assert!(client(&database.url()).await.query_opt(twice, &[]).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_writer_that_waited_for_the_head_sees_what_was_remembered_meanwhile() {
    let Some(database) = Database::create().await else { return };
    let store = database.process().await;
    must(&*store, append(stream(1), Expected::NoStream, 1)).await;
    let sent = append(stream(2), Expected::NoStream, 1);
    let mut other = client(&database.url()).await;
    let rival = other.transaction().await.unwrap();
    rival.execute("update colloquy.head set writer = gen_random_uuid()", &[]).await.unwrap();
    let remember = "insert into colloquy.commands_apart values ('acme', $1, $2, 'conversation-2', null, 1, 0)";
    rival.execute(remember, &[&sent.command_id, &sent.digest.as_slice()]).await.unwrap();
    let waiting = tokio::spawn({
        let store = store.clone();
        async move { must(&*store, sent).await }
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    rival.commit().await.unwrap();
    assert!(waiting.await.unwrap().repeated);
    assert_eq!(whole(&*store).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_is_no_repeat_of_another_tenants() {
    let Some(database) = Database::create().await else { return };
    let store = database.process().await;
    let nothing = append(stream(1), Expected::Any, 0);
    must(&*store, nothing.clone()).await;
    let sent = append(stream(1), Expected::NoStream, 1);
    let elsewhere = event_store::Append { tenant: Tenant::new("globex"), command_id: nothing.command_id, ..sent };
    assert!(!must(&*store, elsewhere.clone()).await.repeated);
    assert!(must(&*database.process().await, elsewhere).await.repeated);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_process_hears_of_the_last_of_many_appends_without_asking() {
    let Some(database) = Database::create().await else { return };
    let (store, options) = (database.process().await, PostgresOptions { poll: Duration::MAX, ..Default::default() });
    let listener = PostgresEventStore::connect(&database.url(), options).await.unwrap();
    let mut heard = listener.watch();
    for many in 1..=5 {
        fill(&*store, &stream(1), 100).await;
        let all = heard.wait_for(|head| *head == many * 100);
        tokio::time::timeout(Duration::from_secs(5), all).await.unwrap().unwrap();
    }
}
