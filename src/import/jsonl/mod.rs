//! Imports conversations from JSON lines, the format that docs/import.md defines: one conversation a line.

mod check;
mod map;
mod record;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use domain::Code;
use tokio::sync::mpsc;

use super::ids::{Digests, Ids};
use super::plan::Plan;
use super::run::Planned;
use crate::exit::Stop;

/// A line longer than this is no conversation, bytes.
const LONGEST: u64 = 64 << 20;

/// Reads conversations from a file, or from standard input when the path is `-`, and plans their import.
///
/// # Errors
/// When the file cannot be opened.
pub fn plans(path: &Path, source: Code, digests: Arc<dyn Digests>) -> anyhow::Result<mpsc::Receiver<Planned>> {
    let input: Box<dyn Read + Send> = if path == Path::new("-") { Box::new(std::io::stdin()) } else { open(path)? };
    let ids = Ids::of(source.as_str(), digests);
    Ok(super::start(move |take| read(BufReader::new(input), &source, &ids, take)))
}

fn open(path: &Path) -> anyhow::Result<Box<dyn Read + Send>> {
    match File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Stop::not_found(format!("there is no {}", path.display())).into())
        }
        Err(error) => Err(error).with_context(|| format!("{} cannot be opened", path.display())),
    }
}

fn read(mut input: impl BufRead, source: &Code, ids: &Ids, take: &mut dyn FnMut(Planned) -> bool) {
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let planned = match input.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
            Ok(0) => return,
            Ok(_) if line.len() as u64 == LONGEST => Err(format!("it has more than {LONGEST} bytes")),
            Ok(_) if line.trim_ascii().is_empty() => continue,
            Ok(_) => plan(&line, source, ids),
            Err(error) => {
                take(Err(format!("line {number}: {error}")));
                return;
            }
        };
        let too_long = line.len() as u64 == LONGEST;
        if !take(planned.map_err(|reason| format!("line {number}: {reason}"))) || too_long {
            return;
        }
    }
}

fn plan(line: &[u8], source: &Code, ids: &Ids) -> Result<Plan, String> {
    let conversation = serde_json::from_slice(line).map_err(|error| record::problem(&error))?;
    map::plan(&conversation, source, ids)
}

#[cfg(test)]
mod tests;
