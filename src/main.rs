//! The binary `colloquy`: command line and wiring, nothing else.

mod cli;
mod demo;
mod doctor;
mod edge;
mod exit;
mod gauges;
mod import;
mod json;
mod load;
mod logging;
mod node;
mod output;
mod progress;
mod server;
mod serving;
mod settings;
mod training;

use std::process::ExitCode;

/// A third of the time of a GraphQL request went into the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
