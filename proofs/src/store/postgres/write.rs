//! Writing ledgers.

use deadpool_postgres::{GenericClient, Object, Transaction};
use ledger::Head;
use ledger::note::Signature;
use tokio_postgres::Error;

use super::signed;
use crate::Growth;

const BEGIN: &str = "insert into colloquy_ledger.ledgers (name, size) values ($1, 0) on conflict do nothing";
/// Only from the size that the sealer went on from; the row is locked until the commit.
const GROW: &str = "update colloquy_ledger.ledgers set size = $3 where name = $1 and size = $2";
const ENTRIES: &str = "
    insert into colloquy_ledger.entries (ledger, leaf, entry)
    select $1, $2 + n - 1, entry from unnest($3::bytea[]) with ordinality as given (entry, n)";
const TILES: &str = "
    insert into colloquy_ledger.tiles (ledger, level, place, hashes)
    select $1, level, place, hashes from unnest($2::integer[], $3::bigint[], $4::bytea[]) as given (level, place, hashes)
    on conflict (ledger, level, place) do update set hashes = excluded.hashes";
const CHECKPOINT: &str = "
    insert into colloquy_ledger.checkpoints (ledger, size, root, sealed_at, note) values ($1, $2, $3, $4, $5)";
const COSIGN: &str = "
    insert into colloquy_ledger.cosignatures (ledger, size, witness, key_id, line)
    select ledger, size, $4, $5, $6 from colloquy_ledger.checkpoints where ledger = $1 and size = $2 and root = $3
    on conflict do nothing";
const IS_THERE: &str = "
    select exists (select from colloquy_ledger.checkpoints where ledger = $1 and size = $2 and root = $3)";

pub(super) async fn extend(client: &mut Object, ledger: &str, from: u64, growth: &Growth) -> Result<bool, Error> {
    let transaction = client.transaction().await?;
    let size = signed(growth.sealed.head.size);
    transaction.execute(&transaction.prepare_cached(BEGIN).await?, &[&ledger]).await?;
    let grown = transaction.execute(&transaction.prepare_cached(GROW).await?, &[&ledger, &signed(from), &size]).await?;
    if grown == 0 {
        return Ok(false);
    }
    write(&transaction, ledger, from, growth).await?;
    transaction.commit().await?;
    Ok(true)
}

async fn write(transaction: &Transaction<'_>, ledger: &str, from: u64, growth: &Growth) -> Result<(), Error> {
    let entries: Vec<&[u8]> = growth.entries.iter().map(Vec::as_slice).collect();
    transaction.execute(&transaction.prepare_cached(ENTRIES).await?, &[&ledger, &signed(from), &entries]).await?;
    let levels: Vec<i32> = growth.tiles.iter().map(|(tile, _)| i32::from(tile.level)).collect();
    let places: Vec<i64> = growth.tiles.iter().map(|(tile, _)| signed(tile.index)).collect();
    let hashes: Vec<&[u8]> = growth.tiles.iter().map(|(_, hashes)| hashes.as_slice()).collect();
    transaction.execute(&transaction.prepare_cached(TILES).await?, &[&ledger, &levels, &places, &hashes]).await?;
    let sealed = &growth.sealed;
    let (size, root) = (signed(sealed.head.size), sealed.head.root.0.as_slice());
    let (sealed_at, note) = (sealed.sealed_at.timestamp_micros(), sealed.note.to_string());
    let statement = transaction.prepare_cached(CHECKPOINT).await?;
    transaction.execute(&statement, &[&ledger, &size, &root, &sealed_at, &note]).await?;
    Ok(())
}

pub(super) async fn cosign(client: &Object, ledger: &str, head: Head, signature: &Signature) -> Result<bool, Error> {
    let (size, root, key_id) = (signed(head.size), head.root.0.as_slice(), i64::from(signature.id));
    let line = signature.to_string();
    let statement = client.prepare_cached(COSIGN).await?;
    client.execute(&statement, &[&ledger, &size, &root, &signature.name, &key_id, &line]).await?;
    let statement = client.prepare_cached(IS_THERE).await?;
    client.query_one(&statement, &[&ledger, &size, &root]).await?.try_get(0)
}
