//! Where things stand in a kit.

use std::path::{Path, PathBuf};

/// How many events one file holds.
pub const CHUNK: u64 = 65_536;
/// What the kit is; written first and last.
pub const MANIFEST: &str = "kit.json";
/// The last signed note, with cosignatures.
pub const CHECKPOINT: &str = "checkpoint";
/// Every checkpoint, one line each, in the order of their sizes.
pub const CHECKPOINTS: &str = "checkpoints.ndjson";
/// The directory of the events.
pub const EVENTS: &str = "events";
/// The directory of tiles and bundles, which stand at their tlog-tiles paths.
pub const TILES: &str = "tile";

/// The file of events number `chunk`, from 0.
#[must_use]
pub fn chunk(chunk: u64) -> String {
    format!("{EVENTS}/{chunk:06}.ndjson")
}

/// The number of the file in which the event at a position stands.
#[must_use]
pub fn chunk_of(position: u64) -> u64 {
    position.saturating_sub(1) / CHUNK
}

/// All files below `directory/part`, as paths from `directory` in `/` form; none when it is not there.
///
/// # Errors
/// When a directory cannot be read.
pub(super) fn files(directory: &Path, part: &str) -> std::io::Result<Vec<String>> {
    let (mut files, mut pending) = (Vec::new(), vec![PathBuf::from(part)]);
    while let Some(place) = pending.pop() {
        let entries = match std::fs::read_dir(directory.join(&place)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let path = place.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                pending.push(path);
            } else {
                files.push(path.to_string_lossy().into_owned());
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_from_one_and_files_from_zero() {
        assert_eq!((chunk_of(1), chunk_of(CHUNK), chunk_of(CHUNK + 1)), (0, 0, 1));
        assert_eq!(chunk(1), "events/000001.ndjson");
        assert_eq!(chunk(1_234_567), "events/1234567.ndjson");
    }
}
