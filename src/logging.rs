//! The log of the program itself, on standard error: never personal data.

use std::io;

use tracing_subscriber::EnvFilter;

use crate::output::is_watched;
use crate::settings::{LogFormat, LogSettings, Problem};

/// How loud the program is by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verbosity {
    /// As the settings say: for servers.
    Settled,
    /// Warnings only, for commands whose own words matter; more with each step.
    Quiet(u8),
}

/// Starts logging. May be called once.
///
/// # Errors
/// When the filter is no filter.
pub fn start(settings: &LogSettings, verbosity: Verbosity) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(directives(settings, verbosity))
        .map_err(|error| Problem::Invalid(format!("log.filter: `{}` is no filter: {error}", settings.filter)))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    if as_json(settings.format) {
        builder.json().flatten_event(true).with_current_span(false).init();
    } else {
        builder.init();
    }
    Ok(())
}

fn directives(settings: &LogSettings, verbosity: Verbosity) -> String {
    match verbosity {
        Verbosity::Settled => settings.filter.clone(),
        Verbosity::Quiet(0) => "warn".to_owned(),
        Verbosity::Quiet(1) => "info".to_owned(),
        Verbosity::Quiet(_) => "debug".to_owned(),
    }
}

fn as_json(format: LogFormat) -> bool {
    match format {
        LogFormat::Auto => !is_watched(),
        LogFormat::Text => false,
        LogFormat::Json => true,
    }
}
