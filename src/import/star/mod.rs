//! Imports STAR: 5,322 dialogues between a person who plays a customer and one who plays an assistant, each an event log
//! of its own. Where the data comes from and what becomes of it stands in docs/import.md.

mod dialogue;
mod map;
mod questions;
mod setup;
mod source;

use std::path::Path;
use std::sync::Arc;

use tokio::sync::mpsc;

pub use source::Source;

use super::ids::{Digests, Ids};
use super::run::Planned;
use crate::json;

/// What the source is called in ids, channels and identities.
const NAME: &str = "star";

/// Reads the dialogues of an archive or a folder and plans their import.
///
/// # Errors
/// When the path is neither.
pub fn plans(path: &Path, digests: Arc<dyn Digests>) -> anyhow::Result<mpsc::Receiver<Planned>> {
    let source = Source::open(path)?;
    let ids = Ids::of(NAME, digests);
    Ok(super::start(move |take| {
        source.read(&mut |name, content| {
            take(content.and_then(|text| plan(&text, &ids)).map_err(|reason| format!("{name}: {reason}")))
        });
    }))
}

fn plan(text: &[u8], ids: &Ids) -> Result<super::plan::Plan, String> {
    let dialogue = serde_json::from_slice(text).map_err(|error| json::in_file(&error))?;
    map::plan(&dialogue, ids)
}
