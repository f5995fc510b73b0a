//! The harness itself: a private PostgreSQL starts, keeps databases apart, and survives what tests do to it.

use std::path::Path;
use std::process::Command;

use tests::postgres::Cluster;
use tokio_postgres::{Client, NoTls};

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    // It ends with an error when a test breaks the connection; the client then says so.
    tokio::spawn(async move { connection.await.is_ok() });
    client
}

async fn setting(client: &Client, name: &str) -> String {
    client.query_one("select current_setting($1)", &[&name]).await.unwrap().get(0)
}

#[tokio::test]
async fn every_database_is_empty_and_apart() {
    let cluster = Cluster::shared();
    let (one, other) = (cluster.database(), cluster.database());
    connect(&one).await.batch_execute("create table marks (mark text)").await.unwrap();

    let select = "select count(*) from pg_class where relname = 'marks'";
    let count: i64 = connect(&other).await.query_one(select, &[]).await.unwrap().get(0);
    assert_eq!(count, 0);
}

#[tokio::test]
async fn a_private_cluster_is_durable_and_the_shared_one_is_fast() {
    let private = Cluster::private();
    for (cluster, forced) in [(&private, "on"), (Cluster::shared(), "off")] {
        let client = connect(&cluster.database()).await;
        assert_eq!(setting(&client, "fsync").await, forced);
        assert_eq!(setting(&client, "full_page_writes").await, forced);
    }
}

#[tokio::test]
async fn a_restart_breaks_connections_and_keeps_data() {
    let mut cluster = Cluster::private();
    keeps_data_over(&mut cluster, Cluster::restart).await;
}

#[tokio::test]
async fn a_killed_server_comes_back_with_what_was_committed() {
    let mut cluster = Cluster::private();
    keeps_data_over(&mut cluster, |cluster| {
        cluster.kill_hard();
        cluster.restart();
    })
    .await;
}

async fn keeps_data_over(cluster: &mut Cluster, disaster: impl FnOnce(&mut Cluster)) {
    let url = cluster.database();
    let before = connect(&url).await;
    before.batch_execute("create table marks (mark text); insert into marks values ('kept')").await.unwrap();

    disaster(cluster);

    assert!(before.simple_query("select 1").await.is_err(), "the connection should be broken");
    let mark: String = connect(&url).await.query_one("select mark from marks", &[]).await.unwrap().get(0);
    assert_eq!(mark, "kept");
}

#[tokio::test]
async fn a_dropped_cluster_leaves_nothing() {
    let cluster = Cluster::private();
    let (url, directory) = (cluster.database(), cluster.directory().to_owned());
    drop(cluster);

    assert!(!directory.exists());
    assert!(tokio_postgres::connect(&url, NoTls).await.is_err());
}

/// Not a test by itself: the next test runs it in a process of its own, which it then kills.
#[test]
#[ignore = "waits to be killed"]
fn holds_a_cluster_until_killed() {
    let cluster = Cluster::private();
    let note = std::env::var("COLLOQUY_HARNESS_NOTE").expect("set by the test that runs this one");
    std::fs::write(&note, cluster.directory().to_str().unwrap()).unwrap();
    println!("holding");
    std::thread::park();
}

#[test]
fn a_killed_test_process_leaves_no_cluster() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note");
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "--nocapture", "postgres_harness::holds_a_cluster_until_killed"]);
    let mut process = tests::process::Running::start(command.env("COLLOQUY_HARNESS_NOTE", &note));
    process.line_with("holding");
    let directory = std::fs::read_to_string(&note).unwrap();
    assert!(Path::new(&directory).join("data/postmaster.pid").exists());

    process.kill_hard();

    // The guard's last act is to remove the directory.
    let gone = || !Path::new(&directory).exists();
    tests::process::wait_until("the directory is removed", gone);
}
