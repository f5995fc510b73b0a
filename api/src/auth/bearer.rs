//! Reads a bearer token out of HTTP headers and out of a WebSocket's `connection_init`.

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

/// What a caller presented to identify itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Credential<'a> {
    /// Nothing: an anonymous caller.
    None,
    /// A bearer token.
    Token(&'a str),
    /// Something that is not a bearer token.
    Malformed,
}

/// The credential in the `Authorization` header.
pub(crate) fn from_headers(headers: &HeaderMap) -> Credential<'_> {
    match headers.get(header::AUTHORIZATION) {
        None => Credential::None,
        Some(value) => value.to_str().map_or(Credential::Malformed, from_authorization),
    }
}

/// The credential in the payload of `connection_init`: `{"authorization": "Bearer …"}` or `{"token": "…"}`.
pub(crate) fn from_payload(payload: &Map<String, Value>) -> Credential<'_> {
    let field = |name: &str| payload.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    match (field("authorization"), field("token")) {
        (Some(Value::String(value)), _) => from_authorization(value),
        (None, Some(Value::String(token))) => Credential::Token(token),
        (None, None) => Credential::None,
        (Some(_), _) | (None, Some(_)) => Credential::Malformed,
    }
}

fn from_authorization(value: &str) -> Credential<'_> {
    match value.trim().split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Credential::Token(token.trim()),
        _ => Credential::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(payload: &Value, expected: &Credential<'_>) {
        assert_eq!(&from_payload(payload.as_object().unwrap()), expected);
    }

    #[test]
    fn a_payload_carries_a_token_in_either_of_two_fields() {
        check(&json!({"authorization": "Bearer abc"}), &Credential::Token("abc"));
        check(&json!({"Authorization": "bearer abc"}), &Credential::Token("abc"));
        check(&json!({"token": "abc"}), &Credential::Token("abc"));
    }

    #[test]
    fn a_payload_without_either_is_anonymous() {
        check(&json!({"locale": "en"}), &Credential::None);
    }

    #[test]
    fn what_is_not_a_bearer_token_is_malformed() {
        check(&json!({"authorization": "Basic abc"}), &Credential::Malformed);
        check(&json!({"authorization": null}), &Credential::Malformed);
        check(&json!({"token": 7}), &Credential::Malformed);
    }
}
