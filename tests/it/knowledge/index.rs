//! The index of a server: it dies with it, and is right again.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use tests::graphql::{Client, fresh_id};
use tests::home::{Home, Server};
use tests::postgres::Cluster;

use super::{content, found, publish, with};

/// Servers die while articles are published, revised and retired; what is found afterwards is what is told.
async fn check(home: &Home) {
    let mut told = Vec::new();
    let mut server = home.serve();
    for round in 0..3 {
        let client = server.client("admin");
        for number in 0..6 {
            told.extend(an_article(&client, &format!("refunds {round} {number}"), number % 3).await);
        }
        // At once, so that the index has no time to come up with the log.
        server.running.kill_hard();
        if round == 1 {
            fs::write(home.data().join("search/meta.json"), "{").unwrap();
        }
        server = home.serve();
        assert_found(&server, &told).await;
    }
    assert!(server.running.terminate().success(), "{}", server.running.output());
    assert_told_at_the_command_line(home, told.len());
}

/// Writes an article that is told, told otherwise or retired; its title if it is told.
async fn an_article(client: &Client, title: &str, kind: usize) -> Option<String> {
    let id = fresh_id();
    publish(client, id, title).await;
    match kind {
        0 => Some(title.to_owned()),
        1 => {
            let other = format!("{title} again");
            client.act("reviseArticle", with(content(&other), "articleId", id.to_string())).await;
            client.act("publishArticle", json!({"articleId": id})).await;
            Some(other)
        }
        _ => {
            client.act("retireArticle", json!({"articleId": id, "reason": "outdated"})).await;
            None
        }
    }
}

async fn assert_found(server: &Server, told: &[String]) {
    let client = server.client("admin");
    let head = client.query("{ status { head } }", &json!({})).await["status"]["head"].take();
    let mut told = told.to_vec();
    told.sort_unstable();
    assert_eq!(found(&client, "refunds", &head).await, told);
}

fn assert_told_at_the_command_line(home: &Home, articles: usize) {
    // Scores are left out: until segments are merged, how rare a word is counts articles too that are told no more.
    let search = || {
        let printed = home.prints(&["--json", "knowledge", "search", "refunds", "--first", "100"]);
        let hits: Vec<Value> = serde_json::from_str(&printed).unwrap();
        hits.into_iter().map(|hit| hit["article"].to_string()).collect::<BTreeSet<_>>()
    };
    let found = search();
    assert_eq!(found.len(), articles);
    let status: Value = home.prints(&["status", "--json"]).parse().unwrap();
    assert_eq!((&status["search"]["position"], &status["search"]["lag"]), (&status["head"], &json!(0)));
    home.prints(&["rebuild", "search"]);
    assert_eq!(search(), found);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_told_is_found_when_servers_die_on_the_embedded_store() {
    check(&Home::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_told_is_found_when_servers_die_on_postgres() {
    check(&Home::postgres(Cluster::shared().database())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_of_two_nodes_has_an_index_of_its_own() {
    let url = Cluster::shared().database();
    let homes = [Home::postgres(url.clone()), Home::postgres(url)];
    let first = homes[0].serve();
    homes[1].take_keys_of(&homes[0]);
    let second = homes[1].serve();
    let at = publish(&first.client("admin"), fresh_id(), "refunds").await;
    for server in [&first, &second] {
        assert_eq!(found(&server.client("agent"), "refund", &at).await, ["refunds"]);
    }
    let busy = homes[0].run(&["rebuild", "search"]);
    assert_eq!(busy.status.code(), Some(4), "{}", String::from_utf8_lossy(&busy.stderr));
    assert!(homes[0].prints(&["rebuild"]).starts_with("rebuilt agent_workload"));
    let beside = homes[0].prints(&["knowledge", "search", "refunds"]);
    assert!(beside.contains("All about refunds."), "{beside}");
}
