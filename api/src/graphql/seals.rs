//! Which checkpoint was the first to cover an event: looked up for a page of events at once.

use chrono::{DateTime, Utc};
use proofs::{Error, LedgerService, Sealed};
use tokio::sync::Mutex;

/// How many checkpoints are read at once: as many as a page of events can have.
const STRETCH: usize = 100;

/// What of a checkpoint is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Covering {
    pub(super) size: u64,
    pub(super) sealed_at: DateTime<Utc>,
}

/// The checkpoints that one query has read already.
#[derive(Debug, Default)]
pub(super) struct Seals(Mutex<Stretch>);

/// All checkpoints of a size greater than `after`, up to the last one here.
#[derive(Debug, Default)]
struct Stretch {
    after: u64,
    checkpoints: Vec<Covering>,
}

impl Seals {
    /// The first checkpoint that covers leaf `index`. Those who ask meanwhile wait, and then find it here.
    pub(super) async fn covering(&self, ledger: &LedgerService, index: u64) -> Result<Option<Covering>, Error> {
        let mut stretch = self.0.lock().await;
        if let Some(found) = stretch.find(index) {
            return Ok(Some(found));
        }
        let checkpoints = ledger.checkpoints(index, STRETCH).await?;
        *stretch = Stretch { after: index, checkpoints: checkpoints.iter().map(Covering::from).collect() };
        Ok(stretch.find(index))
    }
}

impl Stretch {
    fn find(&self, index: u64) -> Option<Covering> {
        if index < self.after {
            return None;
        }
        self.checkpoints.iter().find(|checkpoint| checkpoint.size > index).copied()
    }
}

impl From<&Sealed> for Covering {
    fn from(sealed: &Sealed) -> Self {
        Self { size: sealed.head.size, sealed_at: sealed.sealed_at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(after: u64, sizes: &[u64]) -> Stretch {
        let covering = |size: &u64| Covering { size: *size, sealed_at: DateTime::UNIX_EPOCH };
        Stretch { after, checkpoints: sizes.iter().map(covering).collect() }
    }

    #[test]
    fn only_what_lies_within_the_stretch_is_found_in_it() {
        let stretch = stretch(5, &[7, 9]);
        let size = |index| stretch.find(index).map(|covering| covering.size);
        assert_eq!([4, 5, 6, 7, 8, 9].map(size), [None, Some(7), Some(7), Some(9), Some(9), None]);
    }

    #[test]
    fn nothing_is_found_in_none() {
        assert_eq!(Stretch::default().find(0), None);
    }
}
