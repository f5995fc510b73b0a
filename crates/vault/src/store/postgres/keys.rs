//! Wrapped keys: by id, by subject, and new ones.

use deadpool_postgres::{GenericClient, Object};
use tokio_postgres::{Error, Row};
use uuid::Uuid;

use super::{
    super::{KeyRecord, SubjectKey, WrappedKey},
    about,
};
use crate::Subject;

const KEYS: &str = "
    select key_id, tenant, subject, wrapped from colloquy_vault.data_key where key_id = any ($1)
    union all
    select key_id, null, null, null from colloquy_vault.destroyed_key where key_id = any ($1)
";

/// One row for whoever has a key or a tombstone; a tombstone has no key id.
const KEY_OF: &str = "
    select key_id, wrapped from colloquy_vault.data_key where tenant = $1 and subject = $2
    union all
    select null, null from colloquy_vault.erased_subject where tenant = $1 and subject = $2
";

const CREATE: &str = "insert into colloquy_vault.data_key (key_id, tenant, subject, wrapped) values ($1, $2, $3, $4)";

pub(super) async fn by_id(client: &Object, key_ids: &[Uuid]) -> Result<Vec<KeyRecord>, Error> {
    let statement = client.prepare_cached(KEYS).await?;
    client.query(&statement, &[&key_ids]).await?.iter().map(record).collect()
}

fn record(row: &Row) -> Result<KeyRecord, Error> {
    let key_id = row.try_get(0)?;
    let Some(tenant) = row.try_get::<_, Option<&str>>(1)? else {
        return Ok(KeyRecord::Destroyed { key_id });
    };
    let subject = Subject { tenant: tenant.into(), id: row.try_get(2)? };
    Ok(KeyRecord::Held(WrappedKey { key_id, subject, wrapped: row.try_get(3)? }))
}

pub(super) async fn of_subject(client: &impl GenericClient, subject: &Subject) -> Result<SubjectKey, Error> {
    let statement = client.prepare_cached(KEY_OF).await?;
    let Some(row) = client.query_opt(&statement, &[&&*subject.tenant, &subject.id]).await? else {
        return Ok(SubjectKey::None);
    };
    let Some(key_id) = row.try_get(0)? else {
        return Ok(SubjectKey::Erased);
    };
    Ok(SubjectKey::Held(WrappedKey { key_id, subject: subject.clone(), wrapped: row.try_get(1)? }))
}

/// The subject's key afterwards, or nothing when they were erased.
pub(super) async fn create(client: &mut Object, key: WrappedKey) -> Result<Option<WrappedKey>, Error> {
    let transaction = about(client, &key.subject).await?;
    match of_subject(&transaction, &key.subject).await? {
        SubjectKey::None => {}
        SubjectKey::Held(held) => return Ok(Some(held)),
        SubjectKey::Erased => return Ok(None),
    }
    let statement = transaction.prepare_cached(CREATE).await?;
    let row: [&(dyn tokio_postgres::types::ToSql + Sync); 4] =
        [&key.key_id, &&*key.subject.tenant, &key.subject.id, &key.wrapped];
    transaction.execute(&statement, &row).await?;
    transaction.commit().await?;
    Ok(Some(key))
}
