//! `colloquy doctor`: one check a line, each with what to do when it is not well.

mod configuration;
mod disk;
mod finding;
mod keys;
mod ledger;
mod log;
mod models;
mod postgres;
mod views;

pub use configuration::configuration;
pub use finding::{Finding, State};

use serde_json::json;

use crate::cli::Call;
use crate::exit::Stop;
use crate::output::Output;
use crate::settings::{Settings, StoreSetting};

/// Runs every check.
///
/// # Errors
/// When a check failed.
pub async fn run(call: &Call) -> anyhow::Result<()> {
    report(&all(&call.settings).await, call.output)
}

async fn all(settings: &Settings) -> Vec<Finding> {
    let mut findings = configuration(settings);
    findings.extend(disk::checks(&settings.data));
    match &settings.store {
        StoreSetting::Sqlite => findings.push(log::lock(settings)),
        StoreSetting::Postgres(url) => findings.extend(postgres::checks(url).await),
    }
    findings.push(log::tail(settings).await);
    findings.push(ledger::check(settings).await);
    findings.extend(views::checks(settings).await);
    findings.extend(keys::checks(settings).await);
    findings.extend(models::check(settings).await);
    findings
}

/// Prints what was found.
///
/// # Errors
/// When a check failed, or nothing could be printed.
pub fn report(findings: &[Finding], output: Output) -> anyhow::Result<()> {
    let text = || findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    output.result(&json!({"checks": findings}), text)?;
    let failed = findings.iter().filter(|finding| finding.state == State::Fail).count();
    if failed == 0 {
        Ok(())
    } else {
        Err(Stop::findings(format!("{failed} of {} checks failed", findings.len())).into())
    }
}
