//! `colloquy config`: what is configured, and whether it can be used.

use clap::{Args, Subcommand};

use super::Call;
use crate::doctor::{self, Finding};
use crate::settings;

/// Print or check the settings.
#[derive(Args, Debug)]
pub struct Config {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// Print the settings in force as TOML, without secrets.
    Print,
    /// Check that the settings can be used; opens nothing.
    Check,
}

pub fn run(call: &Call, config: &Config) -> anyhow::Result<()> {
    match config.action {
        Action::Print => Ok(call.output.result(&call.settings, || settings::to_toml(&call.settings))?),
        Action::Check => {
            let findings: Vec<Finding> = doctor::configuration(&call.settings);
            doctor::report(&findings, call.output)
        }
    }
}
