//! The questions asked of the key file. Each takes whatever connection or transaction it should see.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::super::{KeyRecord, SubjectKey, WrappedKey};
use crate::{BlindIndex, RootFingerprint, Subject};

const ROOT: &str = "select fingerprint from root";
const KEY: &str = "select tenant, subject, wrapped from data_key where key_id = ?1";
const DESTROYED: &str = "select exists (select 1 from destroyed_key where key_id = ?1)";
const KEY_OF: &str = "select key_id, wrapped from data_key where tenant = ?1 and subject = ?2";
const ERASED_AT: &str = "select erased_at from erased_subject where tenant = ?1 and subject = ?2";
const OWNER: &str = "select subject from blind_index where tenant = ?1 and blind = ?2";

pub(super) fn root(connection: &Connection) -> rusqlite::Result<Option<RootFingerprint>> {
    let fingerprint = connection.query_row(ROOT, [], |row| row.get(0)).optional()?;
    Ok(fingerprint.map(RootFingerprint::from_bytes))
}

pub(super) fn keys(connection: &Connection, key_ids: &[Uuid]) -> rusqlite::Result<Vec<KeyRecord>> {
    key_ids.iter().filter_map(|key_id| key(connection, *key_id).transpose()).collect()
}

fn key(connection: &Connection, key_id: Uuid) -> rusqlite::Result<Option<KeyRecord>> {
    let held = connection
        .prepare_cached(KEY)?
        .query_row([key_id.as_bytes()], |row| {
            let tenant = row.get_ref(0)?.as_str()?.into();
            let subject = Subject { tenant, id: Uuid::from_bytes(row.get(1)?) };
            Ok(WrappedKey { key_id, subject, wrapped: row.get(2)? })
        })
        .optional()?;
    if let Some(held) = held {
        return Ok(Some(KeyRecord::Held(held)));
    }
    let destroyed: bool = connection.prepare_cached(DESTROYED)?.query_row([key_id.as_bytes()], |row| row.get(0))?;
    Ok(destroyed.then_some(KeyRecord::Destroyed { key_id }))
}

pub(super) fn key_of(connection: &Connection, subject: &Subject) -> rusqlite::Result<SubjectKey> {
    let held = connection
        .prepare_cached(KEY_OF)?
        .query_row(params![subject.tenant, subject.id.as_bytes()], |row| {
            let key_id = Uuid::from_bytes(row.get(0)?);
            Ok(WrappedKey { key_id, subject: subject.clone(), wrapped: row.get(1)? })
        })
        .optional()?;
    match held {
        Some(key) => Ok(SubjectKey::Held(key)),
        None => Ok(erased_at(connection, subject)?.map_or(SubjectKey::None, |_| SubjectKey::Erased)),
    }
}

pub(super) fn erased_at(connection: &Connection, subject: &Subject) -> rusqlite::Result<Option<DateTime<Utc>>> {
    let micros = connection
        .prepare_cached(ERASED_AT)?
        .query_row(params![subject.tenant, subject.id.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(micros.and_then(DateTime::from_timestamp_micros))
}

pub(super) fn find(connection: &Connection, tenant: &str, blind: &BlindIndex) -> rusqlite::Result<Option<Uuid>> {
    let owner =
        connection.prepare_cached(OWNER)?.query_row(params![tenant, blind.as_bytes()], |row| row.get(0)).optional()?;
    Ok(owner.map(Uuid::from_bytes))
}
