//! Every flag of every command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::{
    audit, completions, config, demo, erase, events, import, knowledge, ledger, load, model, rebuild, replay, schema,
    serve, understand, witness,
};
use crate::settings::Flags;

/// An intelligent customer-service backend whose every turn is an immutable, provable event.
#[derive(Parser, Debug)]
#[command(name = "colloquy", version, max_term_width = 100, subcommand_required = true)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Args, Debug)]
pub struct Global {
    /// The directory of everything that is kept on this machine [default: ./data].
    #[arg(long, global = true, env = "COLLOQUY_DATA_DIR", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where the log is: `sqlite`, or `postgres://user@host/database` [default: sqlite].
    #[arg(long, global = true, env = "COLLOQUY_STORE", value_name = "STORE", hide_env_values = true)]
    pub store: Option<String>,
    /// The tenant whose data it is [default: default].
    #[arg(long, global = true, env = "COLLOQUY_TENANT", value_name = "NAME")]
    pub tenant: Option<String>,
    /// A TOML file with settings.
    #[arg(long, global = true, env = "COLLOQUY_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Print data and errors as JSON.
    #[arg(long, global = true, env = "COLLOQUY_JSON", value_parser = clap::builder::FalseyValueParser::new())]
    pub json: bool,
    /// Say more on standard error; twice says most.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

impl Global {
    /// The settings among these flags. What clap took from the environment is the same there, so nothing is lost.
    pub fn flags(&self) -> Flags {
        let data = self.data.as_ref().map(|path| ("data", path.display().to_string()));
        let store = self.store.clone().map(|store| ("store", store));
        let tenant = self.tenant.clone().map(|tenant| ("tenant", tenant));
        data.into_iter().chain(store).chain(tenant).collect()
    }
}

/// What can be asked.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Serve the API until asked to end.
    Serve(serve::Serve),
    /// Show a service that works, on the embedded store.
    Demo(demo::Demo),
    /// Take in what happened elsewhere.
    Import(import::Import),
    /// Bring articles in, list and search them.
    Knowledge(knowledge::Knowledge),
    /// Print the events of the log, one JSON object a line.
    Events(events::Events),
    /// Print a Conversation as it stands, or as it stood.
    Replay(replay::Replay),
    /// Build views anew from the log.
    Rebuild(rebuild::Rebuild),
    /// Print where the log, the views and the reactions are.
    Status,
    /// Look for what is wrong, and say what to do.
    Doctor,
    /// Print the schemas of the API or of the events.
    Schema(schema::Schema),
    /// Take the log to an auditor, and check what was taken.
    Audit(audit::Audit),
    /// Print or rotate the key that signs for the log.
    Ledger(ledger::Ledger),
    /// Follow a log, and cosign that each of its checkpoints goes on from the one before.
    Witness(witness::WitnessCommand),
    /// Print what a text means: language, intents and why, mood, facts, personal data.
    Understand(understand::Understand),
    /// Train, measure and promote what recognises intents.
    Model(model::Model),
    /// Put load on a server and measure it.
    Load(load::Load),
    /// Erase a customer: destroy the keys of their personal data, for good.
    Erase(erase::Erase),
    /// Print or check the settings.
    Config(config::Config),
    /// Print the completions of a shell.
    Completions(completions::Completions),
    /// Print the version and what was built in.
    Version,
}

impl Command {
    /// The settings among the flags of this command, with those every command has.
    pub fn flags(&self, mut flags: Flags) -> Flags {
        let listen = match self {
            Self::Serve(serve) => serve.listen.clone(),
            Self::Demo(demo) => demo.listen.clone(),
            Self::Import(_)
            | Self::Knowledge(_)
            | Self::Events(_)
            | Self::Replay(_)
            | Self::Rebuild(_)
            | Self::Status
            | Self::Doctor
            | Self::Schema(_)
            | Self::Audit(_)
            | Self::Ledger(_)
            | Self::Witness(_)
            | Self::Understand(_)
            | Self::Model(_)
            | Self::Load(_)
            | Self::Erase(_)
            | Self::Config(_)
            | Self::Completions(_)
            | Self::Version => None,
        };
        flags.extend(listen.map(|listen| ("listen", listen)));
        flags
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
