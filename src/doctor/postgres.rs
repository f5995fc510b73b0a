//! Whether the database answers, is recent enough, and keeps what it has acknowledged.

use tokio_postgres::{Client, NoTls};

use super::Finding;
use super::finding::chain;
use crate::settings::Secret;

/// The oldest PostgreSQL that is tested.
const OLDEST: u32 = 140_000;

const SETTING: &str = "select current_setting($1)";

pub(super) async fn checks(url: &Secret) -> Vec<Finding> {
    let (client, connection) = match tokio_postgres::connect(url.expose(), NoTls).await {
        Ok(connected) => connected,
        Err(error) => return vec![Finding::fail("postgres", chain(error), "start the database, or correct `store`")],
    };
    // It ends when the client is dropped; what it has to say, the client says too.
    let driver = tokio::spawn(connection);
    let findings = settings(&client).await;
    drop(client);
    driver.abort();
    findings.unwrap_or_else(|error| vec![Finding::fail("postgres", chain(error), "look into the log of the database")])
}

async fn settings(client: &Client) -> Result<Vec<Finding>, tokio_postgres::Error> {
    let number: u32 = setting(client, "server_version_num").await?.parse().unwrap_or_default();
    let version = setting(client, "server_version").await?;
    let version = if number < OLDEST {
        Finding::warn("postgres", format!("version {version}"), "use version 14 or newer")
    } else {
        Finding::ok("postgres", format!("version {version}"))
    };
    let fsync = durable(setting(client, "fsync").await?, "fsync", &["on"]);
    let commit = setting(client, "synchronous_commit").await?;
    let commit = durable(commit, "synchronous_commit", &["on", "remote_apply", "remote_write", "local"]);
    Ok(vec![version, fsync, commit])
}

async fn setting(client: &Client, name: &str) -> Result<String, tokio_postgres::Error> {
    client.query_one(SETTING, &[&name]).await?.try_get(0)
}

fn durable(value: String, name: &'static str, good: &[&str]) -> Finding {
    if good.contains(&value.as_str()) {
        return Finding::ok(name, value);
    }
    Finding::fail(name, value, format!("set {name} to on: a crash of the database would lose acknowledged events"))
}
