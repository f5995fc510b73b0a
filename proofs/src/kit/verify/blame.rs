//! Naming what is wrong at a position, where the row at hand does not lead to the entry.

use std::borrow::Cow;
use std::str::from_utf8;

use ledger::{Bundle, Commitment, Hash, Tile};

use super::Run;
use super::differences::{differences, shortened, told};
use super::events::published;
use super::suspects::Ahead;
use crate::kit::finding::{Code, Finding, Place, VerifyError};
use crate::kit::input::KitSource;
use crate::kit::layout;
use crate::kit::row::Row;

impl<S: KitSource> Run<'_, S> {
    /// What is wrong at a position whose entry is not that of the row at hand.
    pub(super) async fn blame(&mut self, position: u64, entry: &[u8]) -> VerifyError {
        match self.name(position, entry).await {
            Ok(finding) => finding.into(),
            Err(error) => error,
        }
    }

    async fn name(&mut self, position: u64, entry: &[u8]) -> Result<Finding, VerifyError> {
        let line = self.events.line().map(<[u8]>::to_vec);
        let sealed = Commitment::decode(entry).ok().filter(|sealed| sealed.position == position);
        let Some(line) = line else {
            return Ok(self.no_event(position, &sealed.map(|sealed| event(&sealed)).unwrap_or_default()));
        };
        let row = match self.read_row(position, &line) {
            Ok(row) => row,
            Err(finding) => return Ok(finding),
        };
        if let Some(finding) = self.wrong_leaf(position, entry, &row).await? {
            return Ok(finding);
        }
        if let Some(finding) = self.wrong_entry(position, entry, sealed.as_ref(), &row) {
            return Ok(finding);
        }
        match sealed {
            Some(sealed) => self.wrong_row(&sealed, &row).await,
            None => Ok(self.bundle_fault(
                position,
                "an entry for this position".to_owned(),
                shortened(&entry.escape_ascii()),
            )),
        }
    }

    fn read_row<'l>(&self, position: u64, line: &'l [u8]) -> Result<Row<'l>, Finding> {
        let unreadable = |found: String| Finding::at(Code::Unreadable, position, "a line of one event", found);
        let is_torn = self.events.is_torn();
        let text = from_utf8(line).map_err(|_| unreadable("bytes that are not UTF-8".to_owned()))?;
        let row = S::row(text).map_err(|error| unreadable(format!("a line that cannot be read: {error}")))?;
        if is_torn { Err(unreadable("a line that does not end with a line break".to_owned())) } else { Ok(row) }
    }

    /// What there is to say where the events end before the last checkpoint does.
    pub(super) fn no_event(&self, position: u64, sealed: &str) -> Finding {
        let file = layout::chunk(layout::chunk_of(position));
        if S::SETTLED && (position - 1).is_multiple_of(layout::CHUNK) {
            return Finding::new(Code::Unreadable, Place::File(file, Some(position)), "the file", "nothing");
        }
        let expected = format!("the event{sealed}; the last checkpoint is of size {}", self.size);
        Finding::at(Code::MissingEvent, position, expected, "the end of the events")
    }

    /// Row and entry agree, and the tile does not: it is wrong, unless what stands above it agrees with it. Then row and
    /// entry were rewritten together.
    async fn wrong_leaf(&mut self, position: u64, entry: &[u8], row: &Row<'_>) -> Result<Option<Finding>, VerifyError> {
        let Some(published) = published(&self.leaves, position) else { return Ok(None) };
        let (_, previous) = self.streams.slot(&row.tenant, &row.stream).next();
        row.entry(previous, &mut self.entry);
        if self.entry.as_bytes() != entry || Hash::leaf(entry) == published {
            return Ok(None);
        }
        if self.tile_fits_above(position).await? {
            let expected = format!("the event and the entry of the leaf {published}");
            let found = format!("both of the leaf {}: they were rewritten together", Hash::leaf(entry));
            return Ok(Some(self.bundle_fault(position, expected, found)));
        }
        let tile = Tile::at(0, (position - 1) / 256, self.size).map(|tile| tile.to_string());
        let place = Place::File(tile.unwrap_or_default(), Some(position));
        Ok(Some(Finding::new(Code::Tile, place, Hash::leaf(entry).to_string(), published.to_string())))
    }

    /// Whether it is the entry that is wrong: row and tile agree.
    fn wrong_entry(
        &mut self,
        position: u64,
        entry: &[u8],
        sealed: Option<&Commitment>,
        row: &Row<'_>,
    ) -> Option<Finding> {
        let published = published(&self.leaves, position).filter(|leaf| *leaf != Hash::leaf(entry))?;
        let (_, previous) = self.streams.slot(&row.tenant, &row.stream).next();
        row.entry(previous, &mut self.entry);
        if Hash::leaf(self.entry.as_bytes()) != published {
            return None;
        }
        let (found, expected) = match sealed {
            Some(sealed) => told(&differences(sealed, row)),
            None => (String::new(), String::new()),
        };
        let or = |told: String, entry: &[u8]| if told.is_empty() { shortened(&entry.escape_ascii()) } else { told };
        Some(self.bundle_fault(position, or(expected, self.entry.as_bytes()), or(found, entry)))
    }

    /// What is wrong with a row, where the entry is right.
    async fn wrong_row(&mut self, sealed: &Commitment, row: &Row<'_>) -> Result<Finding, VerifyError> {
        let differences = differences(sealed, row);
        if differences.is_empty() {
            return Ok(self.same_row(sealed, row));
        }
        let (expected, found) = told(&differences);
        let is_same = row.event_id == sealed.event_id || differences.len() == 1;
        if is_same {
            let is_body = differences.iter().all(|difference| difference.field == "body");
            let code = if is_body { Code::AlteredBody } else { Code::AlteredMetadata };
            let whose = if is_body { self.whose_body(sealed, row).await? } else { String::new() };
            return Ok(Finding::at(code, sealed.position, expected, format!("{found}{whose}")));
        }
        if let Some(finding) = self.other_event(sealed, row).await? {
            return Ok(finding);
        }
        Ok(Finding::at(Code::AlteredMetadata, sealed.position, expected, found))
    }

    /// The row is the one that was sealed: then it stands in the wrong file, or does not go on in its stream.
    fn same_row(&mut self, sealed: &Commitment, row: &Row<'_>) -> Finding {
        if let Some(chunk) = self.events.chunk().filter(|chunk| *chunk != layout::chunk_of(sealed.position)) {
            let expected = format!("the event in {}", layout::chunk(layout::chunk_of(sealed.position)));
            return Finding::at(Code::Unreadable, sealed.position, expected, layout::chunk(chunk));
        }
        let (revision, previous) = self.streams.slot(&row.tenant, &row.stream).next();
        let spelled = |revision: u64, previous: Option<Hash>| {
            let previous = previous.map_or("none".to_owned(), |leaf| leaf.to_string());
            format!("revision {revision} of {} behind the leaf {previous}", shortened(&row.stream))
        };
        let (expected, found) = (spelled(revision, previous), spelled(sealed.revision, sealed.previous));
        Finding::at(Code::BrokenStream, sealed.position, expected, found)
    }

    /// The row is of another event than the one that was sealed here: which was taken away, put in or moved?
    async fn other_event(&mut self, sealed: &Commitment, row: &Row<'_>) -> Result<Option<Finding>, VerifyError> {
        let row_id = row.event_id.clone().into_owned();
        let here = sealed.position;
        let stands = |place: &str| format!("the event {} {place}", row.event_id);
        let own = self.sealed_at(row.position).await?.filter(|own| own.event_id == row_id);
        let before = self.sealed_at(here - 1).await?.filter(|before| before.event_id == row_id);
        let at = |code, found: String| Ok(Some(Finding::at(code, here, format!("the event{}", event(sealed)), found)));
        if before.is_some() || own.as_ref().is_some_and(|own| own.position < here) {
            return at(Code::Reordered, stands("again"));
        }
        let behind = self.sealed_behind(here, |later| later.event_id == row_id).await?;
        let behind = behind.or(own.map(|own| own.position));
        match (behind, self.ahead(&sealed.event_id).await?) {
            (Some(position), Ahead::Next | Ahead::Later(_)) => {
                at(Code::Reordered, stands(&format!("of position {position}")))
            }
            (Some(position), Ahead::Nowhere) => at(Code::MissingEvent, stands(&format!("of position {position}"))),
            (None, Ahead::Next) => at(Code::ExtraEvent, stands("which was never sealed")),
            (None, Ahead::Later(rows)) => at(Code::ExtraEvent, stands(&format!("and {} more", rows - 1))),
            (None, Ahead::Nowhere) => Ok(None),
        }
    }

    /// Whether the body is that of another event nearby.
    async fn whose_body(&mut self, sealed: &Commitment, row: &Row<'_>) -> Result<String, VerifyError> {
        let digest = Hash::of(&row.body);
        let after = (sealed.position - 1) / 256 * 256;
        let owner = self.sealed_behind(after, |other| other.body == digest).await?;
        Ok(owner.map(|position| format!(", the body of the event at position {position}")).unwrap_or_default())
    }

    fn bundle_fault(&self, position: u64, expected: String, found: String) -> Finding {
        let bundle = Bundle::at((position - 1) / 256, self.size);
        let file = bundle.map(|bundle| bundle.to_string()).unwrap_or_default();
        Finding::new(Code::Bundle, Place::File(file, Some(position)), expected, found)
    }

    /// That no row comes behind the last.
    pub(super) async fn no_more_events(&mut self) -> Result<(), VerifyError> {
        if !S::SETTLED {
            return Ok(());
        }
        if self.events.is_dry() {
            self.events.fill(self.source.events().await?);
        }
        let Some(line) = self.events.line().map(<[u8]>::to_vec) else { return Ok(()) };
        let position = self.size.saturating_add(1);
        let row = self.read_row(position, &line)?;
        let (row_position, row_id) = (row.position, row.event_id.clone());
        let again = self.sealed_at(row_position).await?.is_some_and(|sealed| sealed.event_id == row_id);
        let code = if again { Code::Reordered } else { Code::ExtraEvent };
        let expected = format!("the end, as the last checkpoint is of size {}", self.size);
        Err(Finding::at(code, position, expected, format!("the event {row_id} of position {row_position}")).into())
    }
}

fn event(sealed: &Commitment) -> String {
    let stream: Cow<'_, str> = shortened(&sealed.stream).into();
    format!(" {} ({}, revision {} of {stream})", sealed.event_id, shortened(&sealed.event_type), sealed.revision)
}
