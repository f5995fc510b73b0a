//! What the owner of a database does to the ledger's rows is not built upon.

use super::*;

/// What the owner of the database does to its rows.
fn change(house: &House, sql: &str) {
    let connection = rusqlite::Connection::open(house.dir.path().join("ledger/ledger.db")).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[tokio::test]
async fn an_old_note_under_a_forged_head_is_not_built_upon() {
    let mut house = House::new();
    house.append(3).await;
    house.sealer().round(now()).await.unwrap();
    // A larger tree whose edge is one made-up tile: only the note, which is genuine, says otherwise.
    change(
        &house,
        "insert into checkpoints select ledger, 65536, zeroblob(32), sealed_at, note from checkpoints;
         insert into tiles (ledger, level, place, hashes) values ('events', 2, 0, zeroblob(32));
         update ledgers set size = 65536",
    );
    house.append(1).await;
    let told = refusal(house.sealer().round(now()).await);
    assert!(told.starts_with("the store says size 65536") && told.contains("but the checkpoint says size 3"), "{told}");
}

#[tokio::test]
async fn a_node_that_only_watched_does_not_sign_a_log_that_was_turned_back() {
    let mut house = House::new();
    house.append(3).await;
    house.sealer().round(now()).await.unwrap();
    let elsewhere = house.dir.path().join("head-of-another-node");
    let watcher = |house: &House| {
        let signers = Signers::in_file(&house.key_file()).unwrap();
        let guard = Guard::open(&elsewhere, ORIGIN).unwrap();
        Sealer::new(house.events.clone(), house.store.clone(), signers, guard)
    };
    house.append(3).await;
    house.sealer().round(now()).await.unwrap();
    let seen = watcher(&house).observe().await.unwrap().unwrap();
    assert_eq!(seen.head.size, 6);
    change(
        &house,
        "delete from checkpoints where size = 6; delete from entries where leaf >= 3; update ledgers set size = 3",
    );
    change(&house, "update tiles set hashes = substr(hashes, 1, 96)");
    let turned_back = TempDir::new().unwrap();
    house.events = open_log(turned_back.path());
    let log = |id| append(&format!("conversation-{}", id % 3), id, format!(r#"{{"n":{id}}}"#));
    for id in 1..=3 {
        house.events.append(log(id)).await.unwrap();
    }
    assert!(refusal(watcher(&house).round(now()).await).contains("but 6 events were sealed"));
    for id in [40, 41, 42] {
        house.events.append(log(id)).await.unwrap();
    }
    let told = refusal(watcher(&house).round(now()).await);
    assert!(told.contains("leads to") || told.contains("not there"), "{told}");
}

#[tokio::test]
async fn a_node_with_the_old_key_does_not_go_on_after_a_rotation() {
    let mut house = House::new();
    let mut old = house.sealer();
    house.append(1).await;
    old.round(now()).await.unwrap();
    house.key_file().rotate([2; 32]).unwrap();
    house.append(1).await;
    house.sealer().round(now()).await.unwrap();
    house.append(1).await;
    assert_eq!(old.round(now()).await.unwrap(), Round::Overtaken);
    assert_eq!(refusal(old.round(now()).await), "the key was rotated; start this node anew with the new key file");
    assert!(matches!(house.sealer().round(now()).await.unwrap(), Round::Sealed(_)));
}

#[tokio::test]
async fn a_store_whose_parts_do_not_belong_together_is_named() {
    let mut house = House::new();
    house.append(1).await;
    house.sealer().round(now()).await.unwrap();
    change(&house, "update ledgers set size = 9");
    house.append(1).await;
    let told = refusal(house.sealer().round(now()).await);
    assert_eq!(told, "the store has another size than its last checkpoint, 1");
}

#[tokio::test]
async fn a_look_at_the_end_ends_although_entries_are_gone() {
    let mut house = House::new();
    house.append(5).await;
    house.sealer().round(now()).await.unwrap();
    let last = house.store.last(EVENTS).await.unwrap().unwrap();
    change(&house, "delete from entries where leaf >= 3");
    let first = crate::tail::first_difference(&*house.events, &*house.store, &last, 10).await.unwrap();
    assert_eq!(first, Some(4));
}
