//! Whether the database answers, is recent enough, and keeps what it has acknowledged.

use std::net::IpAddr;

use tokio_postgres::config::{Config, Host};
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
    let mut findings = findings
        .unwrap_or_else(|error| vec![Finding::fail("postgres", chain(error), "look into the log of the database")]);
    findings.extend(in_the_clear(url.expose()));
    findings
}

/// This program speaks to the database without TLS.
fn in_the_clear(url: &str) -> Option<Finding> {
    let config: Config = url.parse().ok()?;
    let host = config.get_hosts().iter().find_map(elsewhere)?;
    let advice = "keep the way to the database private, such as one network or an encrypted tunnel";
    Some(Finding::warn("postgres", format!("connections to {host} are not encrypted"), advice))
}

fn elsewhere(host: &Host) -> Option<&str> {
    match host {
        Host::Tcp(name) => {
            let is_here = name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback());
            (!is_here).then_some(name)
        }
        Host::Unix(_) => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_database_elsewhere_is_warned_of() {
        for here in ["postgres://me@localhost/db", "postgres://127.0.0.1:5433/db", "postgres:///db?host=/run/postgres"]
        {
            assert_eq!(in_the_clear(here), None);
        }
        let warning = in_the_clear("postgres://me:hunter2@db.example/db").unwrap().to_string();
        assert!(warning.contains("db.example are not encrypted") && !warning.contains("hunter2"), "{warning}");
    }
}
