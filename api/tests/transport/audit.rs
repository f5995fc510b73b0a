//! The public GraphQL-over-HTTP audit, run against the toy server.

use std::{path::Path, process::Command};

use crate::server::Server;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs node, and `npm ci` in tests/js"]
async fn the_server_passes_the_whole_audit() {
    let server = Server::start().await;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/js/graphql-http-audit.mjs");
    let url = server.url("/graphql");
    let audit = tokio::task::spawn_blocking(move || Command::new("node").arg(script).arg(url).status());
    assert!(audit.await.unwrap().unwrap().success());
}
