//! Reading ledgers.

use deadpool_postgres::{GenericClient, Object};
use ledger::{Hash, Head, Tile, Tiles};
use tokio_postgres::{Error as PgError, Row};

use super::{failed, signed};
use crate::store::rows;
use crate::{Error, Sealed};

const CHECKPOINT: &str = "
    select c.size, c.root, c.sealed_at, c.note || coalesce((
        select string_agg(s.line || chr(10), '' order by s.witness, s.key_id) from colloquy_ledger.cosignatures s
        where s.ledger = c.ledger and s.size = c.size
    ), '')
    from colloquy_ledger.checkpoints c";
const TILES: &str = "
    select level, place, hashes from colloquy_ledger.tiles
    where ledger = $1 and (level, place) in (select * from unnest($2::integer[], $3::bigint[]))";
const ENTRIES: &str = "
    select entry from colloquy_ledger.entries where ledger = $1 and leaf between $2 and $3 order by leaf";

pub(super) async fn last(client: &Object, ledger: &str) -> Result<Option<Sealed>, Error> {
    let sql = format!("{CHECKPOINT} where c.ledger = $1 order by c.size desc limit 1");
    let statement = client.prepare_cached(&sql).await.map_err(failed)?;
    let row = client.query_opt(&statement, &[&ledger]).await.map_err(failed)?;
    row.as_ref().map(sealed).transpose()
}

pub(super) async fn checkpoints(client: &Object, ledger: &str, after: u64, limit: usize) -> Result<Vec<Sealed>, Error> {
    let sql = format!("{CHECKPOINT} where c.ledger = $1 and c.size > $2 order by c.size limit $3");
    let statement = client.prepare_cached(&sql).await.map_err(failed)?;
    let values = client.query(&statement, &[&ledger, &signed(after), &signed(limit as u64)]).await;
    values.map_err(failed)?.iter().map(sealed).collect()
}

pub(super) async fn tiles(client: &Object, ledger: &str, tiles: &[Tile]) -> Result<Tiles, PgError> {
    let levels: Vec<i32> = tiles.iter().map(|tile| i32::from(tile.level)).collect();
    let places: Vec<i64> = tiles.iter().map(|tile| signed(tile.index)).collect();
    let statement = client.prepare_cached(TILES).await?;
    let rows = client.query(&statement, &[&ledger, &levels, &places]).await?;
    let mut found = Tiles::new();
    for row in &rows {
        let (level, place): (i32, i64) = (row.try_get(0)?, row.try_get(1)?);
        let is_it = |tile: &&Tile| i32::from(tile.level) == level && signed(tile.index) == place;
        if let Some(tile) = tiles.iter().find(is_it) {
            found.insert(*tile, row.try_get(2)?);
        }
    }
    Ok(found)
}

pub(super) async fn entries(client: &Object, ledger: &str, index: u64, limit: usize) -> Result<Vec<Vec<u8>>, PgError> {
    let statement = client.prepare_cached(ENTRIES).await?;
    // Named by their numbers, so that behind a gap no other leaf passes for one of them.
    let last = signed(index.saturating_add(limit as u64)).saturating_sub(1);
    let rows = client.query(&statement, &[&ledger, &signed(index), &last]).await?;
    rows.iter().map(|row| row.try_get(0)).collect()
}

fn sealed(row: &Row) -> Result<Sealed, Error> {
    let size: i64 = row.try_get(0).map_err(failed)?;
    let root = row.try_get(1).ok().and_then(Hash::from_slice);
    let root = root.ok_or_else(|| Error::inconsistent(format!("checkpoint {size} has no root")))?;
    let head = Head { size: size.cast_unsigned(), root };
    rows::sealed(head, row.try_get(2).map_err(failed)?, row.try_get(3).map_err(failed)?)
}
