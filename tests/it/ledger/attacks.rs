//! What the owner of a database can do to the log behind the ledger's back: each is caught by an audit, with its kind and
//! the first position it concerns.

mod database;

use serde_json::{Value, json};
use tests::graphql::{Client, Mutation, fresh_id};
use tests::home::Home;
use tests::postgres::Cluster;

use database::Database;

/// An attack: what it is called, the SQL of it, how an audit must end, and at which position.
struct Attack {
    name: &'static str,
    sql: &'static [&'static str],
    exit: i32,
    position: u64,
}

/// The log has 33 events: three customers, and a conversation of each, the first of which is opened at position 3.
const ATTACKS: &[Attack] = &[
    Attack { name: "a body is edited", sql: &["update {events} set body = {body:2} where position = 20"], exit: 10, position: 20 },
    Attack {
        name: "a sealed field is changed",
        sql: &["update {events} set body = {flipped} where position = 7"],
        exit: 10,
        position: 7,
    },
    Attack {
        name: "two bodies are swapped",
        sql: &["update {events} set body = (
            select other.body from {backup} other where other.position = case {events}.position when 9 then 12 else 9 end
        ) where position in (9, 12)"],
        exit: 10,
        position: 9,
    },
    Attack { name: "an actor is edited", sql: &["update {events} set actor_id = 'another' where position = 11"], exit: 11, position: 11 },
    Attack { name: "a tenant is edited", sql: &["update {events} set tenant = 'another' where position = 30"], exit: 11, position: 30 },
    Attack { name: "a type is edited", sql: &["update {events} set event_type = 'conversation.closed' where position = 11"], exit: 11, position: 11 },
    Attack { name: "a version is edited", sql: &["update {events} set schema_version = 7 where position = 11"], exit: 11, position: 11 },
    Attack { name: "the time it happened is edited", sql: &["update {events} set occurred_at = occurred_at + 1 where position = 11"], exit: 11, position: 11 },
    Attack { name: "the time it was recorded is edited", sql: &["update {events} set recorded_at = recorded_at - 1 where position = 11"], exit: 11, position: 11 },
    Attack { name: "a command is edited", sql: &["update {events} set command_id = event_id where position = 11"], exit: 11, position: 11 },
    Attack { name: "a cause is edited", sql: &["update {events} set causation_id = event_id where position = 11"], exit: 11, position: 11 },
    Attack { name: "an event's id is edited", sql: &["update {events} set event_id = command_id where position = 11"], exit: 11, position: 11 },
    Attack { name: "an event is deleted", sql: &["delete from {events} where position = 14"], exit: 12, position: 14 },
    Attack { name: "an event is deleted and the rest moved up", sql: &[
        "delete from {events} where position = 14",
        "update {events} set position = -position + 1 where position > 14",
        "update {events} set position = -position where position < 0",
    ], exit: 12, position: 14 },
    Attack { name: "a stream is deleted", sql: &[
        "delete from {events} where stream = (select stream from {backup} where position = 3)",
    ], exit: 12, position: 3 },
    Attack { name: "the end is cut off", sql: &["delete from {events} where position > 25"], exit: 12, position: 26 },
    Attack { name: "everything is deleted", sql: &["delete from {events}"], exit: 12, position: 1 },
    Attack { name: "two events are reordered", sql: &[
        "update {events} set position = -position where position in (15, 16)",
        "update {events} set position = 31 + position where position in (-15, -16)",
    ], exit: 14, position: 15 },
    Attack { name: "an event is inserted", sql: &[
        "update {events} set position = -position - 1 where position >= 20",
        "update {events} set position = -position where position < 0",
        "insert into {events} select 20, tenant, stream, 900, {fresh}, event_type, schema_version, occurred_at, recorded_at,
            actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, {body:2} from {backup} where position = 19",
    ], exit: 13, position: 20 },
    Attack { name: "an event is duplicated", sql: &[
        "update {events} set position = -position - 1 where position >= 20",
        "update {events} set position = -position where position < 0",
        "insert into {events} select 20, tenant, stream, 900, {fresh}, event_type, schema_version, occurred_at, recorded_at,
            actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body from {backup} where position = 19",
    ], exit: 13, position: 20 },
];

async fn check(home: &Home) {
    let mut server = home.serve();
    write(&server.client("service")).await;
    super::settled(home).await;
    assert!(server.running.terminate().success());
    let key = super::key_of(home).to_string();
    assert_eq!(audit(home, &key), (0, Value::Null), "nothing was done yet");

    let mut database = Database::of(home).await;
    let mut missed = Vec::new();
    for Attack { name, sql, exit, position } in ATTACKS {
        database.attack(sql).await;
        let found = audit(home, &key);
        if found != (*exit, json!(position.to_string())) {
            missed.push(format!("{name}: {found:?}, not {exit} at {position}"));
        }
        database.restore().await;
    }
    assert!(missed.is_empty(), "{missed:#?}");
    assert_eq!(audit(home, &key), (0, Value::Null), "everything is as it was");
}

/// Exports a kit and verifies it: how that ended, and the position that was named.
fn audit(home: &Home, key: &str) -> (i32, Value) {
    let kit = tempfile::tempdir().unwrap();
    let kit = kit.path().join("kit");
    let kit = kit.to_str().unwrap();
    let exported = home.run(&["audit", "export", kit, "--json"]);
    let ended =
        if exported.status.success() { home.run(&["audit", "verify", kit, "--key", key, "--json"]) } else { exported };
    let said: Value = serde_json::from_slice(&ended.stdout).unwrap_or_default();
    (ended.status.code().unwrap(), said["position"].clone())
}

async fn write(client: &Client) {
    let on = |name, mut input: Value, id: &str| {
        input["conversationId"] = json!(id);
        Mutation::new(name, input)
    };
    for _ in 0..3 {
        let (customer, id) = (fresh_id().to_string(), fresh_id().to_string());
        let register = json!({"id": customer, "verifiedBy": "code_sent", "source": "web",
            "identity": {"kind": "EMAIL", "value": format!("{customer}@example.org")}});
        let open = json!({"id": id, "customerId": customer, "channel": "web", "language": "en"});
        let mut mutations = vec![Mutation::new("registerCustomer", register), Mutation::new("openConversation", open)];
        for n in 0..4 {
            mutations.push(on("recordTurn", json!({"author": {"kind": "CUSTOMER"}, "text": format!("turn {n}")}), &id));
            mutations.push(on("addTag", json!({"tag": format!("tag-{n}")}), &id));
        }
        for mutation in &mutations {
            client.send_until_done(mutation).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_attack_on_the_embedded_store_is_caught_and_named() {
    check(&Home::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_attack_on_postgres_is_caught_and_named() {
    check(&Home::postgres(Cluster::shared().database())).await;
}
