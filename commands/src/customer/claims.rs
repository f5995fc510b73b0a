//! Whose identity it is: settled in the vault's blind index before a Customer's stream is touched, so that two
//! registrations of one address become one Customer.

use domain::customer::event::IDENTITY_VALUE_TAG;
use domain::customer::{Customer, CustomerRefusal, Identity, LinkedIdentity};
use domain::ids::IdentityId;
use domain::{CustomerId, StreamId};
use event_store::Tenant;
use vault::{Access, FieldContext, Opened};

use super::{LinkIdentity, RegisterCustomer, UnlinkIdentity};
use crate::{Error, Executor, Outcome, Request};

/// Gives the identity to `proposed` unless it has an owner; returns its owner.
///
/// # Errors
/// [`Error::Erased`] when `proposed` was erased, [`Error::Vault`].
pub async fn claim(
    executor: &Executor,
    tenant: &Tenant,
    identity: &Identity,
    proposed: CustomerId,
) -> Result<CustomerId, Error> {
    let vault = executor.vault();
    let blind = vault.blind(tenant.as_str(), &identity.realm(), identity.value());
    Ok(CustomerId(vault.claim(tenant.as_str(), &blind, proposed.0).await?))
}

/// Registers the owner of the identity: the Customer the command names, unless the identity is another's. Returns who
/// that is.
///
/// # Errors
/// See [`Error`].
pub async fn register(
    executor: &Executor,
    mut request: Request<RegisterCustomer>,
) -> Result<(CustomerId, Outcome), Error> {
    let proposed = request.command.customer;
    match claim(executor, &request.caller.tenant, &request.command.identity, proposed).await {
        Ok(owner) => request.command.customer = owner,
        Err(Error::Erased) => return Ok((proposed, executor.earlier(&request).await?.ok_or(Error::Erased)?)),
        Err(error) => return Err(error),
    }
    let (tenant, command) = (request.caller.tenant.clone(), request.command.clone());
    let owner = command.customer;
    let result = executor.execute(request).await;
    // A claim found held may belong to a registration that is under way: only its own is given back.
    if owner == proposed {
        give_back(executor, &tenant, owner, &command.identity, &result).await;
    }
    Ok((owner, result?))
}

/// Links an identity that is nobody else's.
///
/// # Errors
/// [`CustomerRefusal::IdentityTaken`] when it is another's; see [`Error`].
pub async fn link(executor: &Executor, request: Request<LinkIdentity>) -> Result<Outcome, Error> {
    let (tenant, command) = (request.caller.tenant.clone(), request.command.clone());
    let owner = claim(executor, &tenant, &command.identity, command.customer).await?;
    if owner != command.customer {
        let taken = || Error::refused(CustomerRefusal::IdentityTaken);
        return executor.earlier(&request).await?.ok_or_else(taken);
    }
    let result = executor.execute(request).await;
    give_back(executor, &tenant, command.customer, &command.identity, &result).await;
    result
}

/// Gives up a claim for which nothing was appended and nothing will be.
async fn give_back(
    executor: &Executor,
    tenant: &Tenant,
    customer: CustomerId,
    identity: &Identity,
    result: &Result<Outcome, Error>,
) {
    let appends_nothing = match result {
        Err(Error::Refused(_) | Error::Conflict { .. } | Error::CommandReused | Error::Encode(_)) => true,
        // The erasure gave up every claim; of the others nobody knows the outcome, and the claim must outlast it.
        Err(Error::Erased | Error::Store(_) | Error::Vault(_) | Error::Undecodable(_)) | Ok(_) => false,
    };
    if !appends_nothing {
        return;
    }
    // Why the command did not happen is the better answer: that the claim stays is for those who run the service.
    if let Err(error) = give_up(executor, tenant, customer, identity).await {
        tracing::warn!(%customer, error = &error as &dyn std::error::Error, "a claim could not be given back");
    }
}

/// Unlinks an identity and gives up the claim on it at once.
///
/// # Errors
/// See [`Error`]. When only giving up the claim failed, the reaction `release_claims` does it.
pub async fn unlink(executor: &Executor, request: Request<UnlinkIdentity>) -> Result<Outcome, Error> {
    let (tenant, command) = (request.caller.tenant.clone(), request.command.clone());
    let outcome = executor.execute(request).await?;
    release(executor, &tenant, command.customer, command.identity_id).await?;
    Ok(outcome)
}

/// Gives up the claim on an identity that was unlinked. May be repeated.
///
/// # Errors
/// [`Error::Store`], [`Error::Vault`].
pub async fn release(
    executor: &Executor,
    tenant: &Tenant,
    customer: CustomerId,
    identity: IdentityId,
) -> Result<(), Error> {
    let (state, _) = executor.load::<Customer>(tenant, StreamId::Customer(customer)).await?;
    let Some(former) = state.former_identities.get(&identity) else { return Ok(()) };
    match opened(executor, tenant, former).await? {
        Some(former) => give_up(executor, tenant, customer, &former).await,
        // The erasure gave up every claim.
        None => Ok(()),
    }
}

/// Gives up the claim on an identity unless it is linked.
async fn give_up(executor: &Executor, tenant: &Tenant, customer: CustomerId, identity: &Identity) -> Result<(), Error> {
    let (state, _) = executor.load::<Customer>(tenant, StreamId::Customer(customer)).await?;
    for linked in state.identities.values() {
        if opened(executor, tenant, linked).await?.as_ref() == Some(identity) {
            return Ok(());
        }
    }
    let blind = executor.vault().blind(tenant.as_str(), &identity.realm(), identity.value());
    executor.vault().release(tenant.as_str(), &blind, customer.0).await?;
    Ok(())
}

/// The identity in the clear; nothing when its Customer was erased.
async fn opened(executor: &Executor, tenant: &Tenant, linked: &LinkedIdentity) -> Result<Option<Identity>, Error> {
    let Some(sealed) = linked.value.value.as_sealed() else { return Ok(None) };
    let context = FieldContext { tenant: tenant.as_str(), event_id: linked.value.event_id, tag: IDENTITY_VALUE_TAG };
    let access = Access { actor: "service:claims".into(), purpose: "claim" };
    let value: Opened<String> = executor.vault().open(context, sealed, &access).await?;
    Ok(value.into_clear().and_then(|value| Identity::new(linked.kind.clone(), &value).ok()))
}

#[cfg(test)]
mod tests;
