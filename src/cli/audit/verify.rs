//! `colloquy audit verify`.

use std::path::PathBuf;

use clap::Args;
use proofs::kit::{Directory, Finding, Http, KitSource, Report, Trust, VerifyError, verify};
use serde_json::json;

use super::trust::TrustArguments;
use crate::cli::Call;
use crate::exit::Stop;
use crate::output::Output;
use crate::progress::Progress;

/// How it ends, for those who ask for help.
const CODES: &str = "\
Ends with 0 when all holds, otherwise with the kind of the first fault:
  10  the body of an event was altered      16  a tile of hashes does not fit
  11  other fields of an event were         17  a bundle of entries does not fit
  12  an event is missing                   18  a checkpoint is not signed by the log
  13  an event was never sealed             19  the size or root of a checkpoint does not fit
  14  events are reordered or repeated      20  it is another log
  15  a stream is broken                    21  too few witnesses have signed
  22  the kit is incomplete or cannot be read
With 3 the server does not let the token read its log; with 4 it cannot be reached.";

/// Rebuild every leaf, tile and root from the events of a kit, and compare them with what was signed.
#[derive(Args, Debug)]
#[command(after_help = CODES)]
pub struct Verify {
    /// The directory of the kit.
    #[arg(required_unless_present = "live")]
    kit: Option<PathBuf>,
    #[command(flatten)]
    trust: TrustArguments,
    /// Verify a server instead: its address, such as http://127.0.0.1:8080.
    #[arg(long, value_name = "URL", conflicts_with = "kit", requires = "token")]
    live: Option<String>,
    /// A bearer token with the role `auditor` for the server.
    #[arg(long, env = "COLLOQUY_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    token: Option<String>,
}

pub async fn run(call: &Call, command: Verify) -> anyhow::Result<()> {
    let trust = command.trust.read()?;
    let report = match (&command.live, &command.kit) {
        (Some(url), _) => {
            let token = command.token.as_deref().unwrap_or_default();
            verified(&mut Http::at(url, token, &call.settings.tenant)?, &trust).await
        }
        (None, Some(kit)) if !kit.is_dir() => {
            anyhow::bail!(Stop::not_found(format!("there is no directory {}", kit.display())))
        }
        (None, Some(kit)) => verified(&mut Directory::at(kit), &trust).await,
        (None, None) => anyhow::bail!(Stop::usage("name a kit, or a server with --live")),
    };
    match report {
        Ok(report) => tell(call.output, &report),
        Err(VerifyError::Finding(finding)) => {
            show(call.output, &finding)?;
            Err(Stop::verdict(finding.code, "not verified").into())
        }
        Err(error) => Err(error.into()),
    }
}

async fn verified<S: KitSource>(source: &mut S, trust: &Trust) -> Result<Report, VerifyError> {
    let mut progress = Progress::start("events", None);
    let report = verify(source, trust, &mut |position| progress.set(position)).await;
    progress.finish();
    report
}

fn tell(output: Output, report: &Report) -> anyhow::Result<()> {
    let Report { origin, head, events, withheld, streams, checkpoints, tiles, bundles, witnesses } = report;
    let names: Vec<_> = witnesses.iter().map(|(name, time)| json!({"name": name, "time": time})).collect();
    let json = json!({
        "verified": true, "origin": origin, "size": head.size.to_string(), "root": head.root.to_base64(),
        "events": events, "withheld": withheld, "streams": streams, "checkpoints": checkpoints, "tiles": tiles,
        "bundles": bundles, "witnesses": names,
    });
    let text = || {
        let mut text = format!(
            "verified: {origin}\n{head}\n{events} events in {streams} streams, {checkpoints} checkpoints, {tiles} tiles, {bundles} bundles"
        );
        if *withheld > 0 {
            text += &format!("\n{withheld} events of other tenants: their entries hold, their rows were not shown");
        }
        witnesses.iter().for_each(|(name, time)| text += &format!("\nwitnessed by {name} at {time}"));
        text
    };
    Ok(output.result(&json, text)?)
}

fn show(output: Output, finding: &Finding) -> anyhow::Result<()> {
    let json = json!({
        "verified": false, "fault": finding.code.name(), "exit": finding.code.exit(), "at": finding.at.to_string(),
        "position": finding.at.position().map(|position| position.to_string()),
        "expected": finding.expected, "found": finding.found,
    });
    let text = || {
        let (title, at) = (finding.code.title(), &finding.at);
        format!("NOT verified: {title}\nat        {at}\nexpected  {}\nfound     {}", finding.expected, finding.found)
    };
    Ok(output.result(&json, text)?)
}
