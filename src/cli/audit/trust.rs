//! Whose signatures count: keys, each given itself or in a file with one key a line.

use std::collections::BTreeSet;

use clap::Args;
use ledger::Vkey;
use ledger::cosignature::Quorum;
use ledger::note::Algorithm;
use proofs::kit::Trust;

use crate::exit::Stop;

/// Whose signatures count.
#[derive(Args, Debug)]
pub struct TrustArguments {
    /// A public key of the log, `name+id+key`, or a file with one a line; may be repeated, as after a rotation.
    #[arg(long = "key", required = true, value_name = "KEY|FILE")]
    keys: Vec<String>,
    /// A public key of a witness, or a file with one a line; may be repeated.
    #[arg(long = "witness", value_name = "KEY|FILE")]
    witnesses: Vec<String>,
    /// How many of the witnesses must have signed the last checkpoint.
    #[arg(long, default_value_t = 0, value_name = "N")]
    require: usize,
}

impl TrustArguments {
    pub fn read(&self) -> anyhow::Result<Trust> {
        let witnesses = all(&self.witnesses, Algorithm::Cosignature)?;
        // With two keys, a witness is still one.
        let names: BTreeSet<&str> = witnesses.iter().map(Vkey::name).collect();
        if self.require > names.len() {
            let message = format!("--require {}, but --witness names {} witnesses", self.require, names.len());
            anyhow::bail!(Stop::usage(message));
        }
        let keys = all(&self.keys, Algorithm::Ed25519)?;
        Ok(Trust { keys, quorum: Quorum { witnesses, required: self.require } })
    }
}

fn all(given: &[String], kind: Algorithm) -> anyhow::Result<Vec<Vkey>> {
    let keys = given.iter().map(|given| keys(given)).collect::<Result<Vec<_>, _>>()?.concat();
    let whose = match kind {
        Algorithm::Ed25519 => "a log",
        Algorithm::Cosignature => "a witness",
    };
    match keys.iter().find(|key| key.algorithm() != kind) {
        Some(key) => Err(Stop::usage(format!("{key} is not the key of {whose}")).into()),
        None => Ok(keys),
    }
}

fn keys(given: &str) -> anyhow::Result<Vec<Vkey>> {
    if let Ok(key) = given.parse() {
        return Ok(vec![key]);
    }
    let is_none = |error| Stop::not_found(format!("{given} is neither a key nor a file that can be read: {error}"));
    let text = std::fs::read_to_string(given).map_err(is_none)?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let key = |line: &str| {
        line.parse().map_err(|error| Stop::configuration(format!("{given} holds no key: {line}: {error}")).into())
    };
    lines.map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    #[test]
    fn keys_are_given_themselves_or_in_files() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("keys.txt");
        std::fs::write(&file, format!("# the log\n{KEY}\n\n")).unwrap();
        for given in [KEY, file.to_str().unwrap()] {
            assert_eq!(keys(given).unwrap(), [KEY.parse().unwrap()]);
        }
        assert!(all(&[KEY.to_owned()], Algorithm::Ed25519).is_ok());
        assert!(
            all(&[KEY.to_owned()], Algorithm::Cosignature)
                .unwrap_err()
                .to_string()
                .contains("not the key of a witness")
        );
        assert!(keys("nowhere.txt").unwrap_err().to_string().contains("nowhere.txt"));
        std::fs::write(&file, "nonsense").unwrap();
        assert!(format!("{:#}", keys(file.to_str().unwrap()).unwrap_err()).contains("nonsense"));
    }
}
