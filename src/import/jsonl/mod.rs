//! Imports conversations from JSON lines, the format that docs/import.md defines: one conversation a line.

mod check;
mod map;
mod record;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use domain::Code;
use tokio::sync::mpsc;

use super::ids::{Digests, Ids};
use super::plan::Plan;
use super::run::Planned;
use crate::exit::Stop;
use crate::json;

/// A line longer than this is no conversation, bytes.
const LONGEST: u64 = 4 << 20;

/// Reads conversations from a file, or from standard input when the path is `-`, and plans their import.
///
/// # Errors
/// When the file cannot be opened.
pub fn plans(path: &Path, source: Code, digests: Arc<dyn Digests>) -> anyhow::Result<mpsc::Receiver<Planned>> {
    let input: Box<dyn Read + Send> = if path == Path::new("-") { Box::new(io::stdin()) } else { open(path)? };
    let ids = Ids::of(source.as_str(), digests);
    let place = if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() };
    Ok(super::start(move |take| {
        read(BufReader::new(input), &source, &ids, &mut |planned| {
            take(planned.map_err(|reason| format!("{place}, {reason}")))
        });
    }))
}

fn open(path: &Path) -> anyhow::Result<Box<dyn Read + Send>> {
    match File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Stop::not_found(format!("there is no {}", path.display())).into())
        }
        Err(error) => Err(error).with_context(|| format!("{} cannot be opened", path.display())),
    }
}

fn read(mut input: impl BufRead, source: &Code, ids: &Ids, take: &mut dyn FnMut(Planned) -> bool) {
    let mut text = Vec::new();
    for number in 1_u64.. {
        let planned = match next_line(&mut input, &mut text) {
            Ok(Line::None) => return,
            Ok(Line::TooLong) => Err(format!("a line has at most {LONGEST} bytes")),
            Ok(Line::Whole) if text.trim_ascii().is_empty() => continue,
            Ok(Line::Whole) => plan(&text, source, ids),
            Err(error) => {
                take(Err(format!("line {number}: {error}")));
                return;
            }
        };
        if !take(planned.map_err(|reason| format!("line {number}: {reason}"))) {
            return;
        }
    }
}

enum Line {
    Whole,
    TooLong,
    None,
}

/// Reads the next line into `text`; of one that is too long, the rest is passed over and never held.
fn next_line(input: &mut impl BufRead, text: &mut Vec<u8>) -> io::Result<Line> {
    text.clear();
    let read = input.by_ref().take(LONGEST + 1).read_until(b'\n', text)? as u64;
    match read {
        0 => Ok(Line::None),
        1..=LONGEST => Ok(Line::Whole),
        _ if text.ends_with(b"\n") => Ok(Line::Whole),
        _ => input.skip_until(b'\n').map(|_| Line::TooLong),
    }
}

fn plan(line: &[u8], source: &Code, ids: &Ids) -> Result<Plan, String> {
    let conversation = serde_json::from_slice(line).map_err(|error| json::in_line(&error))?;
    map::plan(&conversation, source, ids)
}

#[cfg(test)]
mod tests;
