//! The messages of graphql-transport-ws, strictly read.

use async_graphql::ServerError;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::transport::{params::Params, reply::Body};

type Object = Map<String, Value>;

/// What a client may send.
#[derive(Debug)]
pub(super) enum ClientMessage {
    ConnectionInit { payload: Object },
    Ping { payload: Option<Object> },
    Pong,
    Subscribe { id: String, params: Params },
    Complete { id: String },
}

/// What the server sends.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum ServerMessage<'a> {
    ConnectionAck,
    Pong {
        #[serde(skip_serializing_if = "Option::is_none")]
        payload: Option<Object>,
    },
    Next {
        id: &'a str,
        payload: Body<'a>,
    },
    Error {
        id: &'a str,
        payload: &'a [ServerError],
    },
    Complete {
        id: &'a str,
    },
}

impl ClientMessage {
    /// Reads a message; the error is the reason to close the connection with.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let Ok(Value::Object(mut fields)) = serde_json::from_str(text) else {
            return Err("the message is not a JSON object".into());
        };
        let Some(Value::String(kind)) = fields.remove("type") else { return Err("`type` must be a string".into()) };
        match kind.as_str() {
            "connection_init" => Ok(Self::ConnectionInit { payload: payload(&mut fields)?.unwrap_or_default() }),
            "ping" => Ok(Self::Ping { payload: payload(&mut fields)? }),
            "pong" => Ok(Self::Pong),
            "subscribe" => Ok(Self::Subscribe { id: id(&mut fields)?, params: params(&mut fields)? }),
            "complete" => Ok(Self::Complete { id: id(&mut fields)? }),
            _ => Err("this `type` of message is not known".into()),
        }
    }
}

fn id(fields: &mut Object) -> Result<String, String> {
    match fields.remove("id") {
        Some(Value::String(id)) if !id.is_empty() => Ok(id),
        _ => Err("`id` must be a string that is not empty".into()),
    }
}

fn payload(fields: &mut Object) -> Result<Option<Object>, String> {
    match fields.remove("payload") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(payload)) => Ok(Some(payload)),
        Some(_) => Err("`payload` must be an object".into()),
    }
}

fn params(fields: &mut Object) -> Result<Params, String> {
    let payload = payload(fields)?.ok_or("`payload` is missing")?;
    let params = Params::from_fields(payload).map_err(|mut rejection| rejection.errors.remove(0).message)?;
    if params.query.is_none() && params.document_id.is_none() {
        return Err("`payload.query` is missing".into());
    }
    Ok(params)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, reason: &str) {
        assert_eq!(ClientMessage::parse(text).unwrap_err(), reason);
    }

    #[test]
    fn a_message_must_be_of_the_protocol() {
        check("{", "the message is not a JSON object");
        check("[]", "the message is not a JSON object");
        check("{}", "`type` must be a string");
        check(r#"{"type": "start"}"#, "this `type` of message is not known");
        check(r#"{"type": "next", "id": "1"}"#, "this `type` of message is not known");
        check(r#"{"type": "ping", "payload": 1}"#, "`payload` must be an object");
    }

    #[test]
    fn an_operation_needs_an_id_and_a_document() {
        check(r#"{"type": "complete"}"#, "`id` must be a string that is not empty");
        check(r#"{"type": "subscribe", "id": ""}"#, "`id` must be a string that is not empty");
        check(r#"{"type": "subscribe", "id": "1"}"#, "`payload` is missing");
        check(r#"{"type": "subscribe", "id": "1", "payload": {}}"#, "`payload.query` is missing");
        check(r#"{"type": "subscribe", "id": "1", "payload": {"query": 1}}"#, "`query` must be a string");
    }

    #[test]
    fn server_messages_have_the_form_of_the_protocol() {
        let text = |message| serde_json::to_string(&message).unwrap();
        assert_eq!(text(ServerMessage::ConnectionAck), r#"{"type":"connection_ack"}"#);
        assert_eq!(text(ServerMessage::Pong { payload: None }), r#"{"type":"pong"}"#);
        assert_eq!(text(ServerMessage::Complete { id: "1" }), r#"{"type":"complete","id":"1"}"#);
    }
}
