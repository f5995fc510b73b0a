//! The events, a bundle's worth at a time.

use std::str::from_utf8;

use ledger::bundle::{self, MAX_ENTRY};
use ledger::{Bundle, Commitment, Hash};

use super::Run;
use crate::kit::finding::{Code, Finding, Place, VerifyError};
use crate::kit::input::KitSource;
use crate::kit::layout;

/// The most bytes a bundle can have.
pub(super) const MOST_BUNDLE: usize = 256 * (2 + MAX_ENTRY);

impl<S: KitSource> Run<'_, S> {
    /// Takes the events under one bundle, and compares the tiles that they complete.
    pub(super) async fn group(&mut self, bundle: Bundle) -> Result<(), VerifyError> {
        let bytes = self.bundle(bundle).await?;
        self.leaves = self.leaf_tile(bundle.index).await?;
        let (entries, fault) = split(bundle, &bytes);
        for (position, entry) in (bundle.start() + 1..).zip(entries) {
            if self.events.is_dry() {
                self.events.fill(self.source.events().await?);
            }
            let Some(leaf) = self.follow(position, entry) else { return Err(self.blame(position, entry).await) };
            self.tree.leaf(leaf);
            if self.heads.due(position).is_some() {
                self.pass_head().await?;
            }
        }
        if let Some(fault) = fault {
            return Err(fault.into());
        }
        self.counts.bundles += 1;
        let full = self.tree.take_full();
        self.compare_tiles(full).await
    }

    async fn bundle(&mut self, bundle: Bundle) -> Result<Vec<u8>, VerifyError> {
        if let Some(bytes) = self.source.file(&bundle.to_string(), MOST_BUNDLE).await? {
            return Ok(bytes);
        }
        self.is_of_another_size()?;
        let first = bundle.start() + 1;
        if self.events.is_dry() {
            self.events.fill(self.source.events().await?);
        }
        // Where the events end too, that is what there is to say.
        match self.events.line() {
            None if S::SETTLED => Err(self.no_event(first, "").into()),
            Some(_) | None => {
                let place = Place::File(bundle.to_string(), Some(first));
                Err(Finding::new(Code::Bundle, place, "the bundle", "nothing").into())
            }
        }
    }

    /// Where what must be there is not, and what is there would be of another size, it is the size that is wrong.
    pub(super) fn is_of_another_size(&mut self) -> Result<(), VerifyError> {
        let stray = self.source.stray(self.size)?.map(|(_, path)| path).filter(|path| path.starts_with(layout::TILES));
        let Some(path) = stray else { return Ok(()) };
        let expected = format!("entries and tiles of a log of {} events", self.size);
        Err(Finding::new(Code::Head, Place::Checkpoint(self.size), expected, format!("{path} of another size")).into())
    }

    /// The leaf of the event at a position, when the row at hand leads to this entry and goes on in its stream.
    fn follow(&mut self, position: u64, entry: &[u8]) -> Option<Hash> {
        let is_in_place = self.events.chunk().is_none_or(|chunk| chunk == layout::chunk_of(position));
        let line = self.events.line().filter(|_| is_in_place && !self.events.is_torn());
        let row = line.and_then(|line| from_utf8(line).ok()).and_then(|text| S::row(text).ok());
        let Some(row) = row.filter(|row| row.position == position) else { return self.withheld(position, entry) };
        let slot = self.streams.slot(&row.tenant, &row.stream);
        let (revision, previous) = slot.next();
        row.entry(previous, &mut self.entry);
        let leaf = Hash::leaf(entry);
        if row.revision != revision || self.entry.as_bytes() != entry || published(&self.leaves, position) != Some(leaf)
        {
            return None;
        }
        slot.set(revision, leaf);
        self.events.advance();
        self.counts.events += 1;
        Some(leaf)
    }

    /// The leaf of an event of another tenant, whose row a server holds back.
    fn withheld(&mut self, position: u64, entry: &[u8]) -> Option<Hash> {
        let tenant = self.source.tenant()?;
        let sealed = Commitment::decode(entry).ok()?;
        if sealed.tenant == tenant || sealed.position != position {
            return None;
        }
        let slot = self.streams.slot(&sealed.tenant, &sealed.stream);
        let leaf = Hash::leaf(entry);
        if slot.next() != (sealed.revision, sealed.previous) || published(&self.leaves, position) != Some(leaf) {
            return None;
        }
        slot.set(sealed.revision, leaf);
        self.counts.withheld += 1;
        Some(leaf)
    }
}

/// The hash that the tile of a leaf has of it.
pub(super) fn published(tile: &[u8], position: u64) -> Option<Hash> {
    let start = (position.checked_sub(1)? % 256) as usize * Hash::SIZE;
    Hash::from_slice(tile.get(start..start + Hash::SIZE)?)
}

/// The entries of a bundle, no more than there must be; and what is wrong with how many there are.
fn split(bundle: Bundle, bytes: &[u8]) -> (Vec<&[u8]>, Option<Finding>) {
    let (mut entries, width) = (Vec::with_capacity(256), usize::from(bundle.width));
    let fault = |count: usize, found: String| {
        let place = Place::File(bundle.to_string(), Some(bundle.start() + 1 + count as u64));
        Some(Finding::new(Code::Bundle, place, format!("{width} entries"), found))
    };
    for entry in bundle::entries(bytes) {
        if entries.len() == width {
            return (entries, fault(width, "more".to_owned()));
        }
        match entry {
            Ok(entry) => entries.push(entry),
            Err(torn) => {
                let fault = fault(entries.len(), torn.to_string());
                return (entries, fault);
            }
        }
    }
    let count = entries.len();
    let fault = if count < width { fault(count, format!("{count} entries")) } else { None };
    (entries, fault)
}
