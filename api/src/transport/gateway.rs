//! The shared state of all handlers: the schema, and how a request runs through it.

use std::{panic::AssertUnwindSafe, sync::Arc};

use async_graphql::{Request, Response, parser::types::OperationType};
use axum::http::HeaderMap;
use futures_util::{
    FutureExt, StreamExt,
    stream::{self, BoxStream},
};
use tokio::time::timeout;

use super::{
    Config,
    caller::Caller,
    cost::Verdict,
    faults,
    graph::Graph,
    measure::OpenSubscription,
    operation::Operation,
    order::Order,
    params::Params,
    reply::{Rejection, Reply},
};
use crate::{
    ErrorCode,
    auth::{
        Principal,
        bearer::{self, Credential},
    },
    graphql::lookups::Lookups,
};

/// A schema and the rules under which it is asked.
pub(crate) struct Gateway {
    pub(crate) graph: Box<dyn Graph>,
    pub(crate) config: Config,
}

impl Gateway {
    /// Who presents this credential; `None` for nobody in particular.
    pub(crate) async fn identify(&self, credential: Credential<'_>) -> Result<Option<Principal>, Rejection> {
        let unknown = || Rejection::new(ErrorCode::Unauthenticated, "the bearer token is not valid");
        match credential {
            Credential::None => Ok(None),
            Credential::Malformed => Err(unknown()),
            Credential::Token(token) => match self.config.authenticate.authenticate(token).await {
                Ok(Some(principal)) => Ok(Some(principal)),
                Ok(None) => Err(unknown()),
                Err(unavailable) => Err(Rejection::new(ErrorCode::Unavailable, unavailable.to_string())),
            },
        }
    }

    /// Who sent these headers.
    pub(crate) async fn identify_headers(&self, headers: &HeaderMap) -> Result<Option<Principal>, Rejection> {
        self.identify(bearer::from_headers(headers)).await
    }

    /// The operation that `params` ask for.
    pub(crate) fn prepare(&self, params: Params) -> Result<Operation, Rejection> {
        Operation::prepare(params, &self.config.documents, &self.config.limits)
    }

    /// Executes a query or a mutation.
    pub(crate) async fn answer(&self, operation: Operation, caller: Caller) -> Reply {
        let Operation { kind, request, order, verdict, .. } = operation;
        let mut request = match self.admit(request, caller) {
            Ok(request) => request,
            Err(rejection) => return Reply::Rejected(rejection),
        };
        if kind == OperationType::Query {
            request = request.data(Lookups::default());
        }
        let execution = AssertUnwindSafe(self.graph.execute(request)).catch_unwind();
        match timeout(self.config.limits.execution_time, execution).await {
            Ok(Ok(response)) => reply(response, &order, &verdict),
            Ok(Err(_panic)) => panicked(),
            Err(_elapsed) => timed_out(),
        }
    }

    /// Executes any operation. A rejection is the first and only item, except after a panic, which ends the stream.
    pub(crate) fn stream(self: &Arc<Self>, operation: Operation, caller: Caller) -> BoxStream<'static, Reply> {
        if operation.kind == OperationType::Subscription {
            return self.subscribe(operation, caller);
        }
        let gateway = Arc::clone(self);
        stream::once(async move { gateway.answer(operation, caller).await }).boxed()
    }

    /// The request with everything that resolvers may know.
    fn admit(&self, request: Request, caller: Caller) -> Result<Request, Rejection> {
        let request = self.config.introspection.admit(request, caller.principal.as_ref())?;
        Ok(caller.attach(request))
    }

    fn subscribe(&self, operation: Operation, caller: Caller) -> BoxStream<'static, Reply> {
        let Operation { request, order, verdict, .. } = operation;
        let request = match self.admit(request, caller) {
            Ok(request) => request,
            Err(rejection) => return stream::iter([Reply::Rejected(rejection)]).boxed(),
        };
        let responses = self.graph.subscribe(request);
        let responses = AssertUnwindSafe(responses).catch_unwind().peekable();
        let open = OpenSubscription::count();
        let replies = stream::unfold((Box::pin(responses), true), move |(mut responses, is_first)| {
            let (order, verdict, _) = (order.clone(), verdict.clone(), &open);
            async move {
                let Ok(response) = responses.next().await? else { return Some((panicked(), (responses, false))) };
                // A resolver that could not open its stream says so in one response and ends.
                let failed = is_first && response.is_err() && response.data == async_graphql::Value::Null;
                let is_refusal = failed && matches!(responses.as_mut().peek().now_or_never(), Some(None));
                let reply = if is_refusal { refused(response, &verdict) } else { reply(response, &order, &verdict) };
                Some((reply, (responses, false)))
            }
        });
        replies.boxed()
    }
}

fn reply(mut response: Response, order: &Order, verdict: &Verdict) -> Reply {
    let Some(cost) = verdict.cost() else { return invalid(response) };
    verdict.complete(&mut response);
    order.restore(&mut response.data);
    response.errors = faults::present(response.errors);
    response.extensions.insert("cost".into(), cost.to_value());
    Reply::Answered(response)
}

fn refused(response: Response, verdict: &Verdict) -> Reply {
    match verdict.cost() {
        Some(_) => Reply::Rejected(Rejection { errors: faults::present(response.errors), status: None }),
        None => invalid(response),
    }
}

fn invalid(response: Response) -> Reply {
    Reply::Rejected(Rejection { errors: faults::present_invalid(response.errors), status: None })
}

fn panicked() -> Reply {
    // The panic hook has already written where; the message may hold anything, so it stays there.
    tracing::error!("a resolver panicked");
    Reply::Rejected(Rejection::new(ErrorCode::Internal, "internal error"))
}

fn timed_out() -> Reply {
    let message = "the operation took too long and was given up; a mutation may still have taken effect";
    Reply::Rejected(Rejection::new(ErrorCode::Timeout, message))
}
