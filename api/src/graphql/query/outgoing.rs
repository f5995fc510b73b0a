//! What of a question an encoder outside the house may read.

use async_graphql::{Context, Error};
use commands::understanding::consent;
use domain::CustomerId;
use intelligence::outgoing::{Consent, Outgoing};
use knowledge::ReadBy;

use crate::graphql::load;
use crate::graphql::services::Services;
use crate::graphql::user_error::load_fault;

/// What of a question may leave; nothing when no one outside reads it. It may quote the customer of its Conversation, so it leaves if what
/// they say may; of a question without a Conversation nobody knows whom it quotes.
///
/// # Errors
/// Not signed in; faults.
pub(super) async fn outgoing(
    context: &Context<'_>,
    customer: Option<CustomerId>,
    text: &str,
) -> Result<Option<Outgoing>, Error> {
    let Services { executor, knowledge, .. } = context.data_unchecked::<Services>();
    let ReadBy::Outside { needs_consent } = knowledge.read_by() else { return Ok(None) };
    let tenant = load::tenant(context)?;
    let consent = match customer {
        Some(customer) => consent(executor, &tenant, customer, needs_consent).await.map_err(load_fault)?,
        None if needs_consent => Consent::Missing,
        None => Consent::NotNeeded,
    };
    let understander = executor.understander(&tenant).await.map_err(load_fault)?;
    Ok(understander.and_then(|understander| understander.outgoing(text, consent).ok()))
}
