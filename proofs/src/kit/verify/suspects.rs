//! What is looked up about an event once something is wrong: later rows, and entries elsewhere.

use std::str::from_utf8;

use ledger::bundle;
use ledger::{Bundle, Commitment};

use super::Run;
use super::events::MOST_BUNDLE;
use crate::kit::finding::VerifyError;
use crate::kit::input::KitSource;
use crate::kit::layout::CHUNK;
use crate::kit::row::Row;

/// How many further bundles are searched for the entry of an event.
const BUNDLES: u64 = 16;

/// What the rows behind the one at hand say of an event that should be there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ahead {
    /// It comes right behind.
    Next,
    /// It comes so many rows later.
    Later(u64),
    /// It does not come, as far as was looked.
    Nowhere,
}

impl<S: KitSource> Run<'_, S> {
    /// Looks for an event in the rows behind the one at hand. They are consumed.
    pub(super) async fn ahead(&mut self, event_id: &str) -> Result<Ahead, VerifyError> {
        for distance in 1..=CHUNK {
            self.events.advance();
            if self.events.is_dry() {
                self.events.fill(self.source.events().await?);
            }
            let Some(line) = self.events.line() else { break };
            let row = from_utf8(line).ok().and_then(|text| S::row(text).ok());
            if row.is_some_and(|row: Row<'_>| row.event_id == event_id) {
                return Ok(if distance == 1 { Ahead::Next } else { Ahead::Later(distance) });
            }
        }
        Ok(Ahead::Nowhere)
    }

    /// What was sealed at a position, if it can be read.
    pub(super) async fn sealed_at(&mut self, position: u64) -> Result<Option<Commitment>, VerifyError> {
        let Some(index) = position.checked_sub(1) else { return Ok(None) };
        let found = self.sealed_in(index / 256).await?;
        Ok(found.into_iter().find(|sealed| sealed.position == position))
    }

    /// The position after `after` at which something was sealed that `is_wanted`, not far from there.
    pub(super) async fn sealed_behind(
        &mut self,
        after: u64,
        is_wanted: impl Fn(&Commitment) -> bool,
    ) -> Result<Option<u64>, VerifyError> {
        let first = after / 256;
        for index in first..=first.saturating_add(BUNDLES) {
            let all = self.sealed_in(index).await?;
            if let Some(found) = all.into_iter().find(|sealed| sealed.position > after && is_wanted(sealed)) {
                return Ok(Some(found.position));
            }
        }
        Ok(None)
    }

    async fn sealed_in(&mut self, index: u64) -> Result<Vec<Commitment>, VerifyError> {
        let Some(bundle) = Bundle::at(index, self.size) else { return Ok(Vec::new()) };
        let bytes = self.source.file(&bundle.to_string(), MOST_BUNDLE).await?.unwrap_or_default();
        let entries = bundle::entries(&bytes).filter_map(|entry| Commitment::decode(entry.ok()?).ok());
        Ok(entries.collect())
    }
}
