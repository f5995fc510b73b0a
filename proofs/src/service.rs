//! The ledger of the event log as a server serves it: what was signed, what it proves, and what witnesses add.

mod cosign;
mod line;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use ledger::cosignature::{Cosignature, Quorum};
use ledger::tlog_proof::TlogProof;
use ledger::{Bundle, Hash, Note, Tile, bundle};
use tokio::sync::watch;

pub use cosign::CosignError;
pub use line::CheckpointLine;

use crate::sealer::Status;
use crate::store::{LedgerStore, Sealed};
use crate::{EVENTS, Error, prove};

/// Among how many checkpoints from the first that covers a leaf one is looked for that enough witnesses have seen.
const WITNESSED_WITHIN: usize = 500;

/// The ledger behind an API.
#[derive(Clone, Debug)]
pub struct LedgerService {
    store: Arc<dyn LedgerStore>,
    status: watch::Receiver<Status>,
    quorum: Quorum,
}

/// A proof that a leaf is in the ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proven {
    /// The proof, with the entry as its extra data.
    pub proof: TlogProof,
    /// The checkpoint it leads to.
    pub sealed: Sealed,
}

impl LedgerService {
    /// The ledger in this store, as far as `status` tells of it; these witnesses' cosignatures are taken.
    #[must_use]
    pub fn new(store: Arc<dyn LedgerStore>, status: watch::Receiver<Status>, quorum: Quorum) -> Self {
        Self { store, status, quorum }
    }

    /// How the sealing fares, as this process has heard; changes wake readers.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Status> {
        self.status.clone()
    }

    /// How many events are sealed, as far as this process has heard: never too many, and for no effort.
    #[must_use]
    pub fn heard(&self) -> u64 {
        self.status.borrow().last.as_ref().map_or(0, |sealed| sealed.head.size)
    }

    /// The last checkpoint, with the cosignatures it has by now; nothing before the first.
    ///
    /// # Errors
    /// When the store is away.
    pub async fn last(&self) -> Result<Option<Sealed>, Error> {
        self.store.last(EVENTS).await
    }

    /// At most `limit` checkpoints of a size greater than `after`, in the order of their sizes. The first one behind the
    /// index of a leaf is the first that covers it.
    ///
    /// # Errors
    /// When the store is away.
    pub async fn checkpoints(&self, after: u64, limit: usize) -> Result<Vec<Sealed>, Error> {
        self.store.checkpoints(EVENTS, after, limit).await
    }

    /// The witnesses whose cosignatures a checkpoint has, and whether they are as many as are required.
    #[must_use]
    pub fn witnessed(&self, note: &Note) -> (Vec<Cosignature>, bool) {
        self.quorum.met_by(note)
    }

    /// The bytes of a tile; nothing when the last checkpoint does not stand on so much of it.
    ///
    /// # Errors
    /// When the store is away, or lacks what was signed.
    pub async fn tile(&self, tile: Tile) -> Result<Option<Vec<u8>>, Error> {
        let reaches = |size| Tile::at(tile.level, tile.index, size).is_some_and(|there| tile.width <= there.width);
        if !self.is_signed(reaches).await? {
            return Ok(None);
        }
        let tiles = self.store.tiles(EVENTS, &[tile]).await?;
        match tiles.get(tile) {
            Some(bytes) => Ok(Some(bytes.to_vec())),
            None => Err(Error::inconsistent(format!("{tile} is not there"))),
        }
    }

    /// The bytes of a bundle of entries; nothing when the last checkpoint does not cover so much of it.
    ///
    /// # Errors
    /// When the store is away, or lacks what was signed.
    pub async fn bundle(&self, wanted: Bundle) -> Result<Option<Vec<u8>>, Error> {
        let reaches = |size| Bundle::at(wanted.index, size).is_some_and(|there| wanted.width <= there.width);
        if !self.is_signed(reaches).await? {
            return Ok(None);
        }
        let width = usize::from(wanted.width);
        let entries = self.store.entries(EVENTS, wanted.start(), width).await?;
        if entries.len() != width {
            return Err(Error::inconsistent(format!("of {wanted} only {} entries are there", entries.len())));
        }
        let mut bytes = Vec::new();
        let pushed = entries.iter().try_for_each(|entry| bundle::push(&mut bytes, entry));
        pushed.map_err(|error| Error::inconsistent(error.to_string()))?;
        Ok(Some(bytes))
    }

    /// The proof that leaf `index` is in the ledger; nothing while it is not sealed. It leads to the last checkpoint; when
    /// witnesses are required and that one has too few, to an earlier one that has enough, if there is one soon after
    /// the leaf.
    ///
    /// # Errors
    /// When the store is away, or lacks what was signed.
    pub async fn inclusion(&self, index: u64) -> Result<Option<Proven>, Error> {
        let Some(last) = self.last().await?.filter(|last| last.head.size > index) else { return Ok(None) };
        let sealed = self.preferred(index, last).await?;
        let proof = prove::inclusion(&*self.store, EVENTS, index, &sealed).await?;
        Ok(proof.map(|proof| Proven { proof, sealed }))
    }

    async fn preferred(&self, index: u64, last: Sealed) -> Result<Sealed, Error> {
        let is_witnessed = |sealed: &Sealed| self.quorum.met_by(&sealed.note).1;
        if is_witnessed(&last) {
            return Ok(last);
        }
        let covering = self.checkpoints(index, WITNESSED_WITHIN).await?;
        Ok(covering.into_iter().find(is_witnessed).unwrap_or(last))
    }

    /// The proof that the ledger of `new` leaves goes on from that of `old` leaves; nothing when `new` is the smaller one,
    /// or is not sealed.
    ///
    /// # Errors
    /// When the store is away, or lacks what was signed.
    pub async fn consistency(&self, old: u64, new: u64) -> Result<Option<Vec<Hash>>, Error> {
        if !self.is_signed(|size| new <= size).await? {
            return Ok(None);
        }
        prove::consistency(&*self.store, EVENTS, old, new).await
    }

    /// Whether the last checkpoint reaches so far. The store is asked only when what was heard of does not.
    async fn is_signed(&self, reaches: impl Fn(u64) -> bool) -> Result<bool, Error> {
        if reaches(self.heard()) {
            return Ok(true);
        }
        Ok(self.last().await?.is_some_and(|last| reaches(last.head.size)))
    }
}
