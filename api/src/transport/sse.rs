//! GraphQL over server-sent events, in the "distinct connections" mode of the graphql-sse protocol.
//!
//! An event whose first field carries a `position` has it as its `id`, which a browser sends back as
//! `Last-Event-ID` when it reconnects; resolvers find it as [`ResumeAfter`].

use std::{convert::Infallible, future::poll_fn, pin::Pin, sync::Arc, task::Poll};

use async_graphql::{Response as GraphqlResponse, Value};
use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::{
    FutureExt, StreamExt,
    stream::{self, BoxStream, Peekable},
};

use super::{
    caller::{Caller, Ids, ResumeAfter},
    cost::Verdict,
    gateway::Gateway,
    http::{
        self,
        negotiate::{self, MediaType},
        respond,
    },
    in_span::in_span,
    operation::Operation,
    reply::{Rejection, Reply},
};

/// Streams the operation in a JSON body.
pub(super) async fn post(
    State(gateway): State<Arc<Gateway>>,
    Extension(ids): Extension<Ids>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    if !negotiate::accepts_event_stream(&headers) {
        return respond::not_acceptable();
    }
    let read = http::read_post(&gateway, ids, request).await;
    answer(&gateway, &headers, read).await
}

/// Streams the operation in a query string.
pub(super) async fn get(
    State(gateway): State<Arc<Gateway>>,
    Extension(ids): Extension<Ids>,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    if !negotiate::accepts_event_stream(&parts.headers) {
        return respond::not_acceptable();
    }
    let read = http::read_get(&gateway, ids, &mut parts).await;
    answer(&gateway, &parts.headers, read).await
}

async fn answer(gateway: &Arc<Gateway>, headers: &HeaderMap, read: Result<(Operation, Caller), Rejection>) -> Response {
    match open(gateway, headers, read).await {
        Ok(replies) => events(gateway, replies),
        // There is no older convention to honour here, so the statuses are the strict ones.
        Err(rejection) => respond::respond(&Reply::Rejected(rejection), MediaType::GraphqlResponse),
    }
}

type Replies = Pin<Box<Peekable<BoxStream<'static, Reply>>>>;

async fn open(
    gateway: &Arc<Gateway>,
    headers: &HeaderMap,
    read: Result<(Operation, Caller), Rejection>,
) -> Result<Replies, Rejection> {
    let (operation, mut caller) = read?;
    caller.resume_after = last_event_id(headers)?;
    let span = caller.ids.span("sse");
    caller.record(&span, operation.name.as_deref());
    let verdict = operation.verdict.clone();
    let replies = in_span(span, gateway.stream(operation, caller));
    started(Box::pin(replies.peekable()), &verdict).await
}

/// Waits until the operation is known to be valid, because after the first byte the status can no longer
/// change; but not until the first event, which may be hours away.
async fn started(mut replies: Replies, verdict: &Verdict) -> Result<Replies, Rejection> {
    poll_fn(|context| match replies.as_mut().poll_peek(context) {
        Poll::Pending if verdict.cost().is_none() => Poll::Pending,
        Poll::Pending | Poll::Ready(_) => Poll::Ready(()),
    })
    .await;
    let is_rejected = |reply: &Reply| matches!(reply, Reply::Rejected(_));
    match replies.as_mut().next_if(is_rejected).now_or_never().flatten() {
        Some(Reply::Rejected(rejection)) => Err(rejection),
        Some(Reply::Answered(_)) | None => Ok(replies),
    }
}

fn events(gateway: &Gateway, replies: Replies) -> Response {
    let complete = stream::once(async { complete() });
    // A shutdown ends the stream without `complete`, so that the client reconnects.
    let events = replies.map(|reply| next(&reply)).chain(complete);
    let events = events.take_until(gateway.config.shutdown.clone().requested()).map(Ok::<_, Infallible>);
    let keep_alive = KeepAlive::new().interval(gateway.config.sse_keep_alive);
    let mut response = Sse::new(events).keep_alive(keep_alive).into_response();
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

fn next(reply: &Reply) -> Event {
    let data = serde_json::to_string(&reply.body()).expect("a GraphQL value is JSON");
    let event = Event::default().event("next").data(data);
    match position(reply) {
        Some(position) => event.id(position.to_string()),
        None => event,
    }
}

/// A browser hands out no event without data, and the line break makes it two empty lines of data.
fn complete() -> Event {
    Event::default().event("complete").data("\n")
}

/// The `position` of the first field.
fn position(reply: &Reply) -> Option<u64> {
    let Reply::Answered(GraphqlResponse { data: Value::Object(fields), .. }) = reply else { return None };
    let Some((_, Value::Object(first))) = fields.first() else { return None };
    let position = first.get("position")?;
    if let Value::Number(number) = position {
        return number.as_u64();
    }
    let Value::String(text) = position else { return None };
    text.parse().ok()
}

fn last_event_id(headers: &HeaderMap) -> Result<ResumeAfter, Rejection> {
    let Some(value) = headers.get("last-event-id") else { return Ok(ResumeAfter(None)) };
    let position = value.to_str().ok().and_then(|text| text.parse().ok());
    match position {
        Some(position) => Ok(ResumeAfter(Some(position))),
        None => Err(Rejection::bad_request("`Last-Event-ID` must be a position")),
    }
}
