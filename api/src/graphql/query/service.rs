//! The service itself, and who asks.

use async_graphql::{Context, Error, Object};

use crate::auth::Role;
use crate::graphql::access::{Operation, principal, require};
use crate::graphql::paging::read_fault;
use crate::graphql::scalars::Position;
use crate::graphql::services::Services;
use crate::graphql::types::{SearchStatus, ServiceInfo, Status, ViewStatus, Viewer};
use crate::graphql::user_error::store_fault;

/// The queries of this room.
#[derive(Default)]
pub struct ServiceQueries;

#[Object]
impl ServiceQueries {
    /// What this is. Anyone may ask, signed in or not.
    async fn service(&self, context: &Context<'_>) -> ServiceInfo {
        ServiceInfo { name: "colloquy", version: context.data_unchecked::<Services>().version }
    }

    /// Who you are.
    async fn viewer(&self, context: &Context<'_>) -> Result<Viewer, Error> {
        let principal = principal(context)?;
        Ok(Viewer {
            tenant: principal.tenant.clone(),
            role: principal.role.as_str().to_owned(),
            id: principal.actor_id.clone(),
        })
    }

    /// How the log and its views stand.
    async fn status(&self, context: &Context<'_>) -> Result<Status, Error> {
        let role = require(context, &[Operation::ReadActivity])?.role;
        let services = context.data_unchecked::<Services>();
        let head = services.store.head().await.map_err(|error| store_fault(&error))?;
        let views = services.projections.status().await.map_err(|error| read_fault(&error))?;
        let view = |view: projections::ViewStatus| ViewStatus {
            name: view.name.to_owned(),
            position: Position(view.position),
            lag: head.saturating_sub(view.position).into(),
            state: view.state.into(),
            error: view
                .error
                .filter(|_| role == Role::Admin)
                .map(|error| format!("event {} at {}: {}", error.event_id, error.position, error.reason)),
        };
        let mut search = SearchStatus::of(services.knowledge.status(), head);
        search.error = search.error.filter(|_| role == Role::Admin);
        Ok(Status { head: Position(head), views: views.into_iter().map(view).collect(), search })
    }
}
