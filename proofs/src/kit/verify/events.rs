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
        let entries = split(bundle, &bytes)?;
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
        self.counts.bundles += 1;
        let full = self.tree.take_full();
        self.compare_tiles(full).await
    }

    async fn bundle(&mut self, bundle: Bundle) -> Result<Vec<u8>, VerifyError> {
        if let Some(bytes) = self.source.file(&bundle.to_string(), MOST_BUNDLE).await? {
            return Ok(bytes);
        }
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

    /// The leaf of the event at a position, when the row at hand leads to this entry and goes on in its stream.
    fn follow(&mut self, position: u64, entry: &[u8]) -> Option<Hash> {
        let is_in_place = self.events.chunk().is_none_or(|chunk| chunk == layout::chunk_of(position));
        let line = self.events.line().filter(|_| is_in_place && !self.events.is_torn());
        let row = line.and_then(|line| from_utf8(line).ok()).and_then(|text| S::row(text).ok());
        let Some(row) = row.filter(|row| row.position == position) else { return self.withheld(position, entry) };
        let slot = self.streams.slot(&row.tenant, &row.stream);
        let (revision, previous) = slot.next();
        row.entry(previous, &mut self.entry);
        if row.revision != revision || self.entry.as_bytes() != entry {
            return None;
        }
        let leaf = Hash::leaf(entry);
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
        if slot.next() != (sealed.revision, sealed.previous) {
            return None;
        }
        let leaf = Hash::leaf(entry);
        slot.set(sealed.revision, leaf);
        self.counts.withheld += 1;
        Some(leaf)
    }
}

/// The entries of a bundle: as many as there must be.
fn split(bundle: Bundle, bytes: &[u8]) -> Result<Vec<&[u8]>, Finding> {
    let (mut entries, width) = (Vec::with_capacity(256), usize::from(bundle.width));
    let fault = |count: usize, found: String| {
        let place = Place::File(bundle.to_string(), Some(bundle.start() + 1 + count as u64));
        Finding::new(Code::Bundle, place, format!("{width} entries"), found)
    };
    for entry in bundle::entries(bytes) {
        if entries.len() == width {
            return Err(fault(width, "more".to_owned()));
        }
        entries.push(entry.map_err(|torn| fault(entries.len(), torn.to_string()))?);
    }
    if entries.len() < width { Err(fault(entries.len(), format!("{} entries", entries.len()))) } else { Ok(entries) }
}
