//! What a customer said is nowhere in the clear, before or after; once they are erased nobody can read it any more,
//! while every number stays and other customers are untouched.

mod surfaces;
mod told;

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::canary;
use tests::graphql::{Client, Failure, Mutation};
use tests::home::{Home, Server};
use tests::log;
use tests::postgres::{Cluster, Durability};

use crate::{ledger, views};
use surfaces::Surface;
use told::Told;

/// Planted in everything personal of both customers; one search finds either.
const CANARY: &str = "kanarie7d1f";
/// Planted in everything personal of the customer who is erased.
const GONE: &str = "kanarie7d1f-gone";
/// Planted in everything personal of the other one.
const KEPT: &str = "kanarie7d1f-kept";

/// Every file that could hold a canary: the data directory, and the cluster's.
struct Places(Vec<PathBuf>);

impl Places {
    fn assert_clean(&self, when: &str) {
        for place in &self.0 {
            assert_eq!(canary::files_containing(CANARY, place), Vec::<PathBuf>::new(), "{when}");
        }
    }
}

async fn check(home: &Home, places: &Places) {
    let mut server = home.serve();
    let client = server.client("admin");
    let (gone, kept) = (told::tell(&client, GONE).await, told::tell(&client, KEPT).await);
    places.assert_clean("after it was told");
    let (of_gone, of_kept) = (surfaces::of(&gone), surfaces::of(&kept));
    for surface in of_gone.iter().chain(&of_kept) {
        surface.assert_readable(home, &client).await;
    }
    assert_sealed(home, &client).await;
    let before = numbers(&client).await;
    let kit = proven(home).await;

    let erase = json!({"customerId": gone.customer, "reason": "request"});
    let erased = client.act("eraseCustomer", erase).await;
    wait_for(&client, &erased["position"]).await;
    assert_all(home, &client, &of_gone, &of_kept).await;
    assert_eq!(numbers(&client).await, before);
    assert_closed_to_words(&client, &gone).await;
    assert_sealed(home, &client).await;
    places.assert_clean("after the erasure");
    let kit_after = proven(home).await;
    let compared = home.prints(&["audit", "diff", &path(&kit), &path(&kit_after)]);
    assert!(compared.starts_with("the same up to event"), "{compared}");

    server = restarted(home, server).await;
    let client = server.client("admin");
    assert_all(home, &client, &of_gone, &of_kept).await;
    assert_eq!(numbers(&client).await, before, "after a rebuild and a restart");
    assert!(server.running.terminate().success());
    let logged = server.running.output();
    assert!(!logged.contains(CANARY), "{logged}");
    places.assert_clean("in the end");
}

/// A kit of the log that verifies, and in which nobody's words are readable.
async fn proven(home: &Home) -> TempDir {
    ledger::settled(home).await;
    let kit = tempfile::tempdir().unwrap();
    home.prints(&["audit", "export", &path(&kit)]);
    let verified = home.prints(&["audit", "verify", &path(&kit), "--key", &ledger::key_of(home).to_string()]);
    assert!(verified.starts_with("verified"), "{verified}");
    assert_eq!(canary::files_containing(CANARY, kit.path()), Vec::<PathBuf>::new());
    kit
}

fn path(kit: &TempDir) -> String {
    kit.path().join("kit").display().to_string()
}

async fn assert_all(home: &Home, client: &Client, of_gone: &[Surface], of_kept: &[Surface]) {
    for surface in of_gone {
        surface.assert_unreadable(home, client).await;
    }
    for surface in of_kept {
        surface.assert_readable(home, client).await;
    }
}

/// What is taken away of the log is sealed, by whichever way.
async fn assert_sealed(home: &Home, client: &Client) {
    let ways = [format!("{:?}", log::whole(client).await), home.prints(&["events"])];
    for exported in ways {
        assert!(!exported.contains(CANARY), "{exported}");
    }
}

/// Ends the server, builds every view anew, and starts another server.
async fn restarted(home: &Home, mut server: Server) -> Server {
    views::settled(home).await;
    assert!(server.running.terminate().success());
    let logged = server.running.output();
    assert!(!logged.contains(CANARY), "{logged}");
    views::assert_equal_to_a_rebuild(home).await;
    home.serve()
}

async fn wait_for(client: &Client, position: &Value) {
    let query = "query($at: Position) { queues(minPosition: $at) { id } activity(minPosition: $at) { opened } \
        conversationCount(minPosition: $at) customers(minPosition: $at) { nodes { id } } }";
    client.query(query, &json!({"at": position})).await;
}

/// Every number there is; that of the erasure itself is not among them.
async fn numbers(client: &Client) -> Value {
    const DURATIONS: &str = "{ count meanMs minMs maxMs median: quantileMs(share: 0.5) buckets { upperMs count } }";
    let opened = client.query("{ conversations(first: 1) { nodes { openedAt } } }", &json!({})).await;
    let opened = &opened["conversations"]["nodes"][0]["openedAt"];
    let opened: DateTime<Utc> = opened.as_str().unwrap().parse().unwrap();
    let hours = json!({"from": opened - TimeDelta::days(1), "to": opened + TimeDelta::days(1)});
    let query = format!(
        "query($hours: TimeRange) {{ activity(groupBy: HOUR, hours: $hours) {{ from opened customerTurns assistantTurns agentTurns notes handoffsRequested \
         handoffsAccepted handoffsDeclined handoffsWithdrawn escalations resolutions reopenings customerLeft \
         ratings {{ scale score count }} firstResponse {DURATIONS} firstHumanResponse {DURATIONS} \
         resolution {DURATIONS} }} \
         conversationCount conversations {{ nodes {{ status turnCount cycle epoch tags openedAt resolvedAt }} }} \
         customers {{ nodes {{ conversationCount }} }} queueBoard {{ waiting }} }}"
    );
    client.query(&query, &json!({"hours": hours})).await
}

async fn assert_closed_to_words(client: &Client, gone: &Told) {
    let on = |name, mut input: Value| {
        input["conversationId"] = gone.conversation.clone();
        Mutation::new(name, input)
    };
    for mutation in [
        on("recordTurn", json!({"author": {"kind": "CUSTOMER"}, "text": "still here"})),
        on("setField", json!({"field": "plate", "value": {"text": "more"}})),
        Mutation::new("changeProfile", json!({"customerId": gone.customer, "name": "again"})),
    ] {
        let refused = client.send(&mutation).await;
        assert_eq!(refused, Err(Failure::Refused("CUSTOMER_ERASED".to_owned())), "{}", mutation.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erased_customer_is_unreadable_everywhere_on_the_embedded_store() {
    let home = Home::sqlite();
    let places = Places(vec![home.data()]);
    check(&home, &places).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erased_customer_is_unreadable_everywhere_on_postgres() {
    // Its own, since other tests write into the shared one.
    let cluster = Cluster::start(Durability::Fast);
    let home = Home::postgres(cluster.database());
    let places = Places(vec![home.data(), cluster.directory().to_owned()]);
    check(&home, &places).await;
}
