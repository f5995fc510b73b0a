//! Proofs out of a store: the tiles they need are fetched, then hashed.

use ledger::Hash;
use ledger::proof;
use ledger::tile::wanted;
use ledger::tlog_proof::TlogProof;
use ledger::tree::Span;

use crate::Error;
use crate::store::{LedgerStore, Sealed, leaf};

/// The proof that leaf `index` stands under a checkpoint, with its entry as extra data; nothing when the checkpoint does
/// not reach so far.
///
/// # Errors
/// When the store is away, or lacks what the checkpoint stands on.
pub async fn inclusion(
    store: &dyn LedgerStore,
    ledger: &str,
    index: u64,
    sealed: &Sealed,
) -> Result<Option<TlogProof>, Error> {
    let Some(spans) = proof::inclusion(index, sealed.head.size) else { return Ok(None) };
    let hashes = hashes(store, ledger, &spans, sealed.head.size).await?;
    let entry = store.entries(ledger, index, 1).await?.pop();
    let entry = entry.ok_or_else(|| Error::inconsistent(format!("entry {index} is not there")))?;
    if Hash::leaf(&entry) != leaf(store, ledger, index).await? {
        return Err(Error::inconsistent(format!("entry {index} is not the one that was sealed")));
    }
    Ok(Some(TlogProof { extra: Some(entry), index, hashes, checkpoint: sealed.note.clone() }))
}

/// The proof that the tree of `new` leaves goes on from the tree of `old` leaves; nothing when `new` is the smaller one.
///
/// # Errors
/// When the store is away, or lacks tiles of a tree of `new` leaves.
pub async fn consistency(
    store: &dyn LedgerStore,
    ledger: &str,
    old: u64,
    new: u64,
) -> Result<Option<Vec<Hash>>, Error> {
    match proof::consistency(old, new) {
        Some(spans) => hashes(store, ledger, &spans, new).await.map(Some),
        None => Ok(None),
    }
}

/// The root of the tree of `size` leaves.
///
/// # Errors
/// When the store is away, or lacks tiles of such a tree.
pub async fn root(store: &dyn LedgerStore, ledger: &str, size: u64) -> Result<Hash, Error> {
    let hashes = hashes(store, ledger, &[Span { start: 0, end: size }], size).await?;
    Ok(hashes.into_iter().next().unwrap_or_else(Hash::of_nothing))
}

async fn hashes(store: &dyn LedgerStore, ledger: &str, spans: &[Span], size: u64) -> Result<Vec<Hash>, Error> {
    let wanted: Vec<_> = wanted(spans, size).into_iter().collect();
    let tiles = store.tiles(ledger, &wanted).await?;
    proof::collect(spans, &tiles)
        .ok_or_else(|| Error::inconsistent(format!("tiles of the tree of {size} leaves are not there")))
}
