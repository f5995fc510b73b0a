//! Writing ledgers.

use ledger::Head;
use ledger::note::Signature;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::read::signed;
use crate::Growth;

const BEGIN: &str = "insert into ledgers (name, size) values (?1, 0) on conflict do nothing";
/// Only from the size that the sealer went on from.
const GROW: &str = "update ledgers set size = ?3 where name = ?1 and size = ?2";
const ENTRY: &str = "insert into entries (ledger, leaf, entry) values (?1, ?2, ?3)";
const TILE: &str = "
    insert into tiles (ledger, level, place, hashes) values (?1, ?2, ?3, ?4)
    on conflict (ledger, level, place) do update set hashes = excluded.hashes";
const CHECKPOINT: &str = "
    insert into checkpoints (ledger, size, root, sealed_at, note) values (?1, ?2, ?3, ?4, ?5)";
const COSIGN: &str = "
    insert into cosignatures (ledger, size, witness, key_id, line)
    select ledger, size, ?4, ?5, ?6 from checkpoints where ledger = ?1 and size = ?2 and root = ?3
    on conflict do nothing";
const IS_THERE: &str = "select count(*) from checkpoints where ledger = ?1 and size = ?2 and root = ?3";

pub(super) fn extend(connection: &mut Connection, ledger: &str, from: u64, growth: &Growth) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let size = signed(growth.sealed.head.size);
    transaction.prepare_cached(BEGIN)?.execute([ledger])?;
    if transaction.prepare_cached(GROW)?.execute((ledger, signed(from), size))? == 0 {
        return Ok(false);
    }
    write(&transaction, ledger, from, growth)?;
    transaction.commit()?;
    Ok(true)
}

fn write(transaction: &Transaction<'_>, ledger: &str, from: u64, growth: &Growth) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached(ENTRY)?;
    for (leaf, entry) in (signed(from)..).zip(&growth.entries) {
        insert.execute(params![ledger, leaf, entry])?;
    }
    let mut insert = transaction.prepare_cached(TILE)?;
    for (tile, hashes) in &growth.tiles {
        insert.execute(params![ledger, tile.level, signed(tile.index), hashes])?;
    }
    let sealed = &growth.sealed;
    let (size, sealed_at) = (signed(sealed.head.size), sealed.sealed_at.timestamp_micros());
    let values = params![ledger, size, sealed.head.root.0, sealed_at, sealed.note.to_string()];
    transaction.prepare_cached(CHECKPOINT)?.execute(values)?;
    Ok(())
}

pub(super) fn cosign(
    connection: &mut Connection,
    ledger: &str,
    head: Head,
    signature: &Signature,
) -> rusqlite::Result<bool> {
    let (size, line) = (signed(head.size), signature.to_string());
    let values = params![ledger, size, head.root.0, signature.name, signature.id, line];
    connection.prepare_cached(COSIGN)?.execute(values)?;
    connection
        .prepare_cached(IS_THERE)?
        .query_row((ledger, size, head.root.0), |row| row.get::<_, i64>(0))
        .map(|n| n > 0)
}
