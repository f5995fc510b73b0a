//! Gives every request its ids and its span.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument, Span, field::Empty};
use uuid::Uuid;

use super::caller::{CorrelationId, Ids, RequestId};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

impl RequestId {
    /// A new one, ordered by time.
    #[expect(clippy::disallowed_methods, reason = "the transport is the edge where requests get their names")]
    pub(crate) fn fresh() -> Self {
        Self(Uuid::now_v7())
    }
}

impl Ids {
    /// Takes over what the client names; makes up the rest.
    fn of(headers: &HeaderMap) -> Self {
        let request = sent_request_id(headers).unwrap_or_else(RequestId::fresh);
        let correlation = trace_id(headers).unwrap_or(CorrelationId(request.0));
        Self { request, correlation }
    }

    /// A span for one operation, to be filled in by [`Caller::record`](super::caller::Caller::record).
    pub(crate) fn span(&self, transport: &'static str) -> Span {
        tracing::info_span!(
            "graphql",
            transport,
            request_id = %self.request.0,
            correlation_id = %self.correlation.0,
            operation = Empty,
            tenant = Empty,
            role = Empty,
        )
    }
}

/// Middleware: ids into the request's extensions, a span around the handler, the request id into the response.
pub(crate) async fn assign(request: Request, next: Next) -> Response {
    let ids = Ids::of(request.headers());
    handle(ids, ids.span("http"), request, next).await
}

/// The same for the routes beside GraphQL.
pub(crate) async fn assign_beside(request: Request, next: Next) -> Response {
    let ids = Ids::of(request.headers());
    let (request_id, correlation_id, path) = (ids.request.0, ids.correlation.0, request.uri().path());
    let span = tracing::info_span!("rest", %request_id, %correlation_id, path);
    handle(ids, span, request, next).await
}

async fn handle(ids: Ids, span: Span, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(ids);
    let handled = async move {
        let response = next.run(request).await;
        tracing::debug!(status = response.status().as_u16(), "a request was handled");
        response
    };
    let mut response = handled.instrument(span).await;
    let value = HeaderValue::try_from(ids.request.0.to_string()).expect("a UUID is visible ASCII");
    response.headers_mut().insert(REQUEST_ID, value);
    response
}

fn sent_request_id(headers: &HeaderMap) -> Option<RequestId> {
    headers.get(REQUEST_ID)?.to_str().ok()?.parse().ok().map(RequestId)
}

/// The trace id of a W3C `traceparent`: `00-<32 hexadecimal digits>-<16>-<2>`.
fn trace_id(headers: &HeaderMap) -> Option<CorrelationId> {
    let mut parts = headers.get(TRACEPARENT)?.to_str().ok()?.split('-');
    let version = parts.next()?;
    let trace = parts.next().filter(|trace| trace.len() == 32)?;
    let id = Uuid::parse_str(trace).ok().filter(|id| !id.is_nil())?;
    (version != "ff").then_some(CorrelationId(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(name: HeaderName, value: &'static str) -> Ids {
        Ids::of(&HeaderMap::from_iter([(name, HeaderValue::from_static(value))]))
    }

    #[test]
    fn a_uuid_from_the_client_names_the_request() {
        let sent = "018f5c4e-0000-7000-8000-000000000001";
        assert_eq!(ids(REQUEST_ID, sent).request.0.to_string(), sent);
        assert_eq!(ids(REQUEST_ID, "<script>").request.0.get_version_num(), 7);
    }

    #[test]
    fn a_trace_id_is_the_correlation_id() {
        let ids_of = |value| ids(TRACEPARENT, value);
        let sent = ids_of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assert_eq!(sent.correlation.0.simple().to_string(), "4bf92f3577b34da6a3ce929d0e0e4736");
        for invalid in
            ["00-00000000000000000000000000000000-00f067aa0ba902b7-01", "ff-4bf92f3577b34da6a3ce929d0e0e4736", "x"]
        {
            let made_up = ids_of(invalid);
            assert_eq!(made_up.correlation.0, made_up.request.0);
        }
    }
}
