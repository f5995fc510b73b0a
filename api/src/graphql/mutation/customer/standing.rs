//! What is known of customers, and how they stand.

use async_graphql::{Context, Error, ID, InputObject, Object};
use commands::customer::{
    BlockCustomer, ChangePreferences, ChangeProfile, EraseCustomer, MergeCustomer, UnblockCustomer, UnmergeCustomer,
};

use super::{MANAGE, OnCustomer, on_customer};
use crate::graphql::access::{Operation, require};
use crate::graphql::mutation::inputs::{line, maybe_note};
use crate::graphql::mutation::payload::CustomerPayload;
use crate::graphql::mutation::run::{answer, request};
use crate::graphql::node_id;
use crate::graphql::scalars::{Code, Language};
use crate::graphql::services::Services;
use crate::graphql::user_error::UserError;

/// Changes what is known of a customer; what is absent stays.
#[derive(InputObject)]
pub struct ChangeProfileInput {
    #[graphql(flatten)]
    on: OnCustomer,
    /// What they are called.
    name: Option<String>,
    /// What agents should know of them.
    remark: Option<String>,
}

/// Changes what a customer prefers, all of it.
#[derive(InputObject, Debug)]
pub struct ChangePreferencesInput {
    #[graphql(flatten)]
    on: OnCustomer,
    /// Which language.
    language: Option<Language>,
    /// Which channel.
    channel: Option<Code>,
}

/// Lets a customer go on as another, because they are the same person.
#[derive(InputObject, Debug)]
pub struct MergeCustomerInput {
    #[graphql(flatten)]
    on: OnCustomer,
    /// As whom.
    into_customer_id: ID,
}

/// Lets a merged customer stand on their own again.
#[derive(InputObject, Debug)]
pub struct UnmergeCustomerInput {
    #[graphql(flatten)]
    on: OnCustomer,
}

/// Something with a reason.
#[derive(InputObject, Debug)]
pub struct BlockCustomerInput {
    #[graphql(flatten)]
    on: OnCustomer,
    /// Why.
    reason: Code,
}

/// Something with a reason.
#[derive(InputObject, Debug)]
pub struct UnblockCustomerInput {
    #[graphql(flatten)]
    on: OnCustomer,
    /// Why.
    reason: Code,
}

/// Erases a customer, for good.
#[derive(InputObject, Debug)]
pub struct EraseCustomerInput {
    #[graphql(flatten)]
    on: OnCustomer,
    /// Why, such as `request` or `retention`.
    reason: Code,
}

/// The mutations of this room.
#[derive(Default)]
pub struct StandingMutations;

#[Object]
impl StandingMutations {
    /// Changes what is known of a customer.
    async fn change_profile(&self, context: &Context<'_>, input: ChangeProfileInput) -> Result<CustomerPayload, Error> {
        on_customer(context, MANAGE, &input.on, |customer| {
            let name = input.name.map(|name| line(name, "name")).transpose()?;
            Ok(ChangeProfile { customer, name, remark: maybe_note(input.remark, "remark")? })
        })
        .await
    }

    /// Changes what a customer prefers.
    async fn change_preferences(
        &self,
        context: &Context<'_>,
        input: ChangePreferencesInput,
    ) -> Result<CustomerPayload, Error> {
        on_customer(context, MANAGE, &input.on, |customer| {
            let language = input.language.map(|language| language.0);
            Ok(ChangePreferences { customer, language, channel: input.channel.map(|channel| channel.0) })
        })
        .await
    }

    /// Lets a customer go on as another. It can be undone.
    async fn merge_customer(&self, context: &Context<'_>, input: MergeCustomerInput) -> Result<CustomerPayload, Error> {
        on_customer(context, MANAGE, &input.on, |customer| {
            Ok(MergeCustomer { customer, into: node_id::customer(&input.into_customer_id, "intoCustomerId")? })
        })
        .await
    }

    /// Lets a merged customer stand on their own again.
    async fn unmerge_customer(
        &self,
        context: &Context<'_>,
        input: UnmergeCustomerInput,
    ) -> Result<CustomerPayload, Error> {
        on_customer(context, MANAGE, &input.on, |customer| Ok(UnmergeCustomer { customer })).await
    }

    /// Keeps a customer from opening Conversations.
    async fn block_customer(&self, context: &Context<'_>, input: BlockCustomerInput) -> Result<CustomerPayload, Error> {
        on_customer(context, MANAGE, &input.on, |customer| Ok(BlockCustomer { customer, reason: input.reason.0 })).await
    }

    /// Lets a customer open Conversations again.
    async fn unblock_customer(
        &self,
        context: &Context<'_>,
        input: UnblockCustomerInput,
    ) -> Result<CustomerPayload, Error> {
        on_customer(context, MANAGE, &input.on, |customer| Ok(UnblockCustomer { customer, reason: input.reason.0 }))
            .await
    }

    /// Erases a customer: destroys the keys that everything personal of them is sealed under. When this answers, nobody
    /// can read it any more; the history and the numbers stay. It cannot be undone.
    async fn erase_customer(&self, context: &Context<'_>, input: EraseCustomerInput) -> Result<CustomerPayload, Error> {
        let principal = require(context, &[Operation::EraseCustomers])?;
        let customer = node_id::customer(&input.on.customer_id, "customerId").map_err(UserError::from);
        let command = customer.clone().map(|customer| EraseCustomer { customer, reason: input.reason.0 });
        let executor = &context.data_unchecked::<Services>().executor;
        let ran = match command.and_then(|command| request(context, principal, &input.on.envelope, command)) {
            Ok(request) => answer(commands::customer::erase(executor, request).await)?,
            Err(error) => Err(error),
        };
        Ok(CustomerPayload::new(customer, ran))
    }
}
