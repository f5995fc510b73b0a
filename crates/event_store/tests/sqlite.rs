//! The SQLite engine against the suite, and what is its own.

#![expect(clippy::unwrap_used, reason = "a test that fails should fail loudly")]

use std::path::Path;
use std::time::Duration;

use event_store::conformance::Log;
use event_store::conformance::fixture::{append, assert_gapless, fill, must, stream, whole};
use event_store::{
    Error, EventStore, Expected, ReactionStore as _, SqliteEventStore, SqliteMode, SqliteOptions, subscribe,
};
use tempfile::TempDir;
use uuid::Uuid;

async fn fresh_log(queue: usize) -> Option<Log> {
    let dir = TempDir::new().unwrap();
    let options = SqliteOptions { queue, ..SqliteOptions::default() };
    let store = SqliteEventStore::open(dir.path(), options).unwrap();
    Some(Log::new(store, dir))
}

event_store::conformance_tests!(fresh_log);

fn own(dir: &Path) -> Result<SqliteEventStore, Error> {
    SqliteEventStore::open(dir, SqliteOptions::default())
}

fn share(dir: &Path) -> Result<SqliteEventStore, Error> {
    SqliteEventStore::open(dir, SqliteOptions { mode: SqliteMode::Shared, ..SqliteOptions::default() })
}

#[tokio::test]
async fn a_closed_log_opens_again_where_it_was() {
    let dir = TempDir::new().unwrap();
    for round in 0..3 {
        let store = own(dir.path()).unwrap();
        assert_eq!(store.head().await.unwrap(), round * 5);
        assert_eq!(*store.watch().borrow(), round * 5);
        fill(&store, &stream(1), 5).await;
    }
    let events = whole(&own(dir.path()).unwrap()).await;
    assert_eq!(events.len(), 15);
    assert_gapless(&events, 0);
}

#[tokio::test]
async fn leases_end_with_the_process_that_owned_the_log() {
    let dir = TempDir::new().unwrap();
    let (now, ttl) = (chrono::DateTime::UNIX_EPOCH, Duration::from_secs(30));
    let (killed, next) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let store = own(dir.path()).unwrap();
    let before = store.acquire("surveys", killed, ttl, now).await.unwrap().unwrap();
    // As a killed process leaves it: nothing was released.
    drop(store);
    let store = own(dir.path()).unwrap();
    let after = store.acquire("surveys", next, ttl, now).await.unwrap().unwrap();
    assert!(after.fence > before.fence);
    assert!(!store.commit(&before, 1, &[], &[]).await.unwrap());
    let other = share(dir.path()).unwrap();
    drop(other);
    assert_eq!(store.acquire("surveys", killed, ttl, now).await.unwrap(), None, "a reader ends no lease");
}

#[tokio::test]
async fn a_log_whose_leases_cannot_be_ended_is_opened_all_the_same() {
    let dir = TempDir::new().unwrap();
    let (now, ttl) = (chrono::DateTime::UNIX_EPOCH, Duration::from_secs(30));
    let store = own(dir.path()).unwrap();
    store.acquire("surveys", Uuid::from_u128(1), ttl, now).await.unwrap().unwrap();
    drop(store);
    let refuse = "create trigger full before update on leases begin select raise(abort, 'disk full'); end";
    rusqlite::Connection::open(dir.path().join("log.db")).unwrap().execute_batch(refuse).unwrap();
    assert_eq!(own(dir.path()).unwrap().head().await.unwrap(), 0);
}

#[tokio::test]
async fn a_second_owner_is_refused() {
    let dir = TempDir::new().unwrap();
    let first = own(dir.path()).unwrap();
    let refused = own(&dir.path().join("log.db")).unwrap_err();
    assert!(refused.is_in_use() && refused.to_string().contains("in use by another running process"), "{refused}");
    drop(first);
    own(dir.path()).unwrap();
}

#[tokio::test]
async fn a_shared_log_follows_its_owner_and_refuses_to_write() {
    let dir = TempDir::new().unwrap();
    let owner = own(dir.path()).unwrap();
    fill(&owner, &stream(1), 2).await;
    let shared = std::sync::Arc::new(share(dir.path()).unwrap());
    let mut subscription = subscribe(shared.clone(), 0);
    assert_eq!(subscription.next().await.unwrap().len(), 2);
    fill(&owner, &stream(1), 1).await;
    assert_eq!(subscription.next().await.unwrap()[0].position, 3);
    assert_eq!(shared.head().await.unwrap(), 3);
    let refused = shared.append(append(stream(1), Expected::Any, 1)).await.unwrap_err();
    assert!(refused.to_string().contains("reading only"), "{refused}");
}

#[tokio::test]
async fn sharing_a_log_that_is_not_there_makes_nothing() {
    let dir = TempDir::new().unwrap();
    assert!(matches!(share(dir.path()), Err(Error::Unavailable { .. })));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_schema_from_the_future_is_refused() {
    let dir = TempDir::new().unwrap();
    drop(own(dir.path()).unwrap());
    let connection = rusqlite::Connection::open(dir.path().join("log.db")).unwrap();
    connection.execute("insert into log_migrations values (99, 0)", []).unwrap();
    let refused = own(dir.path()).unwrap_err();
    assert!(refused.to_string().contains("version 99"), "{refused}");
    assert!(share(dir.path()).is_err());
}

#[tokio::test]
async fn a_file_that_is_no_log_is_corrupt() {
    let dir = TempDir::new().unwrap();
    std::fs::write(dir.path().join("log.db"), [b'x'; 8_192]).unwrap();
    assert!(matches!(own(dir.path()), Err(Error::Corrupt(_))));
}

#[tokio::test]
async fn a_group_that_cannot_be_written_fails_and_the_log_goes_on() {
    let dir = TempDir::new().unwrap();
    let store = own(dir.path()).unwrap();
    fill(&store, &stream(1), 3).await;
    // A trigger of another connection stands for a disk that refuses, and can be taken away again.
    let sabotage = rusqlite::Connection::open(dir.path().join("log.db")).unwrap();
    let refuse = "create trigger full before insert on commands begin select raise(rollback, 'disk full'); end";
    sabotage.execute_batch(refuse).unwrap();
    let command = append(stream(1), Expected::Revision(2), 2);
    let refused = store.append(command.clone()).await.unwrap_err();
    assert!(matches!(refused, event_store::AppendError::Store(Error::Unavailable { .. })), "{refused:?}");
    assert_eq!(store.head().await.unwrap(), 3);
    sabotage.execute_batch("drop trigger full").unwrap();
    let appended = must(&store, command).await;
    assert_eq!((appended.revision, appended.position, appended.repeated), (Some(4), 5, false));
    assert_gapless(&whole(&store).await, 0);
}

#[tokio::test]
async fn the_log_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let parent = tempfile::tempdir().unwrap();
    let dir = parent.path().join("data");
    let store = own(&dir).unwrap();
    must(&store, append(stream(1), Expected::NoStream, 1)).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir), 0o700);
    for file in std::fs::read_dir(&dir).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}
