//! How customers are known and reached.

use async_graphql::{Context, Error, InputObject, Object};
use commands::Outcome;
use commands::customer::{LinkIdentity, RegisterCustomer, UnlinkIdentity, link, register, unlink};
use domain::CustomerId;
use domain::customer::{Identity, IdentityKind as Kind};
use domain::ids::IdentityId;
use uuid::Uuid;

use super::{MANAGE, OnCustomer};
use crate::graphql::access::require;
use crate::graphql::mutation::envelope::Envelope;
use crate::graphql::mutation::inputs::{line, maybe_note, new_id};
use crate::graphql::mutation::payload::{CustomerPayload, RegisterCustomerPayload, Registration};
use crate::graphql::mutation::run::{answer, request};
use crate::graphql::node_id;
use crate::graphql::scalars::{Code, Language};
use crate::graphql::services::Services;
use crate::graphql::types::IdentityKind;
use crate::graphql::user_error::UserError;

/// A way to tell and reach a customer.
#[derive(InputObject, Clone)]
pub struct IdentityInput {
    /// What it is.
    pub kind: IdentityKind,
    /// The other system, for an external id.
    pub system: Option<Code>,
    /// The address, number or id.
    pub value: String,
}

/// Registers a customer, or brings what is known of them up to date.
#[derive(InputObject)]
pub struct RegisterCustomerInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// The id they shall have if they are new; one that follows from the command's id when absent.
    id: Option<Uuid>,
    /// A verified way to tell and reach them: whoever has it is the customer meant.
    identity: IdentityInput,
    /// How it was verified, such as `code_sent` or `sso`.
    verified_by: Code,
    /// What they are called.
    name: Option<String>,
    /// What agents should know of them.
    remark: Option<String>,
    /// Which language they prefer.
    language: Option<Language>,
    /// Which channel they prefer.
    channel: Option<Code>,
    /// Where they became known.
    source: Code,
}

/// Links another identity to a customer.
#[derive(InputObject)]
pub struct LinkIdentityInput {
    #[graphql(flatten)]
    on: OnCustomer,
    /// The id it shall have; one that follows from the command's id when absent.
    id: Option<Uuid>,
    /// The identity.
    identity: IdentityInput,
    /// How it was verified.
    verified_by: Code,
}

/// Takes an identity from a customer.
#[derive(InputObject)]
pub struct UnlinkIdentityInput {
    #[graphql(flatten)]
    on: OnCustomer,
    /// Which.
    identity_id: Uuid,
    /// Why.
    reason: Code,
}

impl IdentityInput {
    /// The identity it means.
    ///
    /// # Errors
    /// When the value is not of its kind.
    pub fn identity(&self) -> Result<Identity, UserError> {
        let kind = match (self.kind, &self.system) {
            (IdentityKind::Email, _) => Kind::Email,
            (IdentityKind::Phone, _) => Kind::Phone,
            (IdentityKind::External, Some(system)) => Kind::External { system: system.0.clone() },
            (IdentityKind::External, None) => {
                return Err(UserError::invalid("system", "say which system the id is from"));
            }
        };
        Identity::new(kind, &self.value).map_err(|error| UserError::invalid("identity", &error.to_string()))
    }
}

impl RegisterCustomerInput {
    fn command(self) -> Result<RegisterCustomer, UserError> {
        Ok(RegisterCustomer {
            customer: CustomerId(new_id(self.id, &self.envelope, "customer")),
            identity_id: IdentityId(new_id(None, &self.envelope, "identity")),
            identity: self.identity.identity()?,
            verified_by: self.verified_by.0,
            name: self.name.map(|name| line(name, "name")).transpose()?,
            remark: maybe_note(self.remark, "remark")?,
            language: self.language.map(|language| language.0),
            channel: self.channel.map(|channel| channel.0),
            source: self.source.0,
        })
    }
}

impl LinkIdentityInput {
    fn command(&self) -> Result<LinkIdentity, UserError> {
        Ok(LinkIdentity {
            customer: node_id::customer(&self.on.customer_id, "customerId")?,
            identity_id: IdentityId(new_id(self.id, &self.on.envelope, "identity")),
            identity: self.identity.identity()?,
            verified_by: self.verified_by.0.clone(),
        })
    }
}

fn registration(outcome: &Outcome) -> Registration {
    match outcome.revision {
        _ if outcome.events == 0 => Registration::Unchanged,
        Some(revision) if revision + 1 == u64::from(outcome.events) => Registration::Created,
        Some(_) | None => Registration::Updated,
    }
}

/// The mutations of this room.
#[derive(Default)]
pub struct IdentityMutations;

#[Object]
impl IdentityMutations {
    /// Registers the customer who has this identity, or brings what is known of them up to date.
    async fn register_customer(
        &self,
        context: &Context<'_>,
        input: RegisterCustomerInput,
    ) -> Result<RegisterCustomerPayload, Error> {
        let principal = require(context, MANAGE)?;
        let envelope = input.envelope;
        let executor = &context.data_unchecked::<Services>().executor;
        let request = match input.command().and_then(|command| request(context, principal, &envelope, command)) {
            Ok(request) => request,
            Err(error) => return Ok(RegisterCustomerPayload::refused(error)),
        };
        match register(executor, request).await {
            Ok((customer, outcome)) => Ok(RegisterCustomerPayload::done(customer, registration(&outcome), outcome)),
            Err(error) => UserError::from_command(error).map(RegisterCustomerPayload::refused),
        }
    }

    /// Links another verified identity to a customer.
    async fn link_identity(&self, context: &Context<'_>, input: LinkIdentityInput) -> Result<CustomerPayload, Error> {
        let principal = require(context, MANAGE)?;
        let executor = &context.data_unchecked::<Services>().executor;
        let command = input.command();
        let customer = command.as_ref().map(|command| command.customer).map_err(Clone::clone);
        let ran = match command.and_then(|command| request(context, principal, &input.on.envelope, command)) {
            Ok(request) => answer(link(executor, request).await)?,
            Err(error) => Err(error),
        };
        Ok(CustomerPayload::new(customer, ran))
    }

    /// Takes an identity from a customer.
    async fn unlink_identity(
        &self,
        context: &Context<'_>,
        input: UnlinkIdentityInput,
    ) -> Result<CustomerPayload, Error> {
        let principal = require(context, MANAGE)?;
        let executor = &context.data_unchecked::<Services>().executor;
        let customer = node_id::customer(&input.on.customer_id, "customerId").map_err(UserError::from);
        let command = customer.clone().map(|customer| UnlinkIdentity {
            customer,
            identity_id: IdentityId(input.identity_id),
            reason: input.reason.0.clone(),
        });
        let ran = match command.and_then(|command| request(context, principal, &input.on.envelope, command)) {
            Ok(request) => answer(unlink(executor, request).await)?,
            Err(error) => Err(error),
        };
        Ok(CustomerPayload::new(customer, ran))
    }
}
