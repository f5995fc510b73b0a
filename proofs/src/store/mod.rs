//! Where a ledger is kept: beside the log, in the same engine, in tables of its own.

mod postgres;
mod rows;
mod sqlite;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use ledger::note::Signature;
use ledger::{Hash, Head, Note, Tile, Tiles};

use crate::Error;

pub use postgres::PostgresLedgerStore;
pub use sqlite::SqliteLedgerStore;

/// A checkpoint as it was signed, with what witnesses have added since.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sealed {
    /// Where the ledger stood.
    pub head: Head,
    /// When it was signed, to the microsecond.
    pub sealed_at: DateTime<Utc>,
    /// The signed note.
    pub note: Note,
}

/// What one sealing adds to a ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Growth {
    /// The entries from the old size on.
    pub entries: Vec<Vec<u8>>,
    /// The tiles that became full, and the partial ones at the edge as they are now.
    pub tiles: Vec<(Tile, Vec<u8>)>,
    /// The checkpoint over all of it.
    pub sealed: Sealed,
}

/// A durable store of ledgers, each by its name. Readers never see half of a growth.
#[async_trait]
pub trait LedgerStore: Send + Sync + std::fmt::Debug {
    /// The last checkpoint; nothing before the first.
    async fn last(&self, ledger: &str) -> Result<Option<Sealed>, Error>;

    /// Adds what one sealing made of the ledger of size `from`, durably and as a whole. `false` when the ledger has
    /// another size by now: another sealer was faster, and nothing was written.
    async fn extend(&self, ledger: &str, from: u64, growth: Growth) -> Result<bool, Error>;

    /// These tiles, as wide as they are asked for. Those that are not there are left out.
    async fn tiles(&self, ledger: &str, tiles: &[Tile]) -> Result<Tiles, Error>;

    /// The entries of `limit` leaves from `index` on; fewer where the ledger ends, or lacks some.
    async fn entries(&self, ledger: &str, index: u64, limit: usize) -> Result<Vec<Vec<u8>>, Error>;

    /// At most `limit` checkpoints of a size greater than `after`, in the order of their sizes.
    async fn checkpoints(&self, ledger: &str, after: u64, limit: usize) -> Result<Vec<Sealed>, Error>;

    /// Adds a witness's signature to the checkpoint with this head, unless that key's is there already. `false` when
    /// there is no such checkpoint.
    async fn cosign(&self, ledger: &str, head: Head, signature: Signature) -> Result<bool, Error>;
}

/// The leaf at an index.
///
/// # Errors
/// When the store is away, or lacks it.
pub async fn leaf(store: &dyn LedgerStore, ledger: &str, index: u64) -> Result<Hash, Error> {
    let tile = Tile::at(0, index / 256, index + 1).expect("a tree with a leaf has the tile of that leaf");
    let tiles = store.tiles(ledger, &[tile]).await?;
    let start = (index % 256) as usize * Hash::SIZE;
    let bytes = tiles.get(tile).and_then(|bytes| Hash::from_slice(&bytes[start..start + Hash::SIZE]));
    bytes.ok_or_else(|| Error::inconsistent(format!("the tile of leaf {index} is not there")))
}
