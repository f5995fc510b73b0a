//! Public keys on the command line: as they are, or in a file.

use anyhow::Context as _;
use ledger::Vkey;
use ledger::note::Algorithm;

use crate::exit::Stop;

/// The keys that these texts are, or that stand in the files they name, one a line.
///
/// # Errors
/// When a text is neither, or a key is one of the other kind.
pub(super) fn read(texts: &[String], kind: Algorithm) -> anyhow::Result<Vec<Vkey>> {
    let mut keys = Vec::new();
    for text in texts {
        match text.parse::<Vkey>() {
            Ok(key) => keys.push(key),
            Err(_) => keys.extend(in_file(text)?),
        }
    }
    match keys.iter().find(|key| key.algorithm() != kind) {
        Some(key) => Err(Stop::usage(format!("{key} is not the key of {}", whose(kind))).into()),
        None => Ok(keys),
    }
}

fn whose(kind: Algorithm) -> &'static str {
    match kind {
        Algorithm::Ed25519 => "a log",
        Algorithm::Cosignature => "a witness",
    }
}

fn in_file(file: &str) -> anyhow::Result<Vec<Vkey>> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("{file} is neither a public key nor a file of them that can be read"))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let keys: Vec<Vkey> =
        lines.map(|line| line.parse().with_context(|| format!("{file}: {line}"))).collect::<anyhow::Result<_>>()?;
    if keys.is_empty() { Err(Stop::usage(format!("there is no key in {file}")).into()) } else { Ok(keys) }
}

#[cfg(test)]
mod tests {
    use ledger::{SecretKey, Signer as _};

    use super::*;

    fn key(name: &str, kind: Algorithm) -> Vkey {
        SecretKey::new(name, kind, [1; 32]).unwrap().vkey().clone()
    }

    #[test]
    fn keys_are_taken_as_they_are_and_from_files() {
        let (one, two) = (key("a.example", Algorithm::Ed25519), key("b.example", Algorithm::Ed25519));
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("keys");
        std::fs::write(&file, format!("# ours\n\n{two}\n")).unwrap();
        let texts = [one.to_string(), file.display().to_string()];
        assert_eq!(read(&texts, Algorithm::Ed25519).unwrap(), [one, two]);
        let witness = key("w.example", Algorithm::Cosignature).to_string();
        assert!(read(&[witness], Algorithm::Ed25519).unwrap_err().to_string().contains("not the key of a log"));
        assert!(read(&["no such file".to_owned()], Algorithm::Ed25519).is_err());
        std::fs::write(&file, "# none\n").unwrap();
        assert!(read(&texts[1..], Algorithm::Ed25519).is_err());
    }
}
