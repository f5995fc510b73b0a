//! Erasure: keys and blind index entries go, a tombstone stays.

use chrono::{DateTime, SubsecRound, Utc};
use deadpool_postgres::{GenericClient, Object};
use tokio_postgres::Error;
use uuid::Uuid;

use super::{super::ErasureOutcome, about};
use crate::Subject;

const ERASED_AT: &str = "select erased_at from colloquy_vault.erased_subject where tenant = $1 and subject = $2";
const ENTOMB: &str = "insert into colloquy_vault.erased_subject (tenant, subject, erased_at) values ($1, $2, $3)";
const FORGET: &str = "delete from colloquy_vault.blind_index where tenant = $1 and subject = $2";
const DESTROY: &str = "
    with destroyed as (
        delete from colloquy_vault.data_key where tenant = $1 and subject = $2 returning key_id
    )
    insert into colloquy_vault.destroyed_key (key_id) select key_id from destroyed returning key_id
";

pub(super) async fn erase(client: &mut Object, subject: &Subject, at: DateTime<Utc>) -> Result<ErasureOutcome, Error> {
    let transaction = about(client, subject).await?;
    if let Some(at) = erased_at(&transaction, subject).await? {
        return Ok(ErasureOutcome::AlreadyErased { at });
    }
    let tenant = &*subject.tenant;
    transaction.execute(ENTOMB, &[&tenant, &subject.id, &at.trunc_subsecs(6)]).await?;
    transaction.execute(FORGET, &[&tenant, &subject.id]).await?;
    let rows = transaction.query(DESTROY, &[&tenant, &subject.id]).await?;
    let keys = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<Uuid>, Error>>()?;
    transaction.commit().await?;
    Ok(if keys.is_empty() { ErasureOutcome::NothingHeld } else { ErasureOutcome::Erased { keys } })
}

pub(super) async fn erased_at(client: &impl GenericClient, subject: &Subject) -> Result<Option<DateTime<Utc>>, Error> {
    let statement = client.prepare_cached(ERASED_AT).await?;
    let row = client.query_opt(&statement, &[&&*subject.tenant, &subject.id]).await?;
    row.map(|row| row.try_get(0)).transpose()
}
