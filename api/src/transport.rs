//! How GraphQL travels: HTTP, WebSocket, server-sent events, and a page to try it.
//!
//! Every transport does the same four things: read `params`, prepare an `operation`, let the
//! `gateway` execute it, and write the `reply`. What a resolver finds in its context is
//! `Option<Principal>`, [`RequestId`], [`CorrelationId`] and [`ResumeAfter`].

mod caller;
mod config;
mod cors;
mod cost;
mod documents;
mod faults;
mod gateway;
mod graph;
mod graphiql;
mod http;
mod ids;
mod in_span;
mod introspection;
mod limits;
mod measure;
mod nesting;
mod nulls;
mod operation;
mod order;
mod params;
mod parsed;
mod reply;
mod shape;
mod shutdown;
mod sse;
mod ws;

use std::sync::Arc;

use async_graphql::{ObjectType, SchemaBuilder, SubscriptionType};
use axum::{Router, http::StatusCode, middleware, routing::get};

pub(crate) use ids::assign_beside;
pub(crate) use measure::measure;

pub use caller::{CorrelationId, RequestId, ResumeAfter};
pub use config::{Config, Origins, WebSocketConfig};
pub use documents::{DocumentMode, Documents, DocumentsError, document_id};
pub use introspection::Introspection;
pub use limits::Limits;
pub use shutdown::{Shutdown, ShutdownTrigger};
pub use ws::CloseCode;

/// Serves `schema` at `/graphql` (HTTP and WebSocket), `/graphql/stream` (server-sent events) and, where
/// configured, `/graphiql`; beside it `/livez`. Other routes can be merged in.
///
/// Takes the builder, not the schema, because depth and complexity are limited inside it.
pub fn router<Q, M, S>(schema: SchemaBuilder<Q, M, S>, config: Config) -> Router
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    let pages = if config.graphiql { graphiql::router() } else { Router::new() };
    let graph = graph::finish(schema, &config.limits);
    let cors = cors::layer(&config.websocket.origins);
    let routes = Router::new()
        .route("/graphql", get(http::get).post(http::post))
        .route("/graphql/stream", get(sse::get).post(sse::post))
        .layer(middleware::from_fn(ids::assign));
    match cors {
        Some(cors) => routes.layer(cors),
        None => routes,
    }
    .with_state(Arc::new(gateway::Gateway { graph, config }))
    .merge(pages)
    .route("/livez", get(|| async { StatusCode::NO_CONTENT }))
}
