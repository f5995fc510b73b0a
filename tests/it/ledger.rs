//! The ledger of a real server: every event is sealed once, in one history.

mod attacks;
mod python;
mod stores;
mod witnesses;

use std::collections::HashMap;
use std::time::Duration;

use event_store::{
    EventStore, PostgresEventStore, PostgresOptions, RecordedEvent, SqliteEventStore, SqliteMode, SqliteOptions,
};
use ledger::{Checkpoint, Hash, Head, Signer as _, Vkey};
use proofs::sealer::KeyFile;
use proofs::store::{PostgresLedgerStore, SqliteLedgerStore};
use proofs::{EVENTS, LedgerStore, entry, prove};
use serde_json::{Value, json};
use tests::home::Home;
use tokio::time::{sleep, timeout};

/// Waits until everything in the log is sealed.
pub(crate) async fn settled(home: &Home) {
    let settled = async {
        while !is_sealed(home) {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(60), settled).await.expect("the sealer catches up");
}

fn is_sealed(home: &Home) -> bool {
    let status: Value = home.prints(&["status", "--json"]).parse().unwrap();
    status["ledger"]["lag"] == 0
}

/// The log of a home, to be read.
pub(crate) async fn log_of(home: &Home) -> Box<dyn EventStore> {
    match home.store() {
        "sqlite" => {
            let options = SqliteOptions { mode: SqliteMode::Shared, ..SqliteOptions::default() };
            Box::new(SqliteEventStore::open(&home.data().join("log"), options).unwrap())
        }
        url => Box::new(PostgresEventStore::connect(url, PostgresOptions::default()).await.unwrap()),
    }
}

/// The ledger of a home, to be read.
pub(crate) async fn ledger_of(home: &Home) -> Box<dyn LedgerStore> {
    match home.store() {
        "sqlite" => Box::new(SqliteLedgerStore::open_to_read(&home.data().join("ledger")).unwrap()),
        url => Box::new(PostgresLedgerStore::connect(url, 2).await.unwrap()),
    }
}

/// The public key of a home's log.
pub(crate) fn key_of(home: &Home) -> Vkey {
    home.prints(&["ledger", "key"]).trim().parse().unwrap()
}

/// Asserts that each event of the log is its leaf, and that all checkpoints there ever were are of the one tree over them.
pub(crate) async fn assert_one_history(home: &Home) {
    let (log, store) = (log_of(home).await, ledger_of(home).await);
    let events = whole(&*log).await;
    let entries = store.entries(EVENTS, 0, events.len() + 1).await.unwrap();
    assert_eq!(entries.len(), events.len(), "every event is sealed once");
    let mut leaves: HashMap<(&str, u64), Hash> = HashMap::new();
    for (event, sealed) in events.iter().zip(&entries) {
        let before = event.revision.checked_sub(1).map(|revision| leaves[&(event.stream.as_str(), revision)]);
        let expected = entry::encode(event, before).unwrap();
        assert_eq!(String::from_utf8_lossy(sealed), String::from_utf8_lossy(&expected));
        leaves.insert((event.stream.as_str(), event.revision), Hash::leaf(sealed));
    }
    let (key, last) = (key_of(home), store.last(EVENTS).await.unwrap().expect("something is sealed"));
    for sealed in store.checkpoints(EVENTS, 0, usize::MAX >> 1).await.unwrap() {
        let checkpoint = Checkpoint::open(&sealed.note, key.name(), std::slice::from_ref(&key)).unwrap();
        assert_eq!(checkpoint.head, sealed.head);
        assert_eq!(prove::root(&*store, EVENTS, sealed.head.size).await.unwrap(), sealed.head.root);
    }
    assert_eq!(last.head.size, events.len() as u64);
    assert_eq!(guard(home), last.head, "what was signed last is what is published last");
}

fn guard(home: &Home) -> Head {
    let text = std::fs::read_to_string(home.data().join("keys/ledger.head")).unwrap();
    Checkpoint::parse(&text).unwrap().head
}

async fn whole(log: &dyn EventStore) -> Vec<RecordedEvent> {
    let mut events: Vec<RecordedEvent> = Vec::new();
    loop {
        let page = log.read_all(events.last().map_or(0, |event| event.position), 1_000).await.unwrap();
        if page.is_empty() {
            return events;
        }
        events.extend(page);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_that_was_cut_off_is_recorded_before_the_new_key_signs() {
    let home = Home::sqlite();
    assert!(home.serve().running.terminate().success());
    let file = KeyFile::at(&home.data().join("keys/ledger.key"));
    let (old, new) = file.rotate([7; 32]).unwrap();
    let mut server = home.serve();
    settled(&home).await;
    assert!(server.running.terminate().success());
    let log = whole(&*log_of(&home).await).await;
    let [event] = &log[..] else { panic!("one event was to be recorded: {log:?}") };
    let body: Value = serde_json::from_slice(&event.body).unwrap();
    assert_eq!((&body["old"], &body["new"]), (&json!(old.vkey().to_string()), &json!(new.vkey().to_string())));
    let sealed = ledger_of(&home).await.last(EVENTS).await.unwrap().unwrap();
    for key in [old.vkey(), new.vkey()] {
        assert!(sealed.note.verify(std::slice::from_ref(key)).is_ok());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_stands_in_the_log_and_is_sealed_with_both_keys() {
    let home = Home::sqlite();
    let mut server = home.serve();
    let customer = tests::graphql::fresh_id();
    let identity = serde_json::json!({"kind": "EMAIL", "value": format!("{customer}@example.org")});
    let register =
        serde_json::json!({"id": customer, "identity": identity, "verifiedBy": "code_sent", "source": "web"});
    let register = tests::graphql::Mutation::new("registerCustomer", register);
    server.client("service").send_until_done(&register).await;
    settled(&home).await;
    let refused = home.run(&["ledger", "rotate", "--reason", "yearly"]);
    assert_eq!(refused.status.code(), Some(4), "a server holds the log");
    assert!(server.running.terminate().success());

    let old = key_of(&home);
    let rotated: Value = home.prints(&["ledger", "rotate", "--reason", "yearly", "--json"]).parse().unwrap();
    assert_eq!(rotated["old"], old.to_string());
    let again: Value = home.prints(&["ledger", "rotate", "--reason", "yearly", "--json"]).parse().unwrap();
    assert_eq!(again["new"], rotated["new"], "a rotation that is not over is not begun again");
    let new = key_of(&home);
    assert_eq!(rotated["new"], new.to_string());

    let mut server = home.serve();
    settled(&home).await;
    let log = whole(&*log_of(&home).await).await;
    let event = log.iter().find(|event| &*event.event_type == "ledger.key_rotated").unwrap();
    assert_eq!(rotated["position"], event.position);
    let store = ledger_of(&home).await;
    let over_it = store.checkpoints(EVENTS, event.position - 1, 1).await.unwrap().remove(0);
    for key in [old, new] {
        assert!(over_it.note.verify(&[key]).is_ok());
    }
    assert!(server.running.terminate().success());
    let doctor = home.prints(&["doctor"]);
    assert!(doctor.contains("ok    ledger"), "{doctor}");
}
