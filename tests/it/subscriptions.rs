//! Many write at once, and everyone who follows the log sees every event once, in order, however they follow.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::join_all;
use serde_json::{Value, json};
use tests::follow::Events;
use tests::graphql::{Client, Mutation};
use tests::home::Home;
use tests::log::{self, position};
use tests::postgres::Cluster;
use tokio::task::JoinSet;
use tokio::time::timeout;
use uuid::Uuid;

use crate::size;

const LOG: &str = "subscription($after: Position) { log(after: $after) { position eventId commandId } }";

/// How long a follower waits for the next event before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// How one follows.
#[derive(Clone, Copy, Debug)]
enum Way {
    Poll,
    ServerSentEvents,
    WebSocket,
    Lines,
}

impl Way {
    const ALL: [Self; 4] = [Self::Poll, Self::ServerSentEvents, Self::WebSocket, Self::Lines];

    async fn follow(self, client: &Client, after: u64) -> Events {
        let variables = json!({"after": after.to_string()});
        match self {
            Self::Poll => client.poll(after),
            Self::ServerSentEvents => client.sse(LOG, &variables).await,
            Self::WebSocket => client.web_socket(LOG, &variables).await,
            Self::Lines => client.lines(&format!("follow=true&after={after}")).await,
        }
    }
}

/// Follows up to the event of the command `last`, on a fresh connection after each `stretch` of events.
async fn seen(way: Way, client: Client, last: Uuid, stretch: usize) -> Vec<(u64, Uuid)> {
    let mut seen = Vec::new();
    loop {
        let after = seen.last().map_or(0, |(position, _)| *position);
        let mut events = way.follow(&client, after).await;
        for _ in 0..stretch {
            let event = timeout(PATIENCE, events.next()).await.unwrap_or_else(|_| panic!("{way:?} waits in vain"));
            let event = event.unwrap_or_else(|| panic!("{way:?} was cut off after {after}"));
            seen.push((position(&event), id(&event, "eventId", "event_id")));
            if id(&event, "commandId", "command_id") == last {
                return seen;
            }
        }
    }
}

/// An id by its name in GraphQL or in a line.
fn id(event: &Value, in_graphql: &str, in_line: &str) -> Uuid {
    event[in_graphql].as_str().or(event[in_line].as_str()).unwrap().parse().unwrap()
}

async fn write(client: Client, writer: usize) {
    // A busy server may say that it took too long; whoever writes then sends the same command again.
    let act = async |name, input| client.send_until_done(&Mutation::new(name, input)).await;
    let identity = json!({"kind": "EXTERNAL", "system": "desk", "value": format!("writer-{writer}")});
    let register = json!({"identity": identity, "verifiedBy": "desk", "source": "desk"});
    let customer = act("registerCustomer", register).await["customer"]["id"].take();
    let open = json!({"customerId": customer, "channel": "web"});
    let conversation = act("openConversation", open).await["conversationId"].take();
    for number in 0..3 {
        let text = format!("turn {number} of writer {writer}");
        let turn = json!({"conversationId": conversation, "author": {"kind": "CUSTOMER"}, "text": text});
        act("recordTurn", turn).await;
    }
}

async fn check(home: &Home) {
    let server = home.serve();
    let client = server.client("admin");
    let last = Mutation::new("defineQueue", json!({"name": "the_last"}));

    let mut followers = JoinSet::new();
    for way in Way::ALL {
        followers.spawn(seen(way, client.clone(), last.command, usize::MAX));
        followers.spawn(seen(way, client.clone(), last.command, 17));
    }
    let writers = size::of("COLLOQUY_WRITERS", 50);
    join_all((0..writers).map(|writer| write(client.clone(), writer))).await;
    client.send_until_done(&last).await;

    let mut log: Vec<_> = log::whole(&client).await;
    let end = log.iter().rposition(|event| id(event, "", "command_id") == last.command).unwrap();
    log.truncate(end + 1);
    let turns = log.iter().filter(|event| event["type"] == "conversation.turn_recorded").count();
    assert_eq!(turns, 3 * writers);
    let all: Vec<_> = log.iter().map(|event| (position(event), id(event, "", "event_id"))).collect();
    for seen in followers.join_all().await {
        let first_difference = seen.iter().zip(&all).find(|(seen, written)| seen != written);
        assert_eq!((first_difference, seen.len()), (None, all.len()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_event_is_seen_once_in_order_on_the_embedded_store() {
    check(&Home::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_event_is_seen_once_in_order_on_postgres() {
    check(&Home::postgres(Cluster::shared().database())).await;
}
