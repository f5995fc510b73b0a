//! Clients and audits that others wrote in JavaScript, run against the server; skipped aloud where they are missing.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::json;
use tests::graphql::Client;
use tests::home::{Home, token};
use tests::log::{self, position};
use tests::process::Running;
use tests::repository;

/// How many events are written before the server dies, and as many after.
const HALF: usize = 40;

/// A command that runs a script, when Node.js and the packages are there.
fn script(name: &str) -> Option<Command> {
    let directory: PathBuf = repository::root().join("tests/js");
    let has_node = Command::new("node").arg("--version").stdout(Stdio::null()).status().is_ok_and(|s| s.success());
    if !has_node || !directory.join("node_modules").exists() {
        // To the stream itself: the harness swallows what a test prints that passes.
        let _ = writeln!(std::io::stderr(), "skipped: {name} needs Node.js and `npm ci` in {}", directory.display());
        return None;
    }
    let mut command = Command::new("node");
    command.arg(name).current_dir(directory);
    Some(command)
}

#[test]
fn the_graphql_over_http_audit_finds_nothing() {
    let Some(mut audit) = script("graphql-http-audit.mjs") else { return };
    let home = Home::sqlite();
    let server = home.serve();
    let output = audit.arg(format!("{}/graphql", server.url)).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.starts_with("61 of 61 ok"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_graphql_ws_client_resumes_over_the_death_of_the_server() {
    let Some(mut resume) = script("graphql-ws-resume.mjs") else { return };
    let home = Home::sqlite();
    let mut server = home.serve();
    let address = server.address().to_owned();
    let mut listener = Running::start(resume.args([&format!("ws://{address}/graphql"), &token("admin")]));
    write(&server.client("admin")).await;
    listener.line_with(&format!("event {}", HALF / 2));
    server.running.kill_hard();

    let server = home.serve_at(&address);
    let client = server.client("admin");
    write(&client).await;
    let log = log::whole(&client).await;
    let last = format!("event {}", log.last().map(position).unwrap());
    if !listener.output().lines().any(|line| line == last) {
        listener.line_with(&last);
    }
    let heard = listener.output();
    let heard: Vec<&str> = heard.lines().filter(|line| line.starts_with("event ")).collect();
    let all: Vec<String> = log.iter().map(|event| format!("event {}", position(event))).collect();
    assert_eq!(heard, all);
    assert!(listener.output().contains("cut off"), "the client was not cut off");
}

async fn write(client: &Client) {
    for number in 0..HALF {
        let queue = format!("queue_{number}_{}", tests::graphql::fresh_id());
        client.act("defineQueue", json!({"name": queue})).await;
    }
}
