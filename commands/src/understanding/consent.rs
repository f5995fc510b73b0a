//! Whether what a customer says may leave the house.

use std::sync::Arc;

use domain::customer::{Customer, EXTERNAL_PROCESSING};
use domain::{Code, CustomerId, StreamId};
use event_store::Tenant;
use intelligence::outgoing::Consent;

use crate::{Error, Executor};

/// Whether what a customer says may leave, where that needs their consent or not. They may have spoken under several records that turned
/// out to be one person's: a refusal under any of them counts, and where consent is needed, it is given by whoever they go on as.
///
/// # Errors
/// [`Error::Store`], [`Error::Undecodable`].
pub async fn consent(
    executor: &Executor,
    tenant: &Tenant,
    customer: CustomerId,
    is_needed: bool,
) -> Result<Consent, Error> {
    let purpose = Code::known(EXTERNAL_PROCESSING);
    let load = async |id| executor.load::<Customer>(tenant, StreamId::Customer(id)).await.map(|(state, _)| state);
    let own = load(customer).await?;
    let stands = match own.merged_into {
        Some(into) => load(into).await?,
        None => Arc::clone(&own),
    };
    let mut records = vec![own, Arc::clone(&stands)];
    for absorbed in &stands.absorbed {
        records.push(load(*absorbed).await?);
    }
    let refuses = |record: &Arc<Customer>| record.erased.is_some() || record.agrees(&purpose) == Some(false);
    Ok(match (records.iter().any(refuses), is_needed) {
        (true, _) => Consent::Missing,
        (false, true) if stands.agrees(&purpose) == Some(true) => Consent::Given,
        (false, true) => Consent::Missing,
        (false, false) => Consent::NotNeeded,
    })
}
