//! Customers and agents.

use async_graphql::connection::EmptyFields;
use async_graphql::{Context, Error, ID, Object};
use domain::CustomerId;
use projections::Direction;
use projections::views::agent_workload::{self, AgentFilter};
use projections::views::customers::{self, CustomerFilter};

use crate::error_code::ErrorCode;
use crate::graphql::access::{Operation, fault, require};
use crate::graphql::bounds::AtMost;
use crate::graphql::load;
use crate::graphql::mutation::IdentityInput;
use crate::graphql::node_id;
use crate::graphql::paging::{PageArgs, connection, read_fault};
use crate::graphql::scalars::{Code, Position};
use crate::graphql::services::Services;
use crate::graphql::types::{Agent, AgentConnection, Customer, CustomerConnection, Presence, vault_fault};

/// The queries of this room.
#[derive(Default)]
pub struct PeopleQueries;

#[Object]
impl PeopleQueries {
    /// A customer; nothing when there is none or you may not see them.
    async fn customer(
        &self,
        context: &Context<'_>,
        id: ID,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<Option<Customer>, Error> {
        require(context, load::SEE_CUSTOMERS)?;
        let id = node_id::customer(&id, "id")?;
        load::wait(context, &[load::CUSTOMERS], min_position).await?;
        load::customer(context, id).await
    }

    /// The customer who has a verified identity.
    async fn customer_by_identity(
        &self,
        context: &Context<'_>,
        identity: IdentityInput,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<Option<Customer>, Error> {
        let tenant = &require(context, &[Operation::ReadCustomers])?.tenant;
        let identity = identity.identity().map_err(|error| fault(ErrorCode::BadRequest, &error.message))?;
        let vault = &context.data_unchecked::<Services>().vault;
        let blind = vault.blind(tenant, &identity.realm(), identity.value());
        match vault.find(tenant, &blind).await.map_err(|error| vault_fault(&error))? {
            Some(owner) => {
                load::wait(context, &[load::CUSTOMERS], min_position).await?;
                load::customer(context, CustomerId(owner)).await
            }
            None => Ok(None),
        }
    }

    /// The customers in the order in which they were first heard of, the latest first.
    #[graphql(complexity = "first.or(last).unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "Relay's arguments of a list")]
    async fn customers(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Whether they may open no Conversations.")] blocked: Option<bool>,
        #[graphql(desc = "Whether their keys are destroyed.")] erased: Option<bool>,
        #[graphql(desc = "How many from the front, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what is behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the back, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what is before this cursor.")] before: Option<String>,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<CustomerConnection, Error> {
        require(context, &[Operation::ReadCustomers, Operation::ReadOverviews])?;
        let (tenant, request) = (load::tenant(context)?, PageArgs::new(first, after, last, before).request()?);
        load::wait(context, &[load::CUSTOMERS], min_position).await?;
        let (model, filter) = (&*context.data_unchecked::<Services>().read, CustomerFilter { blocked, erased });
        let page = customers::page(model, &tenant, filter, Direction::Descending, &request).await;
        Ok(connection(page.map_err(|error| read_fault(&error))?, EmptyFields, Customer))
    }

    /// An agent; nothing when there is none.
    async fn agent(
        &self,
        context: &Context<'_>,
        id: ID,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<Option<Agent>, Error> {
        require(context, &[Operation::ReadOverviews])?;
        let id = node_id::agent(&id, "id")?;
        load::wait(context, &[load::AGENTS], min_position).await?;
        load::agent(context, id).await
    }

    /// The agents and how much they hold.
    #[graphql(complexity = "first.or(last).unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "Relay's arguments of a list")]
    async fn agents(
        &self,
        context: &Context<'_>,
        #[graphql(default, desc = "With one of these presences.", validator(custom = "AtMost(\"presences\", 50)"))]
        presences: Vec<Presence>,
        #[graphql(desc = "Whether they serve no longer.")] retired: Option<bool>,
        #[graphql(desc = "Having this skill, at whatever level.")] skill: Option<Code>,
        #[graphql(desc = "How many from the front, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what is behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the back, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what is before this cursor.")] before: Option<String>,
        #[graphql(desc = "Waits until the views hold everything up to here.")] min_position: Option<Position>,
    ) -> Result<AgentConnection, Error> {
        require(context, &[Operation::ReadOverviews])?;
        let (tenant, request) = (load::tenant(context)?, PageArgs::new(first, after, last, before).request()?);
        load::wait(context, &[load::AGENTS], min_position).await?;
        let presences = presences.into_iter().map(Into::into).collect();
        let filter = AgentFilter { presences, retired, skill: skill.map(|skill| skill.0) };
        let page = agent_workload::page(&*context.data_unchecked::<Services>().read, &tenant, &filter, &request).await;
        Ok(connection(page.map_err(|error| read_fault(&error))?, EmptyFields, Agent))
    }
}
