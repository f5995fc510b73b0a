//! Why a WebSocket is closed.

/// The close codes of the graphql-transport-ws protocol, and two of WebSocket itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum CloseCode {
    /// The server shuts down; reconnect and resume.
    GoingAway = 1001,
    /// A message is longer than the limit.
    MessageTooBig = 1009,
    /// A message is not of the protocol.
    BadRequest = 4400,
    /// An operation before the connection was acknowledged.
    Unauthorized = 4401,
    /// The token is not valid.
    Forbidden = 4403,
    /// The client does not speak graphql-transport-ws.
    SubprotocolNotAcceptable = 4406,
    /// `connection_init` did not come in time.
    InitialisationTimeout = 4408,
    /// Two operations at once have the same id.
    SubscriberAlreadyExists = 4409,
    /// A second `connection_init`.
    TooManyInitialisationRequests = 4429,
    /// The server failed before the connection was ready.
    InternalServerError = 4500,
}

/// How a connection ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// We close it, and say why.
    Close(CloseCode, String),
    /// The client left, or is not reachable any more.
    Gone,
}

impl End {
    pub(super) fn close(code: CloseCode, reason: impl Into<String>) -> Self {
        Self::Close(code, reason.into())
    }
}
