//! Two servers on one PostgreSQL database are one service: what is done at one is seen, followed and forgotten at both.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::join_all;
use serde_json::{Value, json};
use tests::graphql::{Client, Failure, Mutation};
use tests::home::{Home, Server};
use tests::log::position;
use tests::postgres::Cluster;
use tokio::time::{sleep, timeout};

use crate::views;

const PATIENCE: Duration = Duration::from_secs(60);

/// The same keys, the same database, two directories.
struct Pair {
    homes: [Home; 2],
    servers: [Server; 2],
    conversation: Value,
    customer: Value,
}

impl Pair {
    async fn start() -> Self {
        let url = Cluster::shared().database();
        let homes = [Home::postgres(url.clone()), Home::postgres(url)];
        let first = homes[0].serve();
        homes[1].take_keys_of(&homes[0]);
        let servers = [first, homes[1].serve()];
        let client = servers[0].client("admin");
        let identity = json!({"kind": "EMAIL", "value": "both@example.org"});
        let register = json!({"identity": identity, "verifiedBy": "code_sent", "source": "web"});
        let customer = client.act("registerCustomer", register).await["customer"]["id"].take();
        let open = json!({"customerId": customer, "channel": "web"});
        let conversation = client.act("openConversation", open).await["conversationId"].take();
        Self { homes, servers, conversation, customer }
    }

    fn clients(&self) -> [Client; 2] {
        [self.servers[0].client("admin"), self.servers[1].client("admin")]
    }

    fn turn(&self, text: &str) -> Mutation {
        let author = json!({"kind": "CUSTOMER"});
        Mutation::new("recordTurn", json!({"conversationId": self.conversation, "author": author, "text": text}))
    }

    /// The first turn's words, as a server reads them once it has seen a position.
    async fn first_words(&self, client: &Client, after: &Value) -> Value {
        const WORDS: &str = "query($id: ID!, $at: Position) { conversation(id: $id, minPosition: $at) \
            { turns(first: 1) { nodes { text { text state } } } } }";
        let mut data = client.query(WORDS, &json!({"id": self.conversation, "at": after})).await;
        data["conversation"]["turns"]["nodes"][0]["text"].take()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_wrote_the_other_reads_and_follows() {
    let pair = Pair::start().await;
    let [one, other] = pair.clients();
    let mut log = other.sse("subscription { log(after: \"0\") { position type } }", &json!({})).await;

    let written = one.send(&pair.turn("said to one")).await.unwrap();
    let words = pair.first_words(&other, &written["position"]).await;
    assert_eq!(words, json!({"text": "said to one", "state": "READABLE"}));
    let mut heard = Vec::new();
    loop {
        let event = timeout(PATIENCE, log.next()).await.expect("the other hears of it").unwrap();
        heard.push(event["type"].as_str().unwrap().to_owned());
        if position(&event) == position(&written) {
            assert_eq!(heard[heard.len() - 2..], ["conversation.turn_recorded", "conversation.turn_understood"]);
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_sent_to_both_is_done_once() {
    let pair = Pair::start().await;
    let [one, other] = pair.clients();
    let turn = pair.turn("sent to both");
    let answers = [one.send_until_done(&turn).await, other.send_until_done(&turn).await];
    assert_eq!(answers[0]["position"], answers[1]["position"]);
    assert_eq!([&answers[0]["repeated"], &answers[1]["repeated"]], [false, true]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_feed_the_same_views_and_every_event_counts_once() {
    const COUNTED: &str = "query($at: Position) { activity(minPosition: $at) { opened customerTurns } }";
    let pair = Pair::start().await;
    let clients = pair.clients();
    let turns: Vec<_> = (0..40).map(|number| pair.turn(&format!("turn {number}"))).collect();
    let sent =
        join_all(turns.iter().zip(clients.iter().cycle()).map(|(turn, client)| client.send_until_done(turn))).await;

    let last = sent.iter().map(position).max().unwrap().to_string();
    for client in &clients {
        let counted = client.query(COUNTED, &json!({"at": last})).await;
        assert_eq!(counted["activity"], json!([{"opened": 1, "customerTurns": 40}]));
    }
    views::settled(&pair.homes[0]).await;
    let Pair { homes, servers, .. } = pair;
    for mut server in servers {
        assert!(server.running.terminate().success(), "{}", server.running.output());
    }
    views::assert_equal_to_a_rebuild(&homes[1]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_erased_at_one_is_unreadable_at_the_other() {
    let pair = Pair::start().await;
    let [one, other] = pair.clients();
    let written = one.send(&pair.turn("to be forgotten")).await.unwrap();
    // Read before, so that the other holds the key in memory.
    assert_eq!(pair.first_words(&other, &written["position"]).await["state"], "READABLE");

    let erased = one.act("eraseCustomer", json!({"customerId": pair.customer, "reason": "request"})).await;
    assert_eq!(pair.first_words(&one, &erased["position"]).await, json!({"text": null, "state": "ERASED"}));
    let unreadable = async {
        while pair.first_words(&other, &erased["position"]).await["state"] != "ERASED" {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, unreadable).await.expect("the other forgets");
    let refused = other.send(&pair.turn("too late")).await;
    assert_eq!(refused, Err(Failure::Refused("CUSTOMER_ERASED".to_owned())));
}
