//! `colloquy completions`: what a shell needs to complete our commands.

use std::io;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::arguments::Arguments;

/// Print the completions of a shell.
#[derive(clap::Args, Debug)]
pub struct Completions {
    /// Which shell.
    shell: Shell,
}

pub fn run(completions: &Completions) -> anyhow::Result<()> {
    // Into memory first: the generator panics when the reader has gone.
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Arguments::command(), "colloquy", &mut script);
    Ok(io::Write::write_all(&mut io::stdout(), &script)?)
}
