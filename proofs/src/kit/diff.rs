//! The first difference of two kits.

use std::path::Path;
use std::str::from_utf8;

use ledger::{Bundle, Hash, Tile, bundle};

use super::finding::{Code, Finding, Place, VerifyError};
use super::input::{Directory, KitSource};
use super::manifest::Manifest;
use super::verify::differences::{differences, shortened, told};
use super::verify::feed::Feed;
use super::{checkpoint_line, layout, line};
use crate::entry;

/// How much of a tile or bundle is read, bytes.
const MOST: usize = 1 << 25;

/// How two kits relate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Comparison {
    /// They hold the same.
    Equal {
        /// How many events.
        size: u64,
    },
    /// One goes on where the other ends; up to there they hold the same.
    Prefix {
        /// How many events the first has.
        a: u64,
        /// How many the second has.
        b: u64,
    },
    /// They differ.
    Different(Box<Difference>),
}

/// Where two kits differ first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Where.
    pub at: Place,
    /// What the first has.
    pub a: String,
    /// What the second has.
    pub b: String,
}

/// Compares two kits: their events in order, then their checkpoints, then entries and tiles. Signatures of witnesses and
/// the time of the export may differ. Nothing is verified.
///
/// # Errors
/// When a kit cannot be read.
pub async fn diff(a: &Path, b: &Path) -> Result<Comparison, VerifyError> {
    let mut pair = Pair { a: Directory::at(a), b: Directory::at(b) };
    let (of_a, of_b) = (manifest(&mut pair.a).await?, manifest(&mut pair.b).await?);
    let name = |manifest: &Manifest| format!("{} of {}", manifest.ledger, manifest.origin);
    if name(&of_a) != name(&of_b) {
        let at = Place::File(layout::MANIFEST.to_owned(), None);
        return Ok(different(at, name(&of_a), name(&of_b)));
    }
    let (size_a, size_b) = (of_a.size(), of_b.size());
    let common = size_a.min(size_b);
    let found = match pair.events(common).await? {
        Some(found) => Some(found),
        None => match pair.checkpoints(common).await? {
            Some(found) => Some(found),
            None => pair.files(size_a, size_b).await?,
        },
    };
    Ok(match found {
        Some(found) => Comparison::Different(Box::new(found)),
        None if size_a == size_b => Comparison::Equal { size: common },
        None => Comparison::Prefix { a: size_a, b: size_b },
    })
}

fn different(at: Place, a: String, b: String) -> Comparison {
    Comparison::Different(Box::new(Difference { at, a, b }))
}

async fn manifest(kit: &mut Directory) -> Result<Manifest, VerifyError> {
    let bytes = kit.manifest().await?.unwrap_or_default();
    let unreadable = |found| Finding::in_file(Code::Unreadable, layout::MANIFEST, "a manifest", found);
    Ok(Manifest::read(&bytes).map_err(unreadable)?)
}

struct Pair {
    a: Directory,
    b: Directory,
}

impl Pair {
    async fn events(&mut self, common: u64) -> Result<Option<Difference>, VerifyError> {
        let (mut a, mut b) = (Feed::default(), Feed::default());
        for position in 1..=common {
            if a.is_dry() {
                a.fill(self.a.events().await?);
            }
            if b.is_dry() {
                b.fill(self.b.events().await?);
            }
            if a.line() != b.line() || a.line().is_none() {
                let (a, b) = tell(a.line(), b.line());
                return Ok(Some(Difference { at: Place::Position(position), a, b }));
            }
            a.advance();
            b.advance();
        }
        Ok(None)
    }

    async fn checkpoints(&mut self, common: u64) -> Result<Option<Difference>, VerifyError> {
        let (mut a, mut b) = (Feed::default(), Feed::default());
        loop {
            if a.is_dry() {
                a.fill(self.a.checkpoints().await?);
            }
            if b.is_dry() {
                b.fill(self.b.checkpoints().await?);
            }
            let (said_a, said_b) = (head(a.line(), common), head(b.line(), common));
            if said_a != said_b {
                let size = [&said_a, &said_b].into_iter().flatten().map(|(size, _)| *size).min().unwrap_or_default();
                let show = |said: Option<(u64, String)>| said.map_or("none".to_owned(), |(_, said)| said);
                let (a, b) = (show(said_a), show(said_b));
                return Ok(Some(Difference { at: Place::Checkpoint(size), a, b }));
            }
            if said_a.is_none() {
                return Ok(None);
            }
            a.advance();
            b.advance();
        }
    }

    /// Entries and hashes, as far as both kits have them.
    async fn files(&mut self, size_a: u64, size_b: u64) -> Result<Option<Difference>, VerifyError> {
        let common = size_a.min(size_b);
        for bundle in Bundle::all(common) {
            let path = |size| Bundle::at(bundle.index, size).unwrap_or(bundle).to_string();
            let position = bundle.start() + 1;
            let width = usize::from(bundle.width);
            let cut = |bytes: &[u8]| -> usize {
                bundle::entries(bytes).take(width).map_while(Result::ok).map(|entry| 2 + entry.len()).sum()
            };
            if let Some(found) = self.file(&path(size_a), &path(size_b), position, cut).await? {
                return Ok(Some(found));
            }
        }
        for tile in Tile::all(common) {
            let path = |size| Tile::at(tile.level, tile.index, size).unwrap_or(tile).to_string();
            let position = ((tile.index * 256) << (8 * u32::from(tile.level))) + 1;
            let width = usize::from(tile.width) * Hash::SIZE;
            if let Some(found) = self.file(&path(size_a), &path(size_b), position, |_| width).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    async fn file(
        &mut self,
        in_a: &str,
        in_b: &str,
        position: u64,
        cut: impl Fn(&[u8]) -> usize,
    ) -> Result<Option<Difference>, VerifyError> {
        let (a, b) = (self.a.file(in_a, MOST).await?, self.b.file(in_b, MOST).await?);
        let part = |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|bytes| bytes[..cut(bytes).min(bytes.len())].to_vec());
        let (a, b) = (part(&a), part(&b));
        if a == b && a.is_some() {
            return Ok(None);
        }
        let show = |bytes: Option<Vec<u8>>| {
            bytes.map_or("nothing".to_owned(), |bytes| format!("{} bytes of sha256 {}", bytes.len(), Hash::of(&bytes)))
        };
        Ok(Some(Difference { at: Place::File(in_a.to_owned(), Some(position)), a: show(a), b: show(b) }))
    }
}

/// What two lines say differently: the fields, where both can be read.
fn tell(a: Option<&[u8]>, b: Option<&[u8]>) -> (String, String) {
    let text = |line: Option<&[u8]>| line.and_then(|line| from_utf8(line).ok()).map(str::to_owned);
    let (text_a, text_b) = (text(a), text(b));
    let row = |text: &Option<String>| text.as_deref().and_then(|text| line::read(text).ok()?.to_event().ok());
    if let (Some(event), Some(text)) = (row(&text_a), text_b.as_deref())
        && let Ok(other) = line::read(text)
    {
        return told(&differences(&entry::commitment(&event, None), &other));
    }
    let show = |line: Option<&[u8]>| line.map_or("nothing".to_owned(), |line| shortened(&line.escape_ascii()));
    (show(a), show(b))
}

/// What a line of checkpoints says, without the signatures; nothing when it is of a size beyond `common`.
fn head(line: Option<&[u8]>, common: u64) -> Option<(u64, String)> {
    let line = line?;
    match checkpoint_line::read(line) {
        Some(sealed) if sealed.head.size > common => None,
        Some(sealed) => {
            let at = sealed.sealed_at.to_rfc3339();
            Some((sealed.head.size, format!("{} at {at}, text {:?}", sealed.head, sealed.note.text)))
        }
        None => Some((0, shortened(&line.escape_ascii()))),
    }
}
