//! The changes made to the key file. Each runs inside a transaction that it may share with others.

use chrono::{DateTime, Utc};
use rusqlite::{Transaction, params};
use uuid::Uuid;

use super::{
    super::{ErasureOutcome, SubjectKey, WrappedKey},
    read,
};
use crate::{BlindIndex, RootFingerprint, Subject};

const ADOPT_ROOT: &str = "insert into root (only, fingerprint) values (1, ?1)";
const CREATE: &str = "insert into data_key (key_id, tenant, subject, wrapped) values (?1, ?2, ?3, ?4)";
const DESTROY: &str = "delete from data_key where tenant = ?1 and subject = ?2 returning key_id";
const KEEP_DESTROYED: &str = "insert into destroyed_key (key_id) values (?1)";
const FORGET: &str = "delete from blind_index where tenant = ?1 and subject = ?2";
const ENTOMB: &str = "insert into erased_subject (tenant, subject, erased_at) values (?1, ?2, ?3)";
const CLAIM: &str = "insert into blind_index (tenant, blind, subject) values (?1, ?2, ?3)";
const RELEASE: &str = "delete from blind_index where tenant = ?1 and blind = ?2 and subject = ?3";

pub(super) fn adopt_root(transaction: &Transaction<'_>, root: RootFingerprint) -> rusqlite::Result<RootFingerprint> {
    if let Some(held) = read::root(transaction)? {
        return Ok(held);
    }
    transaction.execute(ADOPT_ROOT, [root.as_bytes()])?;
    Ok(root)
}

/// The subject's key afterwards, or nothing when they were erased.
pub(super) fn create(transaction: &Transaction<'_>, key: WrappedKey) -> rusqlite::Result<Option<WrappedKey>> {
    match read::key_of(transaction, &key.subject)? {
        SubjectKey::None => {}
        SubjectKey::Held(held) => return Ok(Some(held)),
        SubjectKey::Erased => return Ok(None),
    }
    let row = params![key.key_id.as_bytes(), key.subject.tenant, key.subject.id.as_bytes(), key.wrapped];
    transaction.prepare_cached(CREATE)?.execute(row)?;
    Ok(Some(key))
}

pub(super) fn erase(
    transaction: &Transaction<'_>,
    subject: &Subject,
    at: DateTime<Utc>,
) -> rusqlite::Result<ErasureOutcome> {
    if let Some(at) = read::erased_at(transaction, subject)? {
        return Ok(ErasureOutcome::AlreadyErased { at });
    }
    let who = params![subject.tenant, subject.id.as_bytes()];
    transaction.execute(ENTOMB, params![subject.tenant, subject.id.as_bytes(), at.timestamp_micros()])?;
    transaction.execute(FORGET, who)?;
    let keys: Vec<Uuid> = transaction
        .prepare_cached(DESTROY)?
        .query_map(who, |row| row.get(0).map(Uuid::from_bytes))?
        .collect::<rusqlite::Result<_>>()?;
    for key_id in &keys {
        transaction.execute(KEEP_DESTROYED, [key_id.as_bytes()])?;
    }
    Ok(if keys.is_empty() { ErasureOutcome::NothingHeld } else { ErasureOutcome::Erased { keys } })
}

/// The owner of the identifier afterwards, or nothing when the claiming subject was erased.
pub(super) fn claim(
    transaction: &Transaction<'_>,
    blind: &BlindIndex,
    subject: &Subject,
) -> rusqlite::Result<Option<Uuid>> {
    if read::erased_at(transaction, subject)?.is_some() {
        return Ok(None);
    }
    if let Some(owner) = read::find(transaction, &subject.tenant, blind)? {
        return Ok(Some(owner));
    }
    let row = params![subject.tenant, blind.as_bytes(), subject.id.as_bytes()];
    transaction.prepare_cached(CLAIM)?.execute(row)?;
    Ok(Some(subject.id))
}

pub(super) fn release(transaction: &Transaction<'_>, blind: &BlindIndex, subject: &Subject) -> rusqlite::Result<bool> {
    let row = params![subject.tenant, blind.as_bytes(), subject.id.as_bytes()];
    transaction.execute(RELEASE, row).map(|released| released == 1)
}
