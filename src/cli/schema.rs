//! `colloquy schema`: the contracts this program keeps, and whether a committed copy is still true.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Call;
use crate::exit::Stop;
use crate::output::Output;
use crate::server;

/// Print the schemas of the API or of the events.
#[derive(Args, Debug)]
pub struct Schema {
    #[command(subcommand)]
    which: Option<Which>,
    /// Print nothing; compare with a committed copy.
    #[arg(long, value_name = "FILE")]
    check: Option<PathBuf>,
}

#[derive(Subcommand, Debug)]
enum Which {
    /// The JSON Schema of every event, as one document.
    Events,
}

pub fn run(call: &Call, schema: &Schema) -> anyhow::Result<()> {
    let text = match schema.which {
        None => server::sdl(),
        Some(Which::Events) => format!("{:#}", events()),
    };
    match &schema.check {
        None if call.output.json => Ok(call.output.line(&json!({"schema": text}).to_string())?),
        None => Ok(Output::lines([text.trim_end()])?),
        Some(file) => check(&text, file),
    }
}

fn events() -> Value {
    let all = domain::Event::schemas();
    all.iter()
        .map(|event| json!({"type": event.event_type, "version": event.version, "schema": event.schema}))
        .collect()
}

fn check(text: &str, file: &Path) -> anyhow::Result<()> {
    let committed = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    if committed.trim_end() == text.trim_end() {
        return Ok(());
    }
    let line = committed.lines().zip(text.lines()).take_while(|(old, new)| old == new).count() + 1;
    Err(Stop::findings(format!(
        "{} is not the schema of this program; line {line} is the first that differs",
        file.display()
    ))
    .into())
}
