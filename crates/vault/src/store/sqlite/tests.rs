//! The SQLite key store: the contract, and what an erasure leaves in the files.

use std::{collections::HashSet, fs, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use chrono::DateTime;
use tokio::task::JoinSet;

use super::{SqliteKeyStore, write, writer::After};
use crate::{BlindIndex, Error, KeyRecord, KeyStore, Subject, SubjectKey, WrappedKey, conformance, random};

#[tokio::test(flavor = "multi_thread")]
async fn the_store_keeps_the_contract() {
    let directory = tempfile::tempdir().unwrap();
    conformance::check(Arc::new(SqliteKeyStore::open(directory.path()).unwrap())).await;
}

fn key() -> WrappedKey {
    let mut wrapped = vec![0; 60];
    random::fill(&mut wrapped);
    WrappedKey { key_id: random::id(), subject: Subject { tenant: "t".into(), id: random::id() }, wrapped }
}

/// Every sequence of 16 bytes in the files of the store, so that thousands of needles cost one look each.
fn bytes_on_disk(directory: &Path) -> HashSet<[u8; 16]> {
    let files = fs::read_dir(directory).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.flat_map(|file| file.windows(16).map(|window| window.try_into().unwrap()).collect::<Vec<_>>()).collect()
}

fn is_on_disk(directory: &HashSet<[u8; 16]>, wrapped: &[u8]) -> bool {
    wrapped.windows(16).any(|window| directory.contains(window))
}

async fn create_all(store: &Arc<SqliteKeyStore>, keys: &[WrappedKey]) {
    let mut creating = JoinSet::new();
    for key in keys.iter().cloned() {
        let store = Arc::clone(store);
        creating.spawn(async move { store.create(key).await.unwrap() });
    }
    creating.join_all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn destroyed_keys_are_gone_from_the_files_and_all_others_are_there() {
    let directory = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteKeyStore::open(directory.path()).unwrap());
    let keys: Vec<_> = (0..4_000).map(|_| key()).collect();
    create_all(&store, &keys).await;
    // Neighbours, strays and a whole stretch, so that pages are thinned, emptied and merged.
    let is_erased = |index: usize| index.is_multiple_of(3) || index % 7 == 1 || (1_000..2_000).contains(&index);
    let mut erasing = JoinSet::new();
    for (index, key) in keys.iter().enumerate().filter(|(index, _)| is_erased(*index)) {
        let (store, subject) = (Arc::clone(&store), key.subject.clone());
        let at = DateTime::from_timestamp(i64::try_from(index).unwrap(), 0).unwrap();
        erasing.spawn(async move { store.erase(&subject, at).await.unwrap() });
    }
    erasing.join_all().await;
    let disk = bytes_on_disk(directory.path());
    for (index, key) in keys.iter().enumerate() {
        assert_eq!(is_on_disk(&disk, &key.wrapped), !is_erased(index), "key {index}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_interrupted_after_its_commit_is_finished_when_the_store_opens() {
    let directory = tempfile::tempdir().unwrap();
    let copy = tempfile::tempdir().unwrap();
    let store = SqliteKeyStore::open(directory.path()).unwrap();
    let key = store.create(key()).await.unwrap();
    // What a crash would leave: the key still in the write-ahead log, its deletion committed behind it.
    let subject = key.subject.clone();
    let at = DateTime::from_timestamp(0, 0).unwrap();
    store.writer.run(After::Commit, move |t| write::erase(t, &subject, at)).await.unwrap();
    for file in ["keys.db", "keys.db-wal"] {
        fs::copy(directory.path().join(file), copy.path().join(file)).unwrap();
    }
    assert!(is_on_disk(&bytes_on_disk(copy.path()), &key.wrapped), "the test must leave something to finish");
    let reopened = SqliteKeyStore::open(copy.path()).unwrap();
    assert!(!is_on_disk(&bytes_on_disk(copy.path()), &key.wrapped));
    assert_eq!(reopened.keys(&[key.key_id]).await.unwrap(), [KeyRecord::Destroyed { key_id: key.key_id }]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_erasure_cleans_what_the_first_could_not() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteKeyStore::open(directory.path()).unwrap();
    let key = store.create(key()).await.unwrap();
    let (subject, at) = (key.subject.clone(), DateTime::from_timestamp(0, 0).unwrap());
    store.writer.run(After::Commit, move |t| write::erase(t, &subject, at)).await.unwrap();
    assert!(is_on_disk(&bytes_on_disk(directory.path()), &key.wrapped));
    store.erase(&key.subject, at).await.unwrap();
    assert!(!is_on_disk(&bytes_on_disk(directory.path()), &key.wrapped));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_claims_of_the_erased_are_gone_from_the_files() {
    let directory = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteKeyStore::open(directory.path()).unwrap());
    let mut claims = Vec::new();
    let mut claiming = JoinSet::new();
    for _ in 0..4_000 {
        let (store, subject, mut blind) = (Arc::clone(&store), key().subject, [0; 32]);
        random::fill(&mut blind);
        claims.push((subject.clone(), blind));
        claiming.spawn(async move { store.claim(&BlindIndex::from_bytes(blind), &subject).await.unwrap() });
    }
    claiming.join_all().await;
    let (gone, kept) = claims.split_at(1_500);
    let mut erasing = JoinSet::new();
    for (subject, _) in gone {
        let (store, subject) = (Arc::clone(&store), subject.clone());
        erasing.spawn(async move { store.erase(&subject, DateTime::from_timestamp(0, 0).unwrap()).await.unwrap() });
    }
    erasing.join_all().await;
    let disk = bytes_on_disk(directory.path());
    let left = gone.iter().filter(|(_, blind)| is_on_disk(&disk, blind)).count();
    assert_eq!(left, 0);
    assert!(kept.iter().all(|(_, blind)| is_on_disk(&disk, blind)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reopened_store_has_what_was_reported_as_kept() {
    let directory = tempfile::tempdir().unwrap();
    let key = SqliteKeyStore::open(directory.path()).unwrap().create(key()).await.unwrap();
    let reopened = SqliteKeyStore::open(directory.path()).unwrap();
    assert_eq!(reopened.keys(&[key.key_id]).await.unwrap(), [KeyRecord::Held(key)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_new_keys_and_keeps_the_old() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteKeyStore::open(directory.path()).unwrap();
    let kept = store.create(key()).await.unwrap();
    // The file may not grow beyond a few pages: to the engine that is a full disk.
    limit_pages(&store, 16).await;
    let mut refused = None;
    for _ in 0..1_000 {
        if let Err(error) = store.create(key()).await {
            refused = Some(error);
            break;
        }
    }
    assert!(matches!(refused, Some(Error::Unavailable { .. })));
    assert_eq!(store.key_of(&kept.subject).await.unwrap(), SubjectKey::Held(kept));
    limit_pages(&store, 1_000_000).await;
    store.create(key()).await.unwrap();
}

async fn limit_pages(store: &SqliteKeyStore, pages: u32) {
    let limit = format!("pragma max_page_count = {pages}");
    store.writer.run(After::Commit, move |t| t.query_row(&limit, [], |_| Ok(()))).await.unwrap();
}

#[tokio::test]
async fn the_file_is_made_for_its_owner_alone() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteKeyStore::open(directory.path()).unwrap();
    store.create(key()).await.unwrap();
    for name in ["keys.db", "keys.db-wal"] {
        let mode = fs::metadata(directory.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}
