//! One WebSocket connection: reads messages, runs operations, and never polls faster than the client reads.

use std::sync::Arc;

use axum::extract::ws::Message;
use futures_util::{
    Stream, StreamExt,
    stream::{self, BoxStream},
};
use tokio::{
    sync::mpsc,
    time::{Instant, MissedTickBehavior, interval_at, sleep_until},
};
use tokio_stream::StreamMap;

use super::{
    close::{CloseCode, End},
    message::{ClientMessage, ServerMessage},
};
use crate::{
    ErrorCode,
    auth::{Principal, bearer},
    transport::{
        caller::{Caller, Ids, RequestId, ResumeAfter},
        gateway::Gateway,
        in_span::in_span,
        params::Params,
        reply::{Rejection, Reply},
    },
};

/// Either the connection goes on, or it ends for this reason.
type Flow = Result<(), End>;

/// What an operation does next: reply, or (`None`) complete.
type Step = Option<Reply>;

/// The state of one connection.
pub(super) struct Connection {
    gateway: Arc<Gateway>,
    ids: Ids,
    principal: Option<Principal>,
    outgoing: mpsc::Sender<Message>,
    operations: StreamMap<String, BoxStream<'static, Step>>,
    is_acknowledged: bool,
    /// Whether the client has sent anything since the last ping.
    is_alive: bool,
}

impl Connection {
    pub(super) fn new(
        gateway: Arc<Gateway>,
        ids: Ids,
        principal: Option<Principal>,
        outgoing: mpsc::Sender<Message>,
    ) -> Self {
        let operations = StreamMap::new();
        Self { gateway, ids, principal, outgoing, operations, is_acknowledged: false, is_alive: true }
    }

    /// Serves the connection until it ends.
    pub(super) async fn run<E>(mut self, incoming: &mut (impl Stream<Item = Result<Message, E>> + Unpin)) -> End {
        let config = &self.gateway.config.websocket;
        let init_deadline = Instant::now() + config.init_timeout;
        let mut pings = interval_at(Instant::now() + config.ping_interval, config.ping_interval);
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let shutdown = self.gateway.config.shutdown.clone().requested();
        tokio::pin!(shutdown);
        loop {
            let flow = tokio::select! {
                frame = incoming.next() => self.receive(frame.and_then(Result::ok)).await,
                step = next_step(&self.outgoing, &mut self.operations), if !self.operations.is_empty() => {
                    self.advance(step).await
                }
                () = sleep_until(init_deadline), if !self.is_acknowledged => {
                    Err(End::close(CloseCode::InitialisationTimeout, "Connection initialisation timeout"))
                }
                _ = pings.tick() => self.ping().await,
                () = &mut shutdown => Err(End::close(CloseCode::GoingAway, "Going away")),
            };
            if let Err(end) = flow {
                return end;
            }
        }
    }

    async fn receive(&mut self, frame: Option<Message>) -> Flow {
        self.is_alive = true;
        match frame {
            Some(Message::Text(text)) if text.len() > self.gateway.config.limits.body_bytes => {
                Err(End::close(CloseCode::MessageTooBig, "Message too big"))
            }
            Some(Message::Text(text)) => match ClientMessage::parse(&text) {
                Ok(message) => self.handle(message).await,
                Err(reason) => Err(End::close(CloseCode::BadRequest, reason)),
            },
            Some(Message::Binary(_)) => Err(End::close(CloseCode::BadRequest, "messages must be text")),
            Some(Message::Ping(_) | Message::Pong(_)) => Ok(()),
            Some(Message::Close(_)) | None => Err(End::Gone),
        }
    }

    async fn handle(&mut self, message: ClientMessage) -> Flow {
        match message {
            ClientMessage::ConnectionInit { payload } => self.initialise(&payload).await,
            ClientMessage::Ping { payload } => self.send(&ServerMessage::Pong { payload }).await,
            ClientMessage::Pong => Ok(()),
            ClientMessage::Subscribe { id, params } => self.subscribe(id, params).await,
            ClientMessage::Complete { id } => {
                self.operations.remove(&id);
                Ok(())
            }
        }
    }

    async fn initialise(&mut self, payload: &serde_json::Map<String, serde_json::Value>) -> Flow {
        if self.is_acknowledged {
            let reason = "Too many initialisation requests";
            return Err(End::close(CloseCode::TooManyInitialisationRequests, reason));
        }
        let named = self.gateway.identify(bearer::from_payload(payload)).await.map_err(|why| turned_away(&why))?;
        // Without a token of its own, the payload leaves the caller that the upgrade request named.
        if named.is_some() {
            self.principal = named;
        }
        self.is_acknowledged = true;
        self.send(&ServerMessage::ConnectionAck).await
    }

    async fn subscribe(&mut self, id: String, params: Params) -> Flow {
        if !self.is_acknowledged {
            return Err(End::close(CloseCode::Unauthorized, "Unauthorized"));
        }
        if self.operations.contains_key(&id) {
            let reason = format!("Subscriber for {id} already exists");
            return Err(End::close(CloseCode::SubscriberAlreadyExists, reason));
        }
        match self.start(params) {
            Ok(steps) => {
                self.operations.insert(id, steps);
                Ok(())
            }
            Err(rejection) => self.send(&ServerMessage::Error { id: &id, payload: &rejection.errors }).await,
        }
    }

    fn start(&self, params: Params) -> Result<BoxStream<'static, Step>, Rejection> {
        let limit = self.gateway.config.websocket.max_operations;
        if self.operations.len() >= limit {
            let message = format!("this connection already runs {limit} operations");
            return Err(Rejection::new(ErrorCode::LimitExceeded, message));
        }
        let operation = self.gateway.prepare(params)?;
        let ids = Ids { request: RequestId::fresh(), ..self.ids };
        let caller = Caller { principal: self.principal.clone(), ids, resume_after: ResumeAfter::default() };
        let span = ids.span("websocket");
        caller.record(&span, operation.name.as_deref());
        let replies = in_span(span, self.gateway.stream(operation, caller));
        Ok(replies.map(Some).chain(stream::once(async { None })).boxed())
    }

    async fn advance(&mut self, step: Option<(String, Step)>) -> Flow {
        let Some((id, step)) = step else { return Ok(()) };
        match step {
            Some(reply @ Reply::Answered(_)) => {
                self.send(&ServerMessage::Next { id: &id, payload: reply.body() }).await
            }
            Some(Reply::Rejected(rejection)) => {
                self.operations.remove(&id);
                self.send(&ServerMessage::Error { id: &id, payload: &rejection.errors }).await
            }
            None => {
                self.operations.remove(&id);
                self.send(&ServerMessage::Complete { id: &id }).await
            }
        }
    }

    async fn ping(&mut self) -> Flow {
        if !self.is_alive {
            return Err(End::Gone);
        }
        self.is_alive = false;
        self.deliver(Message::Ping(Default::default())).await
    }

    async fn send(&mut self, message: &ServerMessage<'_>) -> Flow {
        let text = serde_json::to_string(message).expect("a GraphQL value is JSON");
        self.deliver(Message::Text(text.into())).await
    }

    /// Waits while the buffer is full: then nothing is read from this client either.
    async fn deliver(&mut self, message: Message) -> Flow {
        self.outgoing.send(message).await.map_err(|_| End::Gone)
    }
}

/// The next step of any operation, taken only once there is room to send it.
async fn next_step(
    outgoing: &mpsc::Sender<Message>,
    operations: &mut StreamMap<String, BoxStream<'static, Step>>,
) -> Option<(String, Step)> {
    // Nobody else sends on this connection, so the room is still there afterwards.
    drop(outgoing.reserve().await);
    operations.next().await
}

fn turned_away(rejection: &Rejection) -> End {
    if rejection.code() == ErrorCode::Unauthenticated {
        End::close(CloseCode::Forbidden, "Forbidden")
    } else {
        End::close(CloseCode::InternalServerError, "sign-in is not available at the moment")
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn an_operation_is_not_polled_while_the_client_does_not_read() {
        let (outgoing, mut queue) = mpsc::channel(1);
        let mut operations = StreamMap::new();
        operations.insert("1".to_owned(), stream::once(async { None }).boxed());

        outgoing.try_send(Message::Text("waiting".into())).unwrap();
        assert!(next_step(&outgoing, &mut operations).now_or_never().is_none());

        queue.try_recv().unwrap();
        let step = next_step(&outgoing, &mut operations).now_or_never();
        assert!(matches!(step, Some(Some((_, None)))), "the step is still there");
    }
}
