//! A client of the GraphQL endpoint, as small as the load needs.

use serde_json::{Value, json};

/// A client of the GraphQL endpoint. Clones share connections.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    url: String,
    token: Option<String>,
}

/// Why a request was not answered as it should be: a code that can be counted.
#[derive(thiserror::Error, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[error("{0}")]
pub struct Code(pub String);

impl Client {
    /// A client of the endpoint at `url`.
    pub fn new(url: String, token: Option<String>) -> reqwest::Result<Self> {
        let http = reqwest::Client::builder().pool_max_idle_per_host(usize::MAX).tcp_nodelay(true).build()?;
        Ok(Self { http, url, token })
    }

    /// Asks one operation and returns its one field.
    ///
    /// # Errors
    /// The code of the first error of any kind.
    pub async fn ask(&self, document: &str, variables: Value) -> Result<Value, Code> {
        let request = self.http.post(&self.url).json(&json!({"query": document, "variables": variables}));
        let request = match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let response = request.send().await.map_err(|error| Code(transport(&error)))?;
        let status = response.status();
        let body: Value = response.json().await.map_err(|_| Code(format!("HTTP_{}", status.as_u16())))?;
        field(body)
    }
}

/// The value of the only field of an answer.
fn field(mut body: Value) -> Result<Value, Code> {
    if let Some(error) = body.pointer("/errors/0") {
        let code = error.pointer("/extensions/code").and_then(Value::as_str);
        return Err(Code(code.unwrap_or("UNKNOWN").to_owned()));
    }
    let fields = body.get_mut("data").and_then(Value::as_object_mut).map(std::mem::take);
    let value = fields.and_then(|fields| fields.into_iter().next()).map(|(_, value)| value);
    let value = value.ok_or_else(|| Code("NO_DATA".to_owned()))?;
    match value.pointer("/userErrors/0/code").and_then(Value::as_str) {
        Some(code) => Err(Code(code.to_owned())),
        None => Ok(value),
    }
}

fn transport(error: &reqwest::Error) -> String {
    let kind = if error.is_connect() {
        "CANNOT_CONNECT"
    } else if error.is_timeout() {
        "TIMED_OUT"
    } else {
        "CONNECTION_BROKEN"
    };
    kind.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: Value, expected: Result<Value, &str>) {
        assert_eq!(field(body), expected.map_err(|code| Code(code.to_owned())));
    }

    #[test]
    fn every_kind_of_error_has_a_code() {
        check(json!({"data": {"a": {"b": 1}}}), Ok(json!({"b": 1})));
        check(json!({"errors": [{"message": "x", "extensions": {"code": "FORBIDDEN"}}]}), Err("FORBIDDEN"));
        check(json!({"errors": [{"message": "x"}], "data": null}), Err("UNKNOWN"));
        check(json!({"data": {"a": {"userErrors": [{"code": "NOT_ANSWERING"}]}}}), Err("NOT_ANSWERING"));
        check(json!({"data": null}), Err("NO_DATA"));
    }
}
