//! The mutations about a customer.

mod consents;
mod identities;
mod standing;

use async_graphql::{Context, Error, ID, InputObject, MergedObject};
use commands::Command;
use domain::CustomerId;

use self::consents::ConsentMutations;
pub use self::identities::IdentityInput;
use self::identities::IdentityMutations;
use self::standing::StandingMutations;
use super::envelope::Envelope;
use super::payload::CustomerPayload;
use super::run::run;
use crate::graphql::access::Operation;
use crate::graphql::node_id;
use crate::graphql::user_error::UserError;

/// All of them.
#[derive(MergedObject, Default)]
pub struct CustomerMutations(IdentityMutations, StandingMutations, ConsentMutations);

/// For those who look after customers.
const MANAGE: &[Operation] = &[Operation::ManageCustomers];

/// What a command about a customer carries.
#[derive(InputObject, Clone, Debug)]
pub struct OnCustomer {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which customer.
    customer_id: ID,
}

/// Executes a command about an existing customer.
///
/// # Errors
/// Top-level errors: not signed in, not allowed, faults.
async fn on_customer<C: Command>(
    context: &Context<'_>,
    any_of: &[Operation],
    on: &OnCustomer,
    build: impl FnOnce(CustomerId) -> Result<C, UserError>,
) -> Result<CustomerPayload, Error> {
    let customer = node_id::customer(&on.customer_id, "customerId").map_err(UserError::from);
    let command = customer.clone().and_then(build);
    let ran = run(context, any_of, &on.envelope, command).await?;
    Ok(CustomerPayload::new(customer, ran))
}
