//! Servers and databases die in the middle of their work, over and over; what was acknowledged stands in the log once,
//! the views hold what a rebuild makes, and the ledger has one history.

mod writer;

use tests::graphql::Client;
use tests::home::{Home, Server};
use tests::log;
use tests::postgres::Cluster;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::{ledger, size, views};
use writer::Sent;

/// How many write at once.
const WRITERS: usize = 8;

/// How many commands are acknowledged before the blow falls: another number each round.
fn enough(round: usize) -> usize {
    40 + 13 * (round % 7)
}

/// Who is killed.
enum Victim {
    Server,
    Database(Cluster),
}

impl Victim {
    fn strike(&mut self, server: &mut Server) {
        match self {
            Self::Server => server.running.kill_hard(),
            Self::Database(cluster) => cluster.kill_hard(),
        }
    }

    /// A dead server is started anew; one whose database died must recover by itself.
    fn revive(&mut self, home: &Home, server: Server) -> Server {
        match self {
            Self::Server => home.serve(),
            Self::Database(cluster) => {
                cluster.restart();
                server
            }
        }
    }
}

async fn check(home: &Home, mut victim: Victim) {
    let mut server = home.serve();
    let mut sent = Vec::new();
    for round in 0..size::of("COLLOQUY_ROUNDS", 2) {
        let (writers, mut acknowledged) = start_writers(&server.client("service"));
        acknowledged.wait_for(|count| *count >= enough(round)).await.unwrap();
        tokio::task::block_in_place(|| victim.strike(&mut server));
        let of_this_round = writers.join_all().await.into_iter().flatten();
        server = tokio::task::block_in_place(|| victim.revive(home, server));

        sent.extend(send_again(of_this_round, &server.client("service")).await);
        writer::assert_each_stands_once(&sent, &log::whole(&server.client("auditor")).await);
    }
    views::settled(home).await;
    ledger::settled(home).await;
    assert!(server.running.terminate().success(), "{}", server.running.output());
    ledger::assert_one_history(home).await;
    views::assert_equal_to_a_rebuild(home).await;
}

fn start_writers(client: &Client) -> (JoinSet<Vec<Sent>>, watch::Receiver<usize>) {
    let (count, acknowledged) = watch::channel(0);
    let mut writers = JoinSet::new();
    for _ in 0..WRITERS {
        writers.spawn(writer::write_until_away(client.clone(), count.clone()));
    }
    (writers, acknowledged)
}

/// What was acknowledged gets its first answer again; the rest is done now, whether or not it was before.
async fn send_again(sent: impl Iterator<Item = Sent>, client: &Client) -> Vec<Sent> {
    let mut again = Vec::new();
    for Sent { mutation, answer } in sent {
        let second = client.send_until_done(&mutation).await;
        if let Some(first) = answer {
            assert_eq!((&second["position"], &second["repeated"]), (&first["position"], &true.into()), "{mutation:?}");
        }
        again.push(Sent { mutation, answer: Some(second) });
    }
    again
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_the_server_dies_on_the_embedded_store() {
    check(&Home::sqlite(), Victim::Server).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_the_server_dies_on_postgres() {
    check(&Home::postgres(Cluster::shared().database()), Victim::Server).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_postgres_dies_and_the_server_recovers() {
    let cluster = Cluster::private();
    check(&Home::postgres(cluster.database()), Victim::Database(cluster)).await;
}
