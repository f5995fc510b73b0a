//! The command line: what can be asked, and how each command begins and ends.

mod arguments;
mod audit;
mod completions;
mod config;
mod demo;
mod erase;
mod events;
mod ids;
mod import;
mod knowledge;
mod ledger;
mod load;
mod model;
mod names;
mod rebuild;
mod replay;
mod schema;
mod serve;
mod status;
mod understand;
mod version;
mod witness;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use arguments::{Arguments, Command};

use crate::exit::{self, Exit, Stop};
use crate::logging::{self, Verbosity};
use crate::output::{self, Output};
use crate::settings::{self, Problem, Settings};

/// What every command gets.
#[derive(Debug)]
pub struct Call {
    /// What is configured.
    pub settings: Settings,
    /// Where data goes.
    pub output: Output,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() && wants_json() => return refuse(&error),
        Err(error) => error.exit(),
    };
    let output = Output { json: arguments.global.json };
    match run(arguments, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if output::reader_left(&error) => ExitCode::SUCCESS,
        Err(error) => fail(&error, output),
    }
}

/// Whether a command line that makes no sense asks for JSON: what stands behind the mistake is not parsed any more.
fn wants_json() -> bool {
    let is_written = std::env::args_os().take_while(|argument| argument != "--").any(|argument| argument == "--json");
    let parsed = Arguments::command().ignore_errors(true).try_get_matches();
    is_written || parsed.is_ok_and(|matches| matches.get_flag("json"))
}

/// Says as JSON what is wrong with the command line.
fn refuse(error: &clap::Error) -> ExitCode {
    let said = error.render().to_string();
    let message = said.trim_start_matches("error: ").trim_end();
    fail(&Stop::usage(message).into(), Output { json: true })
}

fn run(arguments: Arguments, output: Output) -> anyhow::Result<()> {
    let Arguments { global, command } = arguments;
    let settings = settings::from_process(command.flags(global.flags()), global.config.as_deref())?;
    let verbosity =
        if matches!(command, Command::Serve(_)) { Verbosity::Settled } else { Verbosity::Quiet(global.verbose) };
    logging::start(&settings.log, verbosity)?;
    let call = Call { settings, output };
    match command {
        Command::Completions(completions) => completions::run(&completions),
        Command::Version => version::run(&call),
        Command::Config(config) => config::run(&call, &config),
        Command::Schema(schema) => schema::run(&call, &schema),
        Command::Serve(_) => wait(serve::run(call)),
        Command::Demo(demo) => wait(demo::run(call, demo)),
        Command::Import(import) => wait(import::run(&call, import)),
        Command::Knowledge(knowledge) => wait(knowledge::run(&call, knowledge)),
        Command::Events(events) => wait(events::run(&call, events)),
        Command::Replay(replay) => wait(replay::run(&call, replay)),
        Command::Rebuild(rebuild) => wait(rebuild::run(&call, rebuild)),
        Command::Status => wait(status::run(&call)),
        Command::Doctor => wait(crate::doctor::run(&call)),
        Command::Audit(audit) => wait(audit::run(&call, audit)),
        Command::Ledger(ledger) => wait(ledger::run(&call, ledger)),
        Command::Witness(witness) => wait(witness::run(&call, witness)),
        Command::Understand(understand) => wait(understand::run(&call, understand)),
        Command::Model(model) => wait(model::run(&call, model)),
        Command::Load(load) => wait(load::run(&call, load)),
        Command::Erase(erase) => wait(erase::run(&call, erase)),
    }
}

/// Runs a command that waits for disks and networks.
fn wait(command: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(command)
}

fn fail(error: &anyhow::Error, output: Output) -> ExitCode {
    let exit = exit::meaning(error);
    if output.json {
        let report = serde_json::json!({"error": format!("{error:#}"), "exit": exit.number()});
        output::say(&report.to_string());
    } else {
        output::say(&format!("error: {error:#}"));
        // Without settings no command runs that would say more.
        if exit == Exit::Configuration && error.downcast_ref::<Problem>().is_none() {
            output::say(
                "hint: `colloquy config print` shows what is configured, `colloquy doctor` looks for what is wrong",
            );
        }
    }
    exit.into()
}
