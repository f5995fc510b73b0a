//! Writing tiles and bundles.

use ledger::{Bundle, Hash, Tile, bundle};

use super::files::Files;
use super::{Export, ExportError, Progress, Step};
use crate::Error;

/// How many tiles are read at once; two megabytes of them.
const BATCH: usize = 256;

pub(super) async fn write_bundles(
    what: &Export<'_>,
    files: &Files,
    size: u64,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), ExportError> {
    let total = size.div_ceil(256);
    for bundle in Bundle::all(size) {
        let path = bundle.to_string();
        let is_there = bundle.width == 256 && files.read(&path)?.is_some_and(|bytes| holds(&bytes, 256));
        if !is_there {
            files.write(&path, &entries(what, bundle).await?)?;
        }
        progress(Progress { step: Step::Bundles, done: bundle.index + 1, total });
    }
    Ok(())
}

fn holds(bytes: &[u8], width: usize) -> bool {
    let (whole, torn): (Vec<_>, Vec<_>) = bundle::entries(bytes).partition(Result::is_ok);
    whole.len() == width && torn.is_empty()
}

async fn entries(what: &Export<'_>, bundle: Bundle) -> Result<Vec<u8>, ExportError> {
    let (mut bytes, mut index) = (Vec::new(), bundle.start());
    let end = index + u64::from(bundle.width);
    while index < end {
        let entries = what.ledger.entries(what.name, index, (end - index) as usize).await?;
        if entries.is_empty() {
            return Err(Error::inconsistent(format!("entry {index} is not there")).into());
        }
        for entry in entries.iter().take((end - index) as usize) {
            let pushed = bundle::push(&mut bytes, entry);
            pushed.map_err(|error| Error::inconsistent(format!("entry {index}: {error}")))?;
            index += 1;
        }
    }
    Ok(bytes)
}

pub(super) async fn write_tiles(
    what: &Export<'_>,
    files: &Files,
    size: u64,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), ExportError> {
    let total = Tile::all(size).count() as u64;
    let (mut done, mut tiles) = (0, Tile::all(size).peekable());
    while tiles.peek().is_some() {
        let batch: Vec<Tile> = tiles.by_ref().take(BATCH).collect();
        done += batch.len() as u64;
        write_batch(what, files, batch).await?;
        progress(Progress { step: Step::Tiles, done, total });
    }
    Ok(())
}

async fn write_batch(what: &Export<'_>, files: &Files, mut tiles: Vec<Tile>) -> Result<(), ExportError> {
    tiles.retain(|tile| !(tile.is_full() && is_there(files, *tile)));
    if tiles.is_empty() {
        return Ok(());
    }
    let found = what.ledger.tiles(what.name, &tiles).await?;
    for tile in tiles {
        let bytes = found.get(tile).ok_or_else(|| Error::inconsistent(format!("{tile} is not there")))?;
        files.write(&tile.to_string(), bytes)?;
    }
    Ok(())
}

fn is_there(files: &Files, tile: Tile) -> bool {
    let length = u64::from(tile.width) * Hash::SIZE as u64;
    std::fs::metadata(files.path(&tile.to_string())).is_ok_and(|file| file.is_file() && file.len() == length)
}
