//! What customers agree to.

use async_graphql::{Context, Error, InputObject, Object};
use commands::customer::{GiveConsent, WithdrawConsent};

use super::{OnCustomer, on_customer};
use crate::graphql::access::Operation;
use crate::graphql::mutation::payload::CustomerPayload;
use crate::graphql::scalars::Code;

/// For customers themselves and those who look after them.
const SPEAK: &[Operation] = &[Operation::ManageCustomers, Operation::SpeakAsCustomer];

/// Says that a customer agrees to something.
#[derive(InputObject, Debug)]
pub struct GiveConsentInput {
    #[graphql(flatten)]
    on: OnCustomer,
    /// What for. `external_processing` lets a provider outside the house read what they say, without the personal data
    /// found in it; other purposes are yours to name.
    purpose: Code,
    /// The wording they agree to, by its version, such as `privacy/3`.
    notice: Option<Code>,
}

/// Says that a customer does not agree to something, or no longer.
#[derive(InputObject, Debug)]
pub struct WithdrawConsentInput {
    #[graphql(flatten)]
    on: OnCustomer,
    /// What for.
    purpose: Code,
}

/// The mutations of this room.
#[derive(Default)]
pub struct ConsentMutations;

#[Object]
impl ConsentMutations {
    /// Says that a customer agrees to something that is done with what they say or with what is known of them.
    async fn give_consent(&self, context: &Context<'_>, input: GiveConsentInput) -> Result<CustomerPayload, Error> {
        on_customer(context, SPEAK, &input.on, |customer| {
            Ok(GiveConsent { customer, purpose: input.purpose.0, notice: input.notice.map(|notice| notice.0) })
        })
        .await
    }

    /// Says that a customer does not agree to something, or no longer. Nothing that needs their consent is begun from then on.
    async fn withdraw_consent(
        &self,
        context: &Context<'_>,
        input: WithdrawConsentInput,
    ) -> Result<CustomerPayload, Error> {
        on_customer(context, SPEAK, &input.on, |customer| Ok(WithdrawConsent { customer, purpose: input.purpose.0 }))
            .await
    }
}
