//! `colloquy witness`: follows a log that it does not trust, and cosigns it or raises the alarm.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use ledger::{Signer as _, Vkey};
use proofs::witness::{self, Directory, Error, Http, Log, Memory, Seen, Source, Witness};
use serde_json::json;

use super::Call;
use crate::edge;
use crate::exit::Stop;
use crate::output::{Output, say};

/// How often a single look is tried before it is given up.
const ATTEMPTS: u32 = 4;
/// Between two attempts there is at most so much time.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Follow a log, and cosign that each of its checkpoints goes on from the one before.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct WitnessCommand {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    follow: Option<Follow>,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Make the secret key of a witness, and print its public key, which the operator of the log must get.
    Keygen {
        /// The name of the witness; a domain and a path is usual.
        #[arg(long)]
        name: String,
        /// The file of the secret key; it must not be there yet.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
}

#[derive(Args, Debug)]
struct Follow {
    /// Where the log is: a prefix such as http://127.0.0.1:8080/v1/log, or a directory such as a kit.
    #[arg(long, value_name = "URL|DIR")]
    log: String,
    /// The log's public key, or a file with its keys, one a line. Get it from the log's operator, not from its server.
    #[arg(long, value_name = "VKEY|FILE")]
    log_key: String,
    /// The file of this witness's secret key.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The directory of what the witness remembers. It must not get lost.
    #[arg(long, value_name = "DIR")]
    state: PathBuf,
    /// How often the log is looked at, seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    interval: u64,
    /// Look once.
    #[arg(long)]
    once: bool,
    /// Send each cosignature to the log.
    #[arg(long)]
    post: bool,
}

pub async fn run(call: &Call, command: WitnessCommand) -> anyhow::Result<()> {
    match (command.what, command.follow) {
        (Some(What::Keygen { name, key }), _) => {
            let key = witness::create_key(&key, &name, edge::fresh_seed())?.vkey().to_string();
            Ok(call.output.result(&json!({ "key": key }), || key.clone())?)
        }
        (None, Some(follow)) => follow.run(call.output).await,
        (None, None) => anyhow::bail!(Stop::usage("say which log, or `keygen`")),
    }
}

impl Follow {
    async fn run(self, output: Output) -> anyhow::Result<()> {
        let source = source(&self.log, self.post)?;
        let log = trusted(&self.log_key)?;
        let key = Arc::new(witness::read_key(&self.key)?);
        let memory = Memory::open(&self.state, &log)?;
        say(&format!(
            "{} witnesses {}, remembered in {}",
            key.vkey().name(),
            log.origin(),
            memory.directory().display()
        ));
        let mut witness = Witness::new(log.clone(), source, key, memory);
        let mut failures = 0;
        loop {
            let looked = self.look(&mut witness, &log, output).await?;
            failures = if looked.is_ok() { 0 } else { failures + 1 };
            match looked {
                Ok(()) if self.once => return Ok(()),
                Ok(()) => tokio::time::sleep(Duration::from_secs(self.interval)).await,
                Err(error) if self.once && failures >= ATTEMPTS => return Err(error.into()),
                Err(error) => {
                    let pause = pause(failures);
                    let error = anyhow::Error::from(error);
                    say(&format!("{error:#}; trying again in {} s", pause.as_secs()));
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }

    /// Looks once and tells; inside, what may be over at the next look.
    async fn look(&self, witness: &mut Witness, log: &Log, output: Output) -> anyhow::Result<Result<(), Error>> {
        let now = edge::now();
        let seen = match witness.look(now).await {
            Ok(seen) => seen,
            Err(error) if error.may_pass() => return Ok(Err(error)),
            Err(error) => {
                if let Error::Broken(alarm) = &error {
                    tell_alarm(output, alarm, &alarm.evidence(log, now))?;
                }
                return Err(error.into());
            }
        };
        if seen.is_new {
            tell(output, log, &seen)?;
        }
        Ok(if self.post { witness.post(&seen).await } else { Ok(()) })
    }
}

fn tell(output: Output, log: &Log, seen: &Seen) -> std::io::Result<()> {
    let (origin, head) = (log.origin(), seen.head);
    let json = || json!({"origin": origin, "size": head.size.to_string(), "root": head.root.to_base64()});
    output.line(&if output.json { json().to_string() } else { format!("cosigned {origin} {head}") })
}

fn tell_alarm(output: Output, alarm: &witness::Alarm, evidence: &str) -> std::io::Result<()> {
    if !output.json {
        return output.line(evidence.trim_end());
    }
    let (before, after) = alarm.heads();
    let side = |head: ledger::Head, note: &ledger::Note| json!({"size": head.size.to_string(), "root": head.root.to_base64(), "note": note.to_string()});
    let report = json!({
        "alarm": alarm.breach.to_string(),
        "before": side(before, &alarm.before),
        "after": side(after, &alarm.after),
        "evidence": alarm.file,
    });
    output.line(&report.to_string())
}

fn source(log: &str, post: bool) -> anyhow::Result<Box<dyn Source>> {
    if log.starts_with("http://") {
        return Ok(Box::new(Http::at(log)?));
    }
    if log.contains("://") {
        let message = "a log is read over http:// or in a directory; put a proxy or a tunnel before one behind TLS: \
                       nothing that is read needs to be trusted";
        anyhow::bail!(Stop::usage(message));
    }
    if post {
        anyhow::bail!(Stop::usage("--post needs a log behind http://"));
    }
    if !Path::new(log).is_dir() {
        anyhow::bail!(Stop::not_found(format!("there is no directory {log}")));
    }
    Ok(Box::new(Directory::at(Path::new(log))))
}

/// The log of a key, or of the keys in a file.
fn trusted(log_key: &str) -> anyhow::Result<Log> {
    if log_key.parse::<Vkey>().is_ok() {
        return Ok(Log::parse(log_key)?);
    }
    let text = std::fs::read_to_string(log_key);
    let text = text.with_context(|| format!("--log-key {log_key} is neither a key nor a file that can be read"))?;
    Log::parse(&text).with_context(|| log_key.to_owned())
}

/// How long to wait after so many failures in a row.
fn pause(failures: u32) -> Duration {
    LONGEST_PAUSE.min(Duration::from_secs(1 << failures.saturating_sub(1).min(16)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_minute() {
        let seconds = [1, 2, 3, 6, 7, u32::MAX].map(|failures| pause(failures).as_secs());
        assert_eq!(seconds, [1, 2, 4, 32, 60, 60]);
    }

    #[test]
    fn a_log_behind_tls_is_refused_with_advice() {
        let error = source("https://log.example", false).unwrap_err();
        assert!(error.to_string().contains("tunnel"), "{error}");
        assert!(source("http://log.example/v1/log", true).is_ok());
        assert!(source(".", true).is_err() && source(".", false).is_ok() && source("./none", false).is_err());
    }
}
