//! Writing the events.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use super::files::Files;
use super::{Export, ExportError, Progress, Step};
use crate::kit::layout::{self, CHUNK};
use crate::kit::line;

/// How many events are read at once.
const BATCH: usize = 1_000;
/// The beginning of a line that tells its position is not longer than this, bytes.
const HEAD: usize = 40;
/// How much of the end of a file is looked at for the beginning of its last line, bytes.
const TAIL: u64 = 1 << 20;

/// Writes the events up to `size`; how many were there already.
pub(super) async fn write(
    what: &Export<'_>,
    files: &Files,
    size: u64,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<u64, ExportError> {
    let mut kept = 0;
    for chunk in 0..size.div_ceil(CHUNK) {
        let (first, end) = (chunk * CHUNK + 1, size.min((chunk + 1) * CHUNK));
        let name = layout::chunk(chunk);
        if end - first + 1 == CHUNK && is_whole(&files.path(&name), first, end) {
            kept += CHUNK;
        } else {
            write_chunk(what, files, &name, first..=end, &mut |done| {
                progress(Progress { step: Step::Events, done, total: size });
            })
            .await?;
        }
        progress(Progress { step: Step::Events, done: end, total: size });
    }
    Ok(kept)
}

async fn write_chunk(
    what: &Export<'_>,
    files: &Files,
    name: &str,
    positions: std::ops::RangeInclusive<u64>,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<(), ExportError> {
    let mut file = files.begin(name)?;
    let (mut next, end, mut lines) = (*positions.start(), *positions.end(), Vec::new());
    while next <= end {
        let left = usize::try_from(end - next + 1).map_or(BATCH, |left| left.min(BATCH));
        let events = what.log.read_all(next - 1, left).await?;
        if events.is_empty() {
            return Err(ExportError::Missing(next));
        }
        lines.clear();
        for event in events.iter().take(left) {
            if event.position != next {
                return Err(ExportError::Missing(next));
            }
            line::write(&mut lines, event);
            next += 1;
        }
        file.append(&lines)?;
        progress(next - 1);
    }
    file.finish()
}

/// Whether a file begins with the line of one position and ends with that of another. Files appear whole, so what lies
/// between is there too; `verify` looks at it.
fn is_whole(path: &Path, first: u64, end: u64) -> bool {
    let ends = || -> io::Result<(Vec<u8>, Vec<u8>)> {
        let mut file = File::open(path)?;
        let (mut head, mut tail) = (Vec::new(), Vec::new());
        io::Read::by_ref(&mut file).take(HEAD as u64).read_to_end(&mut head)?;
        let length = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
        file.take(TAIL).read_to_end(&mut tail)?;
        Ok((head, tail))
    };
    let Ok((head, tail)) = ends() else { return false };
    let last = tail.strip_suffix(b"\n").and_then(|tail| tail.rsplit(|byte| *byte == b'\n').next());
    let is_of = |line: &[u8], position: u64| line.starts_with(format!("{{\"position\":\"{position}\",").as_bytes());
    is_of(&head, first) && last.is_some_and(|last| is_of(last, end))
}
