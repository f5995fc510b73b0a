//! `colloquy audit verify`: whether what was published follows from the events.

use std::path::PathBuf;

use clap::{ArgGroup, Args};
use ledger::cosignature::Quorum;
use ledger::note::Algorithm;
use proofs::kit::{Directory, Finding, Http, KitSource, Report, Trust, VerifyError, verify};
use serde_json::{Value, json};

use super::keys;
use crate::cli::Call;
use crate::exit::Stop;
use crate::progress::Progress;

/// Rebuild the tree from the events of a kit or of a server, and check all that was published and signed.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("source").required(true).args(["directory", "live"]))]
pub(super) struct Verify {
    /// The directory of the kit. Nothing else is read.
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
    /// A server in place of a kit, such as http://127.0.0.1:8080.
    #[arg(long, value_name = "URL", requires = "token")]
    live: Option<String>,
    /// The token of an auditor of the server; of the tenant of `--tenant`.
    #[arg(long, env = "COLLOQUY_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// The public keys of the log, or files of them, one a line. After rotations, give all.
    #[arg(long = "key", value_name = "FILE|VKEY", required = true, num_args = 1..)]
    keys: Vec<String>,
    /// The public keys of witnesses, or files of them.
    #[arg(long = "witness", value_name = "FILE|VKEY", num_args = 1..)]
    witnesses: Vec<String>,
    /// How many of the witnesses must have signed the last checkpoint.
    #[arg(long, value_name = "N", default_value_t = 0, requires = "witnesses")]
    require: usize,
}

impl Verify {
    fn trust(&self) -> anyhow::Result<Trust> {
        let keys = keys::read(&self.keys, Algorithm::Ed25519)?;
        let witnesses = keys::read(&self.witnesses, Algorithm::Cosignature)?;
        let names: std::collections::BTreeSet<_> = witnesses.iter().map(ledger::Vkey::name).collect();
        if self.require > names.len() {
            let message = format!("--require {} of {} witnesses cannot be", self.require, names.len());
            anyhow::bail!(Stop::usage(message));
        }
        Ok(Trust { keys, quorum: Quorum { witnesses, required: self.require } })
    }
}

pub(super) async fn run(call: &Call, arguments: Verify) -> anyhow::Result<()> {
    let trust = arguments.trust()?;
    match (&arguments.directory, &arguments.live) {
        (Some(directory), _) => conclude(call, &mut Directory::at(directory), &trust).await,
        (None, Some(url)) => {
            let token = arguments.token.as_deref().unwrap_or_default();
            conclude(call, &mut Http::at(url, token, &call.settings.tenant)?, &trust).await
        }
        (None, None) => Err(Stop::usage("give the directory of a kit, or --live with a server").into()),
    }
}

async fn conclude<S: KitSource>(call: &Call, source: &mut S, trust: &Trust) -> anyhow::Result<()> {
    let mut progress = Progress::start("events", None);
    let verified = verify(source, trust, &mut |position| progress.set(position)).await;
    progress.finish();
    match &verified {
        Ok(report) => call.output.result(&described(report), || told(report))?,
        Err(VerifyError::Finding(finding)) => {
            call.output.result(&named(finding), || format!("NOT VERIFIED\n{}", listed(finding)))?;
        }
        Err(VerifyError::Away { .. }) => {}
    }
    Ok(verified.map(|_| ())?)
}

fn described(report: &Report) -> Value {
    let witnesses: Vec<_> =
        report.witnesses.iter().map(|(name, time)| json!({"witness": name, "signed_at": time})).collect();
    json!({
        "verified": true,
        "origin": report.origin,
        "size": report.head.size,
        "root": report.head.root.to_string(),
        "events": report.events,
        "withheld": report.withheld,
        "streams": report.streams,
        "checkpoints": report.checkpoints,
        "tiles": report.tiles,
        "bundles": report.bundles,
        "witnesses": witnesses,
    })
}

fn told(report: &Report) -> String {
    let mut lines = vec![
        format!("log          {}", report.origin),
        format!("size         {}", report.head.size),
        format!("root         {}", report.head.root),
        format!("events       {} without a gap, each as it was sealed", report.events),
        format!("streams      {}, each from revision 0 without a gap", report.streams),
        format!("tiles        {} of hashes, {} of entries: all follow from the events", report.tiles, report.bundles),
        format!("checkpoints  {}, each signed by the log, with the root that the events lead to", report.checkpoints),
    ];
    if report.withheld > 0 {
        lines.push(format!(
            "withheld     {} events of other tenants: their entries were verified, not their rows",
            report.withheld
        ));
    }
    lines
        .extend(report.witnesses.iter().map(|(name, _)| format!("witness      {name} has signed the last checkpoint")));
    lines.push("VERIFIED".to_owned());
    lines.join("\n")
}

fn named(finding: &Finding) -> Value {
    json!({
        "verified": false,
        "finding": {
            "code": finding.code.name(),
            "exit": finding.code.exit(),
            "at": finding.at.to_string(),
            "position": finding.at.position(),
            "expected": finding.expected,
            "found": finding.found,
        },
    })
}

fn listed(finding: &Finding) -> String {
    format!("at        {}\nexpected  {}\nfound     {}", finding.at, finding.expected, finding.found)
}
