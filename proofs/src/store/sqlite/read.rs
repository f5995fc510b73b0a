//! Reading ledgers.

use ledger::{Hash, Head, Tile, Tiles};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::Sealed;
use crate::store::rows;

const CHECKPOINT: &str = "
    select c.size, c.root, c.sealed_at, c.note || coalesce((
        select group_concat(line, '') from (
            select s.line || char(10) as line from cosignatures s
            where s.ledger = c.ledger and s.size = c.size order by s.witness, s.key_id
        )
    ), '')
    from checkpoints c";
const TILE: &str = "select hashes from tiles where ledger = ?1 and level = ?2 and place = ?3";
const ENTRIES: &str = "select entry from entries where ledger = ?1 and leaf between ?2 and ?3 order by leaf";

pub(super) fn last(connection: &Connection, ledger: &str) -> rusqlite::Result<Option<Sealed>> {
    let sql = format!("{CHECKPOINT} where c.ledger = ?1 order by c.size desc limit 1");
    connection.prepare_cached(&sql)?.query_row([ledger], sealed).optional()
}

pub(super) fn checkpoints(
    connection: &Connection,
    ledger: &str,
    after: u64,
    limit: usize,
) -> rusqlite::Result<Vec<Sealed>> {
    let sql = format!("{CHECKPOINT} where c.ledger = ?1 and c.size > ?2 order by c.size limit ?3");
    connection.prepare_cached(&sql)?.query_map((ledger, signed(after), signed(limit as u64)), sealed)?.collect()
}

pub(super) fn tiles(connection: &Connection, ledger: &str, tiles: &[Tile]) -> rusqlite::Result<Tiles> {
    let mut found = Tiles::new();
    let mut statement = connection.prepare_cached(TILE)?;
    for tile in tiles {
        let place = (ledger, tile.level, signed(tile.index));
        if let Some(hashes) = statement.query_row(place, |row| row.get(0)).optional()? {
            found.insert(*tile, hashes);
        }
    }
    Ok(found)
}

pub(super) fn entries(
    connection: &Connection,
    ledger: &str,
    index: u64,
    limit: usize,
) -> rusqlite::Result<Vec<Vec<u8>>> {
    let values = (ledger, signed(index), last_of(index, limit));
    connection.prepare_cached(ENTRIES)?.query_map(values, |row| row.get(0))?.collect()
}

fn sealed(row: &Row<'_>) -> rusqlite::Result<Sealed> {
    let size: i64 = row.get(0)?;
    let head = Head { size: size.cast_unsigned(), root: Hash(row.get(1)?) };
    let damaged = |error| rusqlite::Error::FromSqlConversionFailure(3, rusqlite::types::Type::Text, error);
    rows::sealed(head, row.get(2)?, row.get_ref(3)?.as_str()?).map_err(|error| damaged(Box::new(error)))
}

/// The last of so many leaves. Their numbers are named, so that behind a gap no other leaf passes for one of them.
fn last_of(index: u64, limit: usize) -> i64 {
    signed(index.saturating_add(limit as u64)).saturating_sub(1)
}

/// A number that SQLite can hold: beyond its largest there is nothing anyway.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
