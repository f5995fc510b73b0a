//! Any schema behind one object, so that the handlers are compiled once.

use async_graphql::{ObjectType, Request, Response, Schema, SchemaBuilder, SubscriptionType};
use futures_util::{FutureExt, future::BoxFuture, stream::BoxStream};

use super::{cost::CostControl, limits::Limits, shape::MAX_LEVELS};

/// A schema, whatever its roots.
pub(crate) trait Graph: Send + Sync {
    /// Executes a query or a mutation.
    fn execute(&self, request: Request) -> BoxFuture<'_, Response>;

    /// Executes any operation; a subscription yields one response per event.
    fn subscribe(&self, request: Request) -> BoxStream<'static, Response>;
}

impl<Q, M, S> Graph for Schema<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    fn execute(&self, request: Request) -> BoxFuture<'_, Response> {
        Self::execute(self, request).boxed()
    }

    fn subscribe(&self, request: Request) -> BoxStream<'static, Response> {
        self.execute_stream(request)
    }
}

/// Finishes a schema with the limits that only it can enforce.
pub(crate) fn finish<Q, M, S>(schema: SchemaBuilder<Q, M, S>, limits: &Limits) -> Box<dyn Graph>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    let schema = schema.extension(CostControl::new(limits)).limit_recursive_depth(MAX_LEVELS);
    Box::new(schema.finish())
}
