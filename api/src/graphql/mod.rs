//! The GraphQL schema: what front ends read, ask for and watch.

pub mod access;
mod bounds;
pub mod load;
pub mod lookups;
pub mod mutation;
pub mod node_id;
pub mod paging;
pub mod query;
pub mod scalars;
mod seals;
pub mod services;
mod shown;
pub mod subscription;
pub mod types;
pub mod user_error;
pub mod user_error_code;

use async_graphql::{Schema, SchemaBuilder};

pub use mutation::Mutation;
pub use query::Query;
pub use services::Services;
pub use subscription::Subscription;

/// The schema with everything behind it.
pub type ColloquySchema = Schema<Query, Mutation, Subscription>;

/// The schema with everything behind it but what the transport adds: limits, and to whom it shows itself.
#[must_use]
pub fn schema(services: Services) -> SchemaBuilder<Query, Mutation, Subscription> {
    builder().data(services)
}

/// The schema without anything behind it: for its SDL, or to add [`Services`] and limits to.
#[must_use]
pub fn builder() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query::default(), Mutation::default(), Subscription)
}

/// The schema in GraphQL's own language, as committed in `schemas/graphql/schema.graphql`.
#[must_use]
pub fn sdl() -> String {
    builder().finish().sdl()
}
