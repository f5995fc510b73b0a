//! The blind index: which subject an identifier belongs to.

use deadpool_postgres::{GenericClient, Object};
use tokio_postgres::Error;
use uuid::Uuid;

use super::{about, erase};
use crate::{BlindIndex, Subject};

const OWNER: &str = "select subject from colloquy_vault.blind_index where tenant = $1 and blind = $2";
const CLAIM: &str = "
    insert into colloquy_vault.blind_index (tenant, blind, subject) values ($1, $2, $3)
    on conflict (tenant, blind) do nothing
";
const RELEASE: &str = "delete from colloquy_vault.blind_index where tenant = $1 and blind = $2 and subject = $3";

/// The owner of the identifier afterwards, or nothing when the claiming subject was erased.
pub(super) async fn claim(client: &mut Object, blind: &BlindIndex, subject: &Subject) -> Result<Option<Uuid>, Error> {
    let transaction = about(client, subject).await?;
    if erase::erased_at(&transaction, subject).await?.is_some() {
        return Ok(None);
    }
    let owner = settle(&transaction, blind, subject).await?;
    transaction.commit().await?;
    Ok(Some(owner))
}

/// Tries until there is an owner: whoever stood in the way may be erased or release before we can see who it was.
async fn settle(client: &impl GenericClient, blind: &BlindIndex, subject: &Subject) -> Result<Uuid, Error> {
    let statement = client.prepare_cached(CLAIM).await?;
    loop {
        let row: [&(dyn tokio_postgres::types::ToSql + Sync); 3] =
            [&&*subject.tenant, &blind.as_bytes().as_slice(), &subject.id];
        if client.execute(&statement, &row).await? == 1 {
            return Ok(subject.id);
        }
        if let Some(owner) = find(client, &subject.tenant, blind).await? {
            return Ok(owner);
        }
    }
}

pub(super) async fn release(client: &Object, blind: &BlindIndex, subject: &Subject) -> Result<bool, Error> {
    let row: [&(dyn tokio_postgres::types::ToSql + Sync); 3] =
        [&&*subject.tenant, &blind.as_bytes().as_slice(), &subject.id];
    client.execute(RELEASE, &row).await.map(|released| released == 1)
}

pub(super) async fn find(client: &impl GenericClient, tenant: &str, blind: &BlindIndex) -> Result<Option<Uuid>, Error> {
    let statement = client.prepare_cached(OWNER).await?;
    let row = client.query_opt(&statement, &[&tenant, &blind.as_bytes().as_slice()]).await?;
    row.map(|row| row.try_get(0)).transpose()
}
