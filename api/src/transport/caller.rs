//! What resolvers may know about a request besides its variables.

use async_graphql::Request;
use tracing::Span;
use uuid::Uuid;

use crate::auth::Principal;

/// Names one request, in logs and in the `x-request-id` header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

/// Names the whole of which the request is a part: its W3C trace id, or else the request id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorrelationId(pub Uuid);

/// The position a resuming subscriber has already seen, from `Last-Event-ID`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResumeAfter(pub Option<u64>);

/// Who asks, and under which names.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) principal: Option<Principal>,
    pub(crate) ids: Ids,
    pub(crate) resume_after: ResumeAfter,
}

/// The names of one request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ids {
    pub(crate) request: RequestId,
    pub(crate) correlation: CorrelationId,
}

impl Caller {
    /// Puts everything into the data of `request`, each under its own type.
    pub(crate) fn attach(self, request: Request) -> Request {
        request.data(self.principal).data(self.ids.request).data(self.ids.correlation).data(self.resume_after)
    }

    /// Notes the caller in the request's span: pseudonymous ids and the operation's name, never its variables. At once: whenever
    /// something is noted, the log writes all that the span holds anew.
    pub(crate) fn record(&self, span: &Span, operation: Option<&str>) {
        let tenant = self.principal.as_ref().map(|principal| principal.tenant.as_str());
        let role = self.principal.as_ref().map(|principal| principal.role.as_str());
        tracing::record_all!(span, operation, tenant, role);
    }
}
