//! `colloquy demo`: the product shown at work.

use clap::Args;

use super::Call;
use crate::demo;

/// Show the product at work: serve, play scripted conversations through the API, and tell what happens.
#[derive(Args, Debug)]
pub struct Demo {
    /// End after the show instead of serving on.
    #[arg(long)]
    once: bool,
    /// The address to listen on [default: 127.0.0.1:8080]; port 0 takes any free one.
    #[arg(long, env = "COLLOQUY_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<String>,
}

pub async fn run(call: Call, demo: Demo) -> anyhow::Result<()> {
    demo::run(call.settings, demo.once).await
}
