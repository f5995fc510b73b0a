//! What of a question an encoder outside the house may read.

use async_graphql::{Context, Error};
use commands::Executor;
use commands::understanding::consent;
use domain::CustomerId;
use event_store::Tenant;
use intelligence::outgoing::{Consent, Outgoing};
use knowledge::ReadBy;

use crate::graphql::load;
use crate::graphql::services::Services;
use crate::graphql::user_error::log_fault;

/// What of a question may leave; nothing when no one outside reads it. It may quote the customer of its Conversation, so it leaves if what
/// they say may; of a question without a Conversation nobody knows whom it quotes. When that cannot be found out, nothing leaves, and words
/// answer.
///
/// # Errors
/// Not signed in.
pub(super) async fn outgoing(
    context: &Context<'_>,
    customer: Option<CustomerId>,
    text: &str,
) -> Result<Option<Outgoing>, Error> {
    let Services { executor, knowledge, .. } = context.data_unchecked::<Services>();
    let ReadBy::Outside { needs_consent } = knowledge.read_by() else { return Ok(None) };
    let tenant = load::tenant(context)?;
    Ok(may_leave(executor, &tenant, customer, needs_consent, text).await.unwrap_or_else(|error| {
        log_fault(&error);
        None
    }))
}

async fn may_leave(
    executor: &Executor,
    tenant: &Tenant,
    customer: Option<CustomerId>,
    needs_consent: bool,
    text: &str,
) -> Result<Option<Outgoing>, commands::Error> {
    let consent = match customer {
        Some(customer) => consent(executor, tenant, customer, needs_consent).await?,
        None if needs_consent => Consent::Missing,
        None => Consent::NotNeeded,
    };
    if consent == Consent::Missing {
        return Ok(None);
    }
    let understander = executor.understander(tenant).await?;
    Ok(understander.and_then(|understander| understander.outgoing(text, consent).ok()))
}
