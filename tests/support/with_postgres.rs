//! Runs a command with a private PostgreSQL beside it, whose URL stands in `COLLOQUY_TEST_POSTGRES`. Behind `--durable` its
//! commits reach the disk, as measurements need.
//!
//! ```sh
//! cargo run --package tests --bin with_postgres -- cargo test --package event_store
//! ```

use std::env;
use std::process::{Command, ExitCode};

use anyhow::Context;
use tests::postgres::{Cluster, Durability};

fn main() -> anyhow::Result<ExitCode> {
    let mut words = env::args_os().skip(1).peekable();
    let is_durable = words.next_if(|word| word == "--durable").is_some();
    let program = words.next().context("name a command to run")?;
    let cluster = Cluster::start(if is_durable { Durability::Durable } else { Durability::Fast });
    let status = Command::new(&program).args(words).env("COLLOQUY_TEST_POSTGRES", cluster.database()).status();
    let status = status.with_context(|| format!("cannot run {}", program.display()))?;
    // A command that was killed has no code.
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok(ExitCode::from(code))
}
